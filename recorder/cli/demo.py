"""`recorder demo`: the sample study, served with nothing to configure."""

import shutil
import tempfile
import webbrowser
from pathlib import Path

import click

from recorder.cli.demo_people import add_demo_people
from recorder.cli.server import run_server
from recorder.clock import wall_clock_ms
from recorder.config import Settings, shipped
from recorder.model.people import Person, Role
from recorder.storage.database import Database
from recorder.storage.keys import Purpose, add_key
from recorder.storage.people import add_person, has_owner, list_people
from recorder.storage.sessions import list_sessions
from recorder.storage.study_folders import read_study
from recorder.web.addresses import sign_in_address

SAMPLE = "tea-shop"
NOTICE = "Demo data: participants p01 to p12 are made up. Take the test yourself to add to them."


@click.command("demo")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Port [a free one].")
@click.option("--data", type=click.Path(path_type=Path), help="Keep the data in this folder.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def command(port: int, data: Path | None, *, no_browser: bool) -> None:
    """Serve the sample study and open it in the browser, signed in.

    Take the test yourself from the study's page, then read the report. Without --data
    everything is in a temporary folder that goes away at the end.
    """
    with tempfile.TemporaryDirectory(prefix="recorder-demo-") as temporary:
        studies = Path(temporary) / "studies"
        shutil.copytree(shipped(f"studies/{SAMPLE}"), studies / SAMPLE)
        options = {
            "notice": NOTICE,
            "studies": studies,
            "data": data or Path(temporary) / "data",
            "port": port,
        }
        run_server(
            options,
            prepare=lambda db: _add_people(db, studies / SAMPLE),
            greet=_greet if no_browser else _greet_and_open,
        )


def _add_people(db: Database, folder: Path) -> None:
    version = read_study(folder)
    if not list_sessions(db, version.study.id):
        add_demo_people(db, version, wall_clock_ms)


def _greet(settings: Settings, db: Database) -> str:
    """Print a link that signs the demo's owner in: there is nothing to configure."""
    return f"Sign in: {_make_link(settings, db)}"


def _greet_and_open(settings: Settings, db: Database) -> str:
    # Each link works once: the browser uses one up, and the terminal shows another.
    webbrowser.open(_make_link(settings, db))
    return _greet(settings, db)


def _make_link(settings: Settings, db: Database) -> str:
    now_ms = wall_clock_ms()
    if not has_owner(db):
        add_person(db, Person("demo", "Demo owner", Role.OWNER, now_ms))
    owner = next(person for person in list_people(db) if person.role is Role.OWNER)
    key = add_key(db, Purpose.SIGN_IN, person=owner.login, label="demo", now_ms=now_ms)
    return sign_in_address(settings.base_url, key)
