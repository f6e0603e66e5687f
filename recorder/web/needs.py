"""Which route needs what: the one table that decides who may come in."""

from enum import Enum, auto


class Need(Enum):
    """What a request must bring."""

    NOBODY = auto()
    """Open, or opened by a token or code that the view itself checks."""

    FORM = auto()
    """Open, but a change must come from one of our own pages."""

    PERSON = auto()
    """A sign-in."""


NEEDS = {
    "after.show_done": Need.NOBODY,
    "after.show_questions": Need.NOBODY,
    "api.allow": Need.NOBODY,
    "api.allow_reading": Need.NOBODY,
    "api.allow_starting": Need.NOBODY,
    "api.show_session": Need.NOBODY,
    "api.show_study": Need.NOBODY,
    "api.start_session": Need.NOBODY,
    "check_wire.allow": Need.NOBODY,
    "check_wire.take_sign": Need.NOBODY,
    "checks.show_check": Need.PERSON,
    "checks.show_signs": Need.PERSON,
    "comparisons.show_comparison": Need.PERSON,
    "help.show_index": Need.NOBODY,
    "help.show_page": Need.NOBODY,
    "join.ask_consent": Need.NOBODY,
    "join.ask_questions": Need.NOBODY,
    "join.go_back": Need.NOBODY,
    "join.show_welcome": Need.NOBODY,
    "join.start": Need.NOBODY,
    "overview.invite": Need.PERSON,
    "overview.list_studies": Need.PERSON,
    "overview.show_study": Need.PERSON,
    "overview.try_out": Need.PERSON,
    "people.show_sign_in": Need.NOBODY,
    "people.sign_in": Need.FORM,
    "people.sign_out": Need.PERSON,
    "plans.show_plan": Need.PERSON,
    "plans.show_study_plan": Need.PERSON,
    "prototypes.send_prototype": Need.NOBODY,
    "prototypes.send_start": Need.NOBODY,
    "reports.download_report": Need.PERSON,
    "reports.download_report_pdf": Need.PERSON,
    "reports.download_report_xlsx": Need.PERSON,
    "reports.show_report": Need.PERSON,
    "reports.show_report_csv": Need.PERSON,
    "reports.show_report_json": Need.PERSON,
    "sessions.ask_erasure": Need.PERSON,
    "sessions.erase": Need.PERSON,
    "sessions.judge": Need.PERSON,
    "sessions.list_sessions": Need.PERSON,
    "sessions.send_sessions_csv": Need.PERSON,
    "sessions.send_sessions_json": Need.PERSON,
    "sessions.show_session": Need.PERSON,
    "site.choose_theme": Need.FORM,
    "site.send_no_icon": Need.NOBODY,
    "site.show_health": Need.NOBODY,
    "site.show_schema": Need.NOBODY,
    "snippets.send_snippet": Need.NOBODY,
    "static": Need.NOBODY,
    "withdraw.ask_again": Need.NOBODY,
    "withdraw.ask_code": Need.NOBODY,
    "withdraw.erase": Need.NOBODY,
    "withdraw.show_stored": Need.NOBODY,
}
"""What each route needs; one that is missing here is closed to all but a person."""

FETCHED = frozenset({"checks.show_signs"})
"""What pages of ours fetch by script although it needs a person."""
