"""Addresses that participants and pages are sent to; all come from the configured base URL."""

from urllib.parse import urlsplit

from recorder.model.ids import StudyHash, StudyId, VariantId
from recorder.model.studies import Study


def start_address(base_url: str, study: Study, variant: VariantId | None = None) -> str:
    """Write where a participant starts, or "" when the study names no prototype."""
    if study.prototype is None:
        return ""
    chosen = next((each for each in study.variants if each.id == variant), None)
    start = (chosen.start if chosen else None) or study.prototype.start
    if urlsplit(start).scheme:
        return start
    return f"{base_url}/prototype/{study.id}/{start.removeprefix('prototype/')}"


def with_secret(address: str, secret: str) -> str:
    """Add what only the snippet may read to an address's fragment."""
    return f"{address}{'&' if '#' in address else '#'}recorder={secret}"


def after_address(base_url: str, study: StudyId, version: StudyHash) -> str:
    """Write where the questions after the study are asked, in the session's own version."""
    return f"{base_url}/after/{study}/{version[:12]}"


def done_address(base_url: str, study: StudyId) -> str:
    """Write where a participant is thanked."""
    return f"{base_url}/done/{study}"


def join_address(base_url: str, study: StudyId, invitation: str = "") -> str:
    """Write the link of an invitation, or the open link."""
    return f"{base_url}/join/{study}{'#' if invitation else ''}{invitation}"


def snippet_tag(base_url: str, study: StudyId) -> str:
    """Write the line that a site carries to be tested."""
    return f'<script src="{base_url}/snippet/recorder.js" data-study="{study}"></script>'


def sign_in_address(base_url: str, key: str) -> str:
    """Write a link that signs a person in once; the key in the fragment is in no log."""
    return f"{base_url}/sign-in#{key}"


def colleague_address(base_url: str, key: str) -> str:
    """Write a link by which a colleague joins, or chooses a password."""
    return f"{base_url}/colleague#{key}"


def share_address(base_url: str, secret: str) -> str:
    """Write the link to a shared report."""
    return f"{base_url}/s#{secret}"


def read_secret_of(link: str) -> str:
    """Read the secret out of a link as people paste it, or out of the secret alone."""
    return link.strip().rpartition("#")[2]
