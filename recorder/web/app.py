"""Puts the Flask application together: settings, pages, guards and headers."""

from datetime import timedelta

from flask import Flask, request, url_for
from flask_wtf.csrf import CSRFProtect

from recorder import __version__
from recorder.clock import Clock, wall_clock_ms
from recorder.config import LIMITS, Settings, shipped
from recorder.context import get_settings, init_context
from recorder.projections.blindness import HIDDEN_WORDS
from recorder.storage.database import Database
from recorder.storage.sign_ins import LONGEST_MS
from recorder.web import (
    account,
    after,
    api,
    audit_log,
    by_hand,
    checks,
    coding,
    colleagues,
    comparisons,
    first,
    help_pages,
    join,
    judging,
    logs,
    media,
    moderation,
    overview,
    people,
    plans,
    prototypes,
    replays,
    reports,
    rooms,
    sessions,
    shared,
    shares,
    sign_in,
    site,
    snippets,
    sounds,
    team,
    transcripts,
    verdicts,
    withdraw,
)
from recorder.web.assets import content_mark
from recorder.web.headers import init_headers
from recorder.web.installation import read_secret
from recorder.web.logs import init_live
from recorder.web.problems import init_problems
from recorder.web.rates import init_rates
from recorder.web.signed_in import init_signed_in
from recorder.web.standing import standing
from recorder.web.starts import make_starts
from recorder.web.wording import FILTERS

PERSON_PAGES = (
    account.bp,
    audit_log.bp,
    by_hand.bp,
    checks.bp,
    coding.bp,
    colleagues.bp,
    comparisons.bp,
    first.bp,
    judging.bp,
    logs.bp,
    moderation.bp,
    overview.bp,
    plans.bp,
    replays.bp,
    reports.bp,
    rooms.bp,
    sessions.bp,
    shared.bp,
    shares.bp,
    sign_in.bp,
    sounds.bp,
    team.bp,
    transcripts.bp,
    verdicts.bp,
)
"""Researcher pages: their forms carry a token against forged requests."""

OPEN_PAGES = (
    after.bp,
    api.bp,
    checks.wire,
    help_pages.bp,
    join.bp,
    media.bp,
    prototypes.bp,
    site.bp,
    snippets.bp,
    withdraw.bp,
)
"""Participant pages and the wire: no cookie is read there, so there is nothing to forge."""


def create_app(settings: Settings, db: Database, clock: Clock = wall_clock_ms) -> Flask:
    """Make the web application over one database.

    Args:
        settings: Read by `read_settings`.
        db: Opened and migrated.
        clock: Answers the time now, ms since 1970; tests give their own.
    """
    templates = shipped("templates")
    app = Flask(__name__, template_folder=templates, static_folder=templates / "static")
    app.config.update(_configure(settings))
    live = init_live(app, settings, db, clock)
    init_context(app, settings, db, clock, live.audience)
    app.extensions["recorder.starts"] = make_starts()
    init_rates(app)
    init_signed_in(app)
    init_headers(app)
    init_problems(app)
    _init_templates(app)
    _init_pages(app)
    return app


def _configure(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": read_secret(settings.secret_file),
        "MAX_CONTENT_LENGTH": LIMITS.body_bytes,
        "MAX_FORM_MEMORY_SIZE": LIMITS.body_bytes,
        "MAX_FORM_PARTS": 500,
        "PERMANENT_SESSION_LIFETIME": timedelta(milliseconds=LONGEST_MS),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "recorder",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https://"),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "WTF_CSRF_TIME_LIMIT": LONGEST_MS // 1000,
        # Our pages send no referrer; where a request came from is checked by `people.guard`.
        "WTF_CSRF_SSL_STRICT": False,
    }


def _init_pages(app: Flask) -> None:
    csrf = CSRFProtect(app)
    app.context_processor(lambda: {"csrf_token": people.write_token})
    app.before_request(people.guard)
    for blueprint in PERSON_PAGES:
        app.register_blueprint(blueprint)
    for blueprint in OPEN_PAGES:
        app.register_blueprint(blueprint)
        csrf.exempt(blueprint)


def _init_templates(app: Flask) -> None:
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS, standing=standing)
    app.jinja_env.globals.update(
        asset=_write_asset_address,
        find_person=people.find_person,
        hidden_words=HIDDEN_WORDS,
        is_person=people.is_person,
        may=people.may,
        notice=lambda: get_settings().notice,
        snippet=_write_snippet_address,
        study_tabs=overview.list_tabs,
        theme=_read_theme,
        version=__version__,
    )


def _write_asset_address(name: str) -> str:
    """Write the address of a static file so that a changed file has a new address."""
    return url_for("static", filename=name, v=content_mark(shipped("templates") / "static" / name))


def _read_theme() -> str:
    """Read the colours this browser asked for; "" means those of its system."""
    wanted = request.cookies.get("theme", "")
    return wanted if wanted in site.THEMES else ""


def _write_snippet_address(name: str) -> str:
    """Write the address of one of the snippet's bundles."""
    mark = content_mark(shipped("snippet") / name)
    return url_for("snippets.send_snippet", file=name, v=mark)
