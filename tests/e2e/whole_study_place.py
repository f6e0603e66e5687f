"""A recorder with the sample study, and what its commands say about it."""

import json
import re
import shutil
import sqlite3
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.conftest import ROOT, Server

STUDY = "tea-shop"
WIDE: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Place:
    """One recorder with a folder of its own."""

    browser: Browser
    folder: Path
    server: Server = field(init=False)

    def __post_init__(self) -> None:
        """Copy the study, unless it is there, and start."""
        studies = self.folder / "studies"
        if not studies.exists():
            shutil.copytree(ROOT / "studies" / STUDY, studies / STUDY)
        self.server = Server(studies, self.folder / "data").start()

    def copy(self, folder: Path) -> "Place":
        """Start another recorder on a copy of everything; this one pauses for it."""
        self.server.stop()
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        self.server.start()
        return Place(self.browser, folder)

    def context(self) -> BrowserContext:
        """Open a browser that nobody has used before."""
        context = self.browser.new_context(viewport=WIDE, reduced_motion="reduce")
        context.set_default_timeout(30_000)
        return context

    def invite(self) -> dict[str, str]:
        """Make an invitation."""
        made = self.server.run("invite", STUDY, "--count", "1", "--format", "json")
        return dict(json.loads(made)[0])

    def show(self, session: str) -> dict[str, Any]:
        """Read a session by the command line, once all of it has arrived; not for ever."""
        for _ in range(20):
            shown: dict[str, Any] = json.loads(self.server.run("show", session, "--json"))
            if shown["is_complete"]:
                break
            time.sleep(0.5)
        return shown

    def sessions(self) -> list[dict[str, Any]]:
        """List the sessions by the command line."""
        return list(json.loads(self.server.run("sessions", STUDY, "--json")))

    def report(self) -> dict[str, Any]:
        """Write the report by the command line, and read it."""
        out = self.folder / "out"
        self.server.run("export", STUDY, "--format", "json", "--out", str(out))
        return dict(json.loads((out / "report.json").read_text("utf-8")))

    def rebuild(self, *arguments: str) -> list[str]:
        """Read the log again; answer what the command says."""
        return self.server.run("rebuild", STUDY, *arguments).splitlines()

    def rows(self) -> dict[str, int]:
        """Count the rows of each table of the database."""
        database = self._open_database()
        names = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        counts = {
            name: int(database.execute(f'select count(*) from "{name}"').fetchone()[0])  # noqa: S608
            for (name,) in names
            if not name.startswith("sqlite_")
        }
        database.close()
        return counts

    def batches(self) -> bytes:
        """Answer everything the log holds, as it was sent."""
        database = self._open_database()
        rows = database.execute("select body from batches").fetchall()
        database.close()
        return b"".join(zlib.decompress(body) for (body,) in rows)

    def _open_database(self) -> sqlite3.Connection:
        path = self.server.data / "recorder.sqlite"
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def bytes_kept(self) -> bytes:
        """Answer everything in the data folder, and what the server logged."""
        log = self.folder / "data.log"
        files = [path for path in self.server.data.rglob("*") if path.is_file()]
        return b"".join(path.read_bytes() for path in [*files, log])

    def edit_study(self, before: str, after: str) -> None:
        """Change the study's file."""
        file = self.server.studies / STUDY / "study.yaml"
        text = file.read_text("utf-8")
        assert text.count(before) == 1, before
        file.write_text(text.replace(before, after), "utf-8")


def pick(rows: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    """Find the one row that has these values."""
    (found,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return found


def flat(text: str) -> str:
    """Write all white space as single spaces."""
    return re.sub(r"\s+", " ", text)
