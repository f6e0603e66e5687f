"""Which route needs what: the one table that decides who may come in."""

from enum import Enum, auto

from recorder.model.people import Role


class Need(Enum):
    """What a request must bring where it needs no role."""

    NOBODY = auto()
    """Open, or opened by a token or code that the view itself checks."""

    FORM = auto()
    """Open, but a change must come from one of our own pages."""


EVERYBODY = frozenset(Role)
OWN = frozenset({Role.OWNER})
RUN = OWN | {Role.RESEARCHER}
WATCH = RUN | {Role.OBSERVER}
JUDGE = RUN | {Role.REVIEWER}

NEEDS: dict[str, Need | frozenset[Role]] = {
    "account.end": EVERYBODY,
    "account.rename": EVERYBODY,
    "account.set_password": EVERYBODY,
    "account.show_account": EVERYBODY,
    "after.show_done": Need.NOBODY,
    "after.show_questions": Need.NOBODY,
    "api.allow": Need.NOBODY,
    "api.allow_reading": Need.NOBODY,
    "api.allow_starting": Need.NOBODY,
    "api.show_session": Need.NOBODY,
    "api.show_study": Need.NOBODY,
    "api.start_session": Need.NOBODY,
    "audit_log.send_audit": OWN,
    "audit_log.show_audit": OWN,
    "by_hand.ask": RUN,
    "by_hand.start": RUN,
    "check_wire.allow": Need.NOBODY,
    "check_wire.take_sign": Need.NOBODY,
    "checks.show_check": RUN,
    "checks.show_signs": RUN,
    "coding.choose_alone": JUDGE,
    "coding.show_coding": JUDGE,
    "coding.show_next": JUDGE,
    "colleagues.join": Need.FORM,
    "colleagues.show_form": Need.FORM,
    "colleagues.show_link": Need.NOBODY,
    "comparisons.show_comparison": EVERYBODY,
    "first.create_owner": Need.FORM,
    "first.show_form": Need.NOBODY,
    "help.show_index": Need.NOBODY,
    "help.show_page": Need.NOBODY,
    "join.ask_consent": Need.NOBODY,
    "join.ask_questions": Need.NOBODY,
    "join.go_back": Need.NOBODY,
    "join.show_welcome": Need.NOBODY,
    "join.start": Need.NOBODY,
    "judging.agree": JUDGE,
    "judging.judge": JUDGE,
    "judging.recut": JUDGE,
    "judging.show_attempt": JUDGE,
    "judging.take_back": JUDGE,
    "logs.make_ticket": EVERYBODY,
    "logs.send_log": EVERYBODY,
    "media.allow": Need.NOBODY,
    "media.take_part": Need.NOBODY,
    "moderation.show_moderation": WATCH,
    "moderation.show_rooms": WATCH,
    "overview.invite": RUN,
    "overview.list_studies": EVERYBODY,
    "overview.show_study": EVERYBODY,
    "overview.try_out": RUN,
    "plans.show_plan": EVERYBODY,
    "plans.show_study_plan": EVERYBODY,
    "prototypes.send_prototype": Need.NOBODY,
    "prototypes.send_start": Need.NOBODY,
    "replays.show_replay": EVERYBODY,
    "replays.show_stage": EVERYBODY,
    "reports.download_report": EVERYBODY,
    "reports.download_report_pdf": EVERYBODY,
    "reports.download_report_xlsx": EVERYBODY,
    "reports.show_report": EVERYBODY,
    "reports.show_report_csv": EVERYBODY,
    "reports.show_report_json": EVERYBODY,
    "rooms.send_findings": WATCH,
    "rooms.show_room": WATCH,
    "sessions.ask_erasure": RUN,
    "sessions.erase": RUN,
    "sessions.judge": RUN,
    "sessions.list_sessions": EVERYBODY,
    "sessions.send_sessions_csv": EVERYBODY,
    "sessions.send_sessions_json": EVERYBODY,
    "sessions.show_session": EVERYBODY,
    "shared.download": Need.NOBODY,
    "shared.open_share": Need.FORM,
    "shared.show_link": Need.NOBODY,
    "shared.show_report": Need.NOBODY,
    "shared.show_session": Need.NOBODY,
    "shares.revoke": RUN,
    "shares.share": RUN,
    "shares.show_shares": RUN,
    "sign_in.show_sign_in": Need.NOBODY,
    "sign_in.sign_in": Need.FORM,
    "sign_in.sign_out": EVERYBODY,
    "site.choose_theme": Need.FORM,
    "site.send_no_icon": Need.NOBODY,
    "site.show_health": Need.NOBODY,
    "site.show_schema": Need.NOBODY,
    "snippets.send_snippet": Need.NOBODY,
    "sounds.list_sound": EVERYBODY,
    "sounds.send_sound": EVERYBODY,
    "static": Need.NOBODY,
    "team.disable": OWN,
    "team.enable": OWN,
    "team.invite": OWN,
    "team.make_password_link": OWN,
    "team.set_role": OWN,
    "team.show_people": OWN,
    "team.uninvite": OWN,
    "transcripts.add": RUN,
    "transcripts.ask_transcript": RUN,
    "transcripts.delete": RUN,
    "transcripts.list_lines": EVERYBODY,
    "transcripts.send_transcript": EVERYBODY,
    "transcripts.show_transcript": EVERYBODY,
    "verdicts.list_verdicts": JUDGE,
    "withdraw.ask_again": Need.NOBODY,
    "withdraw.ask_code": Need.NOBODY,
    "withdraw.erase": Need.NOBODY,
    "withdraw.show_stored": Need.NOBODY,
}
"""What each route needs; one that is missing here is closed to all but the owner."""

FETCHED = frozenset(
    {
        "checks.show_signs",
        "logs.make_ticket",
        "logs.send_log",
        "moderation.show_rooms",
        "replays.show_stage",
        "rooms.send_findings",
        "sounds.list_sound",
        "sounds.send_sound",
        "transcripts.list_lines",
    }
)
"""What pages of ours fetch by script, or hold in a frame, although it needs a role."""

FRAMED = frozenset({"replays.show_stage"})
"""Those in a frame: a frame can bring no token, and there is nothing of anybody in it."""
