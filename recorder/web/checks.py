"""Check my page: whether the snippet in the page to be tested reaches this server."""

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

import msgspec
from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from recorder.context import find_study, get_clock, get_settings
from recorder.model.ids import StudyId
from recorder.model.studies import Study
from recorder.web.addresses import snippet_tag, start_address
from recorder.web.headers import allow_every_origin
from recorder.web.problems import show_problem

bp = Blueprint("checks", __name__)
wire = Blueprint("check_wire", __name__)
wire.after_request(allow_every_origin)

MOST_STUDIES = 1_000


class CheckSign(msgspec.Struct, frozen=True):
    """The body of `POST /v1/check`: what a page says that carries the snippet.

    Attributes:
        check: The study whose check opened the page.
        study: What the page's snippet has as `data-study`.
        address: The page's path.
    """

    check: str
    study: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of life from a page.

    Attributes:
        origin: Scheme, host and port as the browser said them.
        at_ms: When it came, ms since 1970.
    """

    study: str
    origin: str
    address: str
    at_ms: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, for the page that waits for it.

    Attributes:
        state: `waiting`, `good` or `bad`.
        words: What to do, for people.
    """

    state: str
    title: str
    words: str
    at_ms: float | None = None


_decoder = msgspec.json.Decoder(CheckSign)


def _get_signs() -> dict[str, Sign]:
    signs: dict[str, Sign] = current_app.extensions.setdefault("recorder.signs", {})
    return signs


def find_good_sign(study: StudyId) -> Sign | None:
    """Find the last sign of a page that carries the right snippet, in this server's life."""
    sign = _get_signs().get(study)
    return sign if sign is not None and sign.study == study else None


@wire.route("/v1/check", methods=["OPTIONS"])
def allow() -> ResponseReturnValue:
    """Answer a browser that asks whether another origin's page may call."""
    return "", 204


@wire.post("/v1/check")
def take_sign() -> ResponseReturnValue:
    """Take a sign of life; nothing of it is stored."""
    try:
        told = _decoder.decode(request.get_data())
    except (msgspec.DecodeError, ValueError):
        return show_problem(400)
    study = find_study(StudyId(told.check.removeprefix("check_"))).study
    origin = request.headers.get("Origin", "")
    sign = Sign(told.study[:200], origin[:200], told.address[:500], get_clock()())
    signs = _get_signs()
    signs.pop(study.id, None)
    signs[study.id] = sign
    while len(signs) > MOST_STUDIES:
        del signs[next(iter(signs))]
    return jsonify({"ok": sign.study == study.id})


def judge_sign(study: Study, sign: Sign | None, *, base_url: str, since_ms: float) -> Finding:
    """Say what the last sign means, and what to change where something is wrong."""
    if sign is None or sign.at_ms < since_ms:
        return Finding("waiting", "Waiting for your page", "No sign of the snippet yet.")
    if sign.study != study.id:
        return Finding(
            "bad",
            "Your page names another study",
            f'The snippet answered, but its tag says data-study="{sign.study}". '
            f'Write data-study="{study.id}".',
            sign.at_ms,
        )
    if sign.origin not in ("", "null") and sign.origin not in list_origins(study, base_url):
        return Finding(
            "bad",
            "The study file does not know this site",
            f"The snippet answered from {sign.origin}. If that site belongs to the prototype, "
            f"add it to prototype: origins: [{sign.origin}] in the study file.",
            sign.at_ms,
        )
    where = f" from {sign.origin}{sign.address}" if sign.origin else ""
    return Finding(
        "good",
        "Your page is ready",
        f"The snippet answered{where}. Next: try the study yourself.",
        sign.at_ms,
    )


def list_origins(study: Study, base_url: str) -> set[str]:
    """List the origins that belong to a study's prototype, the recorder's own among them."""
    starts = [start_address(base_url, study)]
    starts += [start_address(base_url, study, variant.id) for variant in study.variants]
    parts = [urlsplit(start) for start in starts if start]
    named = study.prototype.origins if study.prototype else ()
    return {f"{part.scheme}://{part.netloc}" for part in parts} | {base_url, *named}


@bp.get("/studies/<study_id>/check")
def show_check(study_id: str) -> Response:
    """Show the check, with the address to open and what is known to fail beforehand."""
    study = find_study(StudyId(study_id)).study
    base_url = get_settings().base_url
    sign = _get_signs().get(study.id)
    page = render_template(
        "researcher/check.html",
        study=study,
        here="check",
        address=start_address(base_url, study),
        base_url=base_url,
        tag=snippet_tag(base_url, study.id),
        now_ms=get_clock()(),
        last=judge_sign(study, sign, base_url=base_url, since_ms=0) if sign else None,
    )
    response = make_response(page)
    # The opened page may tell its opener why it could not reach this server.
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return response


@bp.get("/studies/<study_id>/check.json")
def show_signs(study_id: str) -> Response:
    """Tell the waiting page whether a sign came since it began to wait."""
    study = find_study(StudyId(study_id)).study
    since_ms = request.args.get("since_ms", 0.0, type=float)
    base_url = get_settings().base_url
    sign = _get_signs().get(study.id)
    finding = judge_sign(study, sign, base_url=base_url, since_ms=since_ms)
    return jsonify({**asdict(finding), "now_ms": get_clock()()})
