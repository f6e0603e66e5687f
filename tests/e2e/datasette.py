"""A site that nobody here wrote: Datasette, serving the Unicode characters Python knows."""

import sqlite3
import subprocess
import sys
import time
import unicodedata
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

LAST = 0x2FFF
"""Characters up to here: a little over ten thousand rows, the same on every Python."""

TEMPLATES = Path(__file__).parent / "datasette_site" / "templates"

PLUGIN = """
from datasette import hookimpl

@hookimpl
def extra_template_vars():
    return {{"recorder_url": "{recorder_url}"}}
"""


@dataclass
class Site:
    """A running Datasette."""

    url: str
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)


def build_database(path: Path) -> None:
    """Write every assigned character up to LAST into one table."""
    rows = [
        (code, f"U+{code:04X}", name, unicodedata.category(chr(code)))
        for code in range(LAST)
        if (name := unicodedata.name(chr(code), ""))
    ]
    database = sqlite3.connect(path)
    with database:
        database.execute(
            "create table character (number integer primary key, code text, name text, kind text)"
        )
        database.executemany("insert into character values (?, ?, ?, ?)", rows)
    database.close()


def start_datasette(folder: Path, *, port: int, recorder_url: str) -> Site:
    """Serve the database with the snippet in the page template, and wait for an answer."""
    build_database(folder / "characters.db")
    plugins = folder / "plugins"
    plugins.mkdir()
    (plugins / "recorder_url.py").write_text(PLUGIN.format(recorder_url=recorder_url))
    command = [sys.executable, "-m", "datasette", "serve", str(folder / "characters.db")]
    command += ["--host", "127.0.0.1", "--port", str(port), "--template-dir", str(TEMPLATES)]
    command += ["--plugins-dir", str(plugins), "--setting", "default_page_size", "50"]
    with (folder / "datasette.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{url}/-/versions.json", timeout=1):  # noqa: S310
                return Site(url, process)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    process.kill()
    raise AssertionError((folder / "datasette.log").read_text())
