"""What a replayed page may do: nothing but show itself.

A recording is whatever a participant's page, or anybody who holds a session's token, sent.
It is rebuilt in a frame inside the stage, and that frame has no address of its own, so it
inherits the stage's policy: no script but the one this answer names by a fresh nonce, no
request off this server, none on it but for pictures of the study's own prototype files.
"""

from flask import Response

from recorder.model.ids import StudyId
from recorder.web.headers import POLICY

HOST_POLICY = f"{POLICY}; frame-src 'self'"
"""Of our own pages that hold a stage."""


def stage_policy(base_url: str, study: StudyId, nonce: str) -> str:
    """Write the policy of a stage, which whatever is replayed in it inherits."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
        f"img-src data: blob: {base_url}/prototype/{study}/; font-src data:; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    )


def hold_stage(response: Response) -> Response:
    """Let a page of ours hold a stage."""
    response.headers["Content-Security-Policy"] = HOST_POLICY
    return response
