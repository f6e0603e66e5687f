"""The stamp of a report file: what it was made from, for a program that makes it again."""

import json
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from recorder.report.tree import Report

NAME = "recorder-report"
"""What the stamp is called wherever a kind of file names such things."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one report was made from; every kind of file bears it.

    Attributes:
        study_version: Hash of the study file whose tasks and words are shown; "" if unknown.
        session_versions: Hashes of the study files that the counted sessions ran under.
        sessions: Sessions in all, those left out included.
        data_hash: SHA-256 in hex over the logs of all sessions; "" where it is not known.
        figures_hash: SHA-256 in hex over everything that the report says; "" where a file
            says it itself.
        software: Names and versions of what computed.
        has_quotes: What people wrote is told; in a report that was shared without, it is not.
    """

    study: str
    study_version: str
    session_versions: tuple[str, ...]
    sessions: int
    profile: str
    data_hash: str
    figures_hash: str
    software: tuple[tuple[str, str], ...]
    has_quotes: bool = True


def make_stamp(report: Report) -> Stamp:
    """Make the stamp of a report; the same report always has the same."""
    header, made = report.header, report.provenance
    return Stamp(
        study=header.id,
        study_version=made.study_version if made else "",
        session_versions=tuple(one.hash for one in header.versions),
        sessions=header.sessions_in_all,
        profile=report.profile,
        data_hash=made.data_hash if made else "",
        figures_hash=hash_figures(report),
        software=made.software if made else (),
        has_quotes=made.has_quotes if made else True,
    )


def hash_figures(report: Report) -> str:
    """Hash what a report says, whatever computed it; in hex."""
    said = msgspec.to_builtins(replace(report, provenance=None))
    # In ASCII: what participants wrote may hold half a pair of surrogates.
    return sha256(json.dumps(said, sort_keys=True).encode("ascii")).hexdigest()


def write_stamp(stamp: Stamp) -> str:
    """Write a stamp as one line of ASCII."""
    text = msgspec.json.encode(stamp).decode()
    # Its texts may hold any letter; a PDF's facts and old programs may not.
    return "".join(one if one.isascii() else _escape(one) for one in text)


def read_stamp(text: str) -> Stamp | None:
    """Read a stamp; None for any other text."""
    try:
        return msgspec.json.decode(text, type=Stamp)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _escape(letter: str) -> str:
    halves = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))
