"""The words that people read agree with what the recorder does."""

import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest

from recorder.cli.main import COMMANDS, recorder
from recorder.config import LIMITS, Settings, read_settings
from recorder.model.events import AnyEvent
from recorder.model.outcomes import Outcome
from recorder.web.help_pages import FOLDER, ORDER, list_help

ROOT = Path(__file__).parent.parent
PAGES = sorted(FOLDER.glob("*.md"))
READ = [ROOT / "README.md", *PAGES]

ROW = re.compile(r"^\| (`[^|]+) \| ([^|]*) \|(?: ([^|]*) \|)?", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)")
BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`(recorder [^`]+)`")


def read_page(name: str) -> str:
    """Read one help page."""
    return (FOLDER / f"{name}.md").read_text("utf-8")


def read_table(page: str, heading: str) -> dict[str, tuple[str, str]]:
    """Read the table under a heading: first cell without its marks, then the next two."""
    part = read_page(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {first.strip("`"): (second, third) for first, second, third in ROW.findall(part)}


def get_command(name: str) -> click.Command:
    """Load a sub-command."""
    assert isinstance(recorder, click.Group)
    command = recorder.get_command(click.Context(recorder), name)
    assert command is not None, f"there is no recorder {name}"
    return command


def list_options(name: str) -> set[str]:
    """List the long options of a sub-command, and of those that it has itself."""
    command = get_command(name)
    parts = command.commands.values() if isinstance(command, click.Group) else ()
    params = [param for one in (command, *parts) for param in one.params]
    return {word for param in params for word in param.opts if "--" in word}


def test_every_setting_is_documented_with_its_variable_and_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {field.name for field in fields(Settings)} - {"sources"}
    for name in names:
        monkeypatch.delenv(f"RECORDER_{name.upper()}", raising=False)
    defaults = read_settings()

    table = read_table("running", "Settings")

    assert set(table) == names
    for name, (variable, default) in table.items():
        assert variable == f"`RECORDER_{name.upper()}`"
        if default.startswith("`") and default.endswith("`"):
            assert default.strip("`") == str(getattr(defaults, name))
    assert defaults.database.endswith("recorder.sqlite")
    assert defaults.secret_file == defaults.data / "secret"
    assert defaults.notice == ""


def test_every_limit_is_documented_with_its_value() -> None:
    table = read_table("running", "Limits")

    assert {name: int(cells[0].replace(",", "")) for name, cells in table.items()} == asdict(LIMITS)


def test_every_command_and_option_is_documented() -> None:
    rows = {
        name: line
        for line in read_page("commands").splitlines()
        for name in re.findall(r"^\| `recorder ([a-z-]+)", line)
    }

    assert set(rows) == set(COMMANDS)
    for name, line in rows.items():
        assert set(re.findall(r"`(--[a-z-]+)`", line)) == list_options(name), name


def test_every_event_is_documented() -> None:
    """A participant has a right to know each kind that is stored."""
    known = {str(kind.__struct_config__.tag) for kind in get_args(AnyEvent)}

    cells = read_table("privacy", "Every kind of event")

    assert {kind for cell in cells for kind in re.findall(r"[a-z]+\.[a-z]+", cell)} == known


def test_the_example_of_an_event_is_one() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", read_page("privacy"), re.DOTALL)

    event = msgspec.json.decode(example, type=AnyEvent)

    assert type(event).__name__ == "ElementClicked"


def test_every_outcome_has_its_word() -> None:
    (line,) = [each for each in read_page("words").splitlines() if each.startswith("| outcome ")]

    for outcome in Outcome:
        assert outcome.value.replace("_", " ") in line


def test_the_glossary_explains_each_word_once() -> None:
    words = re.findall(r"^\| ([a-z][^|]*) \|", read_page("words"), re.MULTILINE)[1:]

    assert len(words) == len(set(words))


@pytest.mark.parametrize("page", READ, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]

    for link in links:
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", READ, ids=lambda page: page.name)
def test_every_command_that_is_shown_exists(page: Path) -> None:
    """Somebody types exactly what stands there."""
    for words in list_shown(page.read_text("utf-8")):
        name, *rest = words
        assert name.startswith("-") or name in COMMANDS, name
        options = {word.split("=")[0] for word in rest if word.startswith("--")}
        assert name.startswith("-") or options - {"--help"} <= list_options(name), words


def list_shown(text: str) -> Iterator[list[str]]:
    """List the commands that a page shows in blocks or between backticks, as words."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    for line in [*lines, *SPAN.findall(BLOCK.sub("", text))]:
        first, *words = line.split("#")[0].split() or [""]
        if first == "recorder" and words[0] != "COMMAND":
            yield words


def test_the_readme_shows_commands_at_all() -> None:
    """Otherwise the test above could not fail."""
    shown = list(list_shown((ROOT / "README.md").read_text("utf-8")))

    assert len(shown) >= 8


def test_the_targets_of_make_in_the_readme_exist() -> None:
    targets = re.findall(r"^make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    known = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert targets
    assert set(targets) <= set(known)


def test_help_begins_with_how_to_start_and_has_every_page_in_its_order() -> None:
    names = [page.name for page in list_help()]

    assert names[0] == "getting-started"
    assert names == list(ORDER)
    assert set(names) == {page.stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_help_page_has_one_title_and_whole_tables(page: Path) -> None:
    """A table with a cell too few or too many is not shown as its writer meant it."""
    text = page.read_text("utf-8")
    outside = re.sub(r"```.*?```", "", text, flags=re.DOTALL)

    assert len(re.findall(r"^# ", outside, re.MULTILINE)) == 1
    for table in re.findall(r"(?:^\|.*\n)+", outside, re.MULTILINE):
        assert len({line.count("|") for line in table.splitlines()}) == 1, table[:80]
