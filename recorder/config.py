"""Every setting and every limit, and where each value came from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

from recorder.errors import InvalidSettingError

Source = Literal["option", "environment", "default"]
"""Where a setting's value came from."""

PREFIX = "RECORDER_"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken; everything above is refused with an answer that names the limit.

    Attributes:
        batch_events: Events in one batch.
        event_bytes: Bytes of one event as JSON.
        depth: Arrays and objects inside one another, the batch itself counted.
        object_keys: Keys of one object of a page's own data.
        key_characters: Characters of one such key.
        custom_bytes: Bytes of the data of one `custom.reported`.
        session_bytes: Bytes of one session's events as JSON.
        session_ms: A session ends so long after consent.
        late_delivery_ms: What was captured before the end is taken so much longer.
        study_sessions: Sessions of one study, so that an open link cannot fill the disk.
        requests_per_s: Batches of one session, on average.
        requests_burst: Batches of one session at once.
        refused_starts_per_minute: Failed attempts to start a session from one address.
        code_guesses_per_hour: Wrong withdrawal codes from one address.
        sound_part_bytes: Bytes of one part of a recorded voice.
        sound_session_bytes: Bytes of one session's recorded voice.
        sound_take_parts: Parts of one take.
        sound_parts_per_s: Parts of one session, on average.
        sound_parts_burst: Parts of one session at once.
        transcript_bytes: Bytes of one transcript.
        session_transcripts: Transcripts of one session.
        queued_writes: Writes that may wait for the disk; beyond it 503.
        write_wait_s: Longest wait for the disk before 503.
        group_ms: Longest collection of writes into one transaction.
        preflight_max_age_s: How long a browser may remember the answer to OPTIONS.
        drained_bytes: How much of a refused body is read and thrown away, so that the
            client can read its answer.
        message_bytes: Bytes of one message from a live room.
        messages_per_s: Messages of one page in a live room, on average.
        messages_burst: Messages of one page in a live room at once.
        waiting_messages: Messages that may wait for a page that reads too slowly; beyond it
            the page is cut off and comes back.
    """

    body_bytes: int = 1_000_000
    batch_events: int = 500
    event_bytes: int = 262_144
    depth: int = 32
    string_characters: int = 65_536
    object_keys: int = 200
    key_characters: int = 64
    custom_bytes: int = 4_096
    session_bytes: int = 64 * 1024 * 1024
    session_events: int = 200_000
    session_ms: int = 4 * 3_600_000
    late_delivery_ms: int = 24 * 3_600_000
    study_sessions: int = 10_000
    requests_per_s: int = 20
    requests_burst: int = 60
    refused_starts_per_minute: int = 20
    code_guesses_per_hour: int = 20
    sound_part_bytes: int = 262_144
    sound_session_bytes: int = 200 * 1024 * 1024
    sound_take_parts: int = 20_000
    sound_parts_per_s: int = 20
    sound_parts_burst: int = 60
    transcript_bytes: int = 500_000
    session_transcripts: int = 20
    queued_writes: int = 2_000
    write_wait_s: int = 30
    group_ms: int = 10
    preflight_max_age_s: int = 7_200
    drained_bytes: int = 16 * 1024 * 1024
    message_bytes: int = 262_144
    messages_per_s: int = 20
    messages_burst: int = 60
    waiting_messages: int = 200


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """What one installation is told; `read_settings` makes it.

    Attributes:
        database: SQLAlchemy URL of the log and every table.
        data: Folder of everything the recorder writes.
        studies: Folder with a folder for each study.
        base_url: The address people reach the recorder by, without a slash at the end.
        secret_file: Holds the key that signs cookies; made at the first start.
        abandon_after_s: A session without any sign for so long counts as left.
        notice: One sentence shown on every researcher page; "" shows none.
        trusted_proxies: Reverse proxies in front whose X-Forwarded headers are believed.
        chromium: The browser that prints reports; "" looks for one.
        sockets: How many pages may hold a live connection at once.
        sources: Where each value came from, by the setting's name.
    """

    database: str
    data: Path
    studies: Path
    base_url: str
    secret_file: Path
    host: str
    port: int
    abandon_after_s: int
    trusted_proxies: int
    notice: str = ""
    chromium: str = ""
    sockets: int = 100
    sources: Mapping[str, Source] = field(default_factory=dict)


def read_settings(**options: object) -> Settings:
    """Read every setting from the options, else the environment, else a laptop's defaults.

    Args:
        options: Values by the setting's name; None means that the option was not given.

    Raises:
        InvalidSettingError: A value is not of its kind, or an option does not exist.
    """
    found = _Lookup(options)
    data = Path(found.text("data", str(user_data_path("usability-recorder")))).expanduser()
    host = found.text("host", "127.0.0.1")
    port = found.number("port", 8765)
    settings = Settings(
        database=found.text("database", f"sqlite:///{data / 'recorder.sqlite'}"),
        data=data,
        studies=Path(found.text("studies", "studies")).expanduser(),
        base_url=found.text("base_url", f"http://{_reachable(host)}:{port}").rstrip("/"),
        secret_file=Path(found.text("secret_file", str(data / "secret"))).expanduser(),
        host=host,
        port=port,
        abandon_after_s=found.number("abandon_after_s", 1_800),
        trusted_proxies=found.number("trusted_proxies", 0),
        notice=found.text("notice", ""),
        chromium=found.text("chromium", ""),
        sockets=found.number("sockets", 100),
        sources=found.sources,
    )
    found.refuse_unknown()
    return settings


def shipped(name: str) -> Path:
    """Find what comes with the recorder: in the wheel, or beside a checkout's package.

    Args:
        name: "templates", "snippet" (its bundles) or "studies/tea-shop".

    Raises:
        FileNotFoundError: This installation lacks it.
    """
    package = Path(__file__).resolve().parent
    checkout = {"snippet": "snippet/dist"}.get(name, name)
    for path in (package / "shipped" / name, package.parent / checkout):
        if path.exists():
            return path
    raise FileNotFoundError(f"this installation lacks {name}")


class _Lookup:
    """Looks settings up one by one and remembers where each was found."""

    def __init__(self, options: Mapping[str, object]) -> None:
        self._options = options
        self.sources: dict[str, Source] = {}

    def text(self, name: str, default: str) -> str:
        given = self._options.get(name)
        # The one place that may look at the environment.
        told = os.environ.get(PREFIX + name.upper())  # noqa: TID251
        if given is not None:
            self.sources[name] = "option"
            return str(given)
        self.sources[name] = "default" if not told else "environment"
        return told or default

    def number(self, name: str, default: int) -> int:
        written = self.text(name, str(default))
        if not written.isdecimal():
            raise InvalidSettingError(f"{name} must be a whole number, not {written!r}")
        return int(written)

    def refuse_unknown(self) -> None:
        unknown = sorted(set(self._options) - set(self.sources))
        if unknown:
            raise InvalidSettingError(f"there is no setting {', '.join(unknown)}")


def _reachable(host: str) -> str:
    # An address to listen on everywhere is no address to open in a browser.
    if host in ("0.0.0.0", "::"):  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
