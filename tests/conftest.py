"""What tests of several layers share: a real server process and a real browser."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

ROOT = Path(__file__).parent.parent
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    # Whatever is not on this machine does not exist: a request elsewhere fails the test.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass
class Server:
    """A real `recorder serve` process on a loopback port, with its own data folder."""

    studies: Path
    data: Path
    extra: dict[str, str] = field(default_factory=dict)
    port: int = 0
    url: str = ""
    process: "subprocess.Popen[str] | None" = None

    def start(self) -> "Server":
        """Start it and wait until it says that it accepts connections."""
        command = [sys.executable, "-m", "recorder", "serve", "--port", str(self.port)]
        command += ["--studies", str(self.studies), "--data", str(self.data)]
        with (self.data.parent / f"{self.data.name}.log").open("a") as log:
            self.process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=ROOT,
                start_new_session=True,
                env={**os.environ, **self.extra},  # noqa: TID251 (a child process needs its PATH)
            )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            address = re.search(r"http://[\w.:]+", line)
            if address and not self.url:
                self.url = address.group()
                self.port = int(self.url.rsplit(":", 1)[1])
            if line.startswith(("Sign in: ", "Create the owner account: ")):
                return self
        raise AssertionError(f"the server ended with {self.process.wait()}")

    @property
    def sign_in(self) -> str:
        """A new link that signs the owner in once; the first one makes the owner."""
        if '"owner"' not in self.run("people", "list", "--json"):
            self.run("people", "add", "owner", "--role", "owner")
        return self.run("people", "sign-in", "owner").strip()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it, all of its processes at once, and wait."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(30)
        if self.process and self.process.stdout:
            self.process.stdout.close()

    def run(self, *arguments: str) -> str:
        """Run another `recorder` command on the same studies and data."""
        done = subprocess.run(
            [sys.executable, "-m", "recorder", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
            env={
                **os.environ,  # noqa: TID251 (a child process needs its PATH)
                "RECORDER_STUDIES": str(self.studies),
                "RECORDER_DATA": str(self.data),
                "RECORDER_BASE_URL": self.url,
                **self.extra,
            },
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Drive a real Chromium, and wait long for what should come: a machine may be busy."""
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=BROWSER_ARGUMENTS
        )
        yield chromium
        chromium.close()


def find_chromium() -> str:
    """Find the browser of this machine."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)))
