"""Runs the web application: gunicorn's threads where there is gunicorn, else Werkzeug's."""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from recorder.cli.daily import start_daily_retention
from recorder.clock import monotonic_s, wall_clock_ms
from recorder.config import Settings, read_settings
from recorder.errors import UnavailableError
from recorder.live.mount import Live
from recorder.storage.database import Database, migrate, open_database
from recorder.storage.people import has_owner
from recorder.web.installation import first_address
from recorder.web.serving import make_plain_server
from recorder.web.wsgi import create_server

THREADS = 64
"""Requests answered at once; each waits for the disk most of its time.

Every live connection holds one more, so there are as many more as may be open.
"""

LINGER_S = 0.5
"""How long a server that ends waits for a request that may be on its way."""

PATIENCE_S = 3.0
"""How long a server that ends waits for what does not end by itself."""

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


Greeting = Callable[[Settings, Database], str]


def greet_owner(settings: Settings, db: Database) -> str:
    """Say where to sign in, or where the owner's account is made while there is none."""
    if has_owner(db):
        return f"Sign in: {settings.base_url}/sign-in"
    return f"Create the owner account: {first_address(settings)}"


def run_server(
    options: Mapping[str, object],
    *,
    prepare: Callable[[Database], None] | None = None,
    greet: Greeting = greet_owner,
) -> None:
    """Serve until SIGTERM or Ctrl+C.

    Args:
        options: Settings by name, None where not given.
        prepare: Called with the database, up to date, before anybody is served.
        greet: Called once connections are accepted, after the address was printed; answers
            the line that says how to come in.

    Raises:
        UnavailableError: The port is taken.
    """
    settings = read_settings(**options)
    port = _free_port(settings.host, settings.port)
    if port != settings.port:
        settings = read_settings(**{**options, "port": port})
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    _prepare(settings, prepare)
    if sys.platform == "win32":
        _run_werkzeug(settings, greet)
    else:
        _run_gunicorn(settings, greet)


def _prepare(settings: Settings, prepare: Callable[[Database], None] | None) -> None:
    """Bring the database up to date before the server forks, so that a fault is said at once."""
    db = open_database(settings.database)
    migrate(db)
    if prepare:
        prepare(db)
    db.close()


def _load(settings: Settings) -> tuple[WSGI, Live]:
    db = open_database(settings.database)
    application, live = create_server(settings, db)
    # Here and not before the fork: in the one process that writes.
    start_daily_retention(db, wall_clock_ms)
    return application, live


def _announce(settings: Settings, greet: Greeting) -> None:
    click.echo(f"Usability Recorder on {settings.base_url}")
    db = open_database(settings.database)
    try:
        click.echo(greet(settings, db))
    finally:
        db.close()
    sys.stdout.flush()


def _free_port(host: str, port: int) -> int:
    """Answer the port if nobody has it, or a free one for 0."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UnavailableError(
                f"port {port} of {host} cannot be had ({error.strerror}): "
                f"is a recorder running already? Choose another with --port"
            ) from error
        return int(probe.getsockname()[1])


def _run_gunicorn(settings: Settings, greet: Greeting) -> None:
    # Not on Windows, so it is no import at the top.
    from gunicorn.app.base import BaseApplication

    served: list[Live] = []

    class Application(BaseApplication):  # type: ignore[misc]
        """One process of threads: the log has one writer."""

        def load_config(self) -> None:
            for name, value in _gunicorn_settings(settings, greet).items():
                self.cfg.set(name, value)
            self.cfg.set("worker_class", _make_worker(served))

        def load(self) -> WSGI:
            application, live = _load(settings)
            served.append(live)
            return application

    Application().run()


def _make_worker(served: list[Live]) -> type:
    """Make the kind of process that serves: told to end, it first ends what would never end."""
    from gunicorn.workers.gthread import ThreadWorker

    class Worker(ThreadWorker):  # type: ignore[misc]
        """Threads, some of which hold live connections."""

        def handle_exit(self, sig: int, frame: object) -> None:
            super().handle_exit(sig, frame)
            _end_soon(served)

        def handle_quit(self, sig: int, frame: object) -> None:
            _end_soon(served)
            super().handle_quit(sig, frame)

        def _cap_keepalive(self, deadline: float) -> None:
            super()._cap_keepalive(min(deadline, monotonic_s() + LINGER_S))

    return Worker


def _end_soon(served: list[Live]) -> None:
    """End live connections, and this process even when something does not let go of it."""
    # In threads, because what a signal interrupts may hold what this waits for.
    for live in served:
        threading.Thread(target=live.close, daemon=True).start()
    # All that was acknowledged is on disk, so nothing is lost by not being polite.
    end = threading.Timer(PATIENCE_S, os._exit, (0,))
    end.daemon = True
    end.start()


def _gunicorn_settings(settings: Settings, greet: Greeting) -> dict[str, object]:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return {
        "bind": f"{host}:{settings.port}",
        "workers": 1,
        "threads": THREADS + settings.sockets,
        "worker_connections": 1_000 + 2 * settings.sockets,
        "keepalive": 65,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "post_worker_init": lambda _worker: _announce(settings, greet),
    }


def _run_werkzeug(settings: Settings, greet: Greeting) -> None:
    server = make_plain_server(settings.host, settings.port, _load(settings)[0])
    _announce(settings, greet)
    server.serve_forever()
