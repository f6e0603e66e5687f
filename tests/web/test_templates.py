import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from recorder.config import shipped
from recorder.web.texts import ENGLISH, GERMAN
from tests.web.helpers import Site

TEMPLATES = shipped("templates")
PACKAGE = Path(__file__).parent.parent.parent / "recorder"
WAYS_AROUND = re.compile(
    r"\|\s*safe\b|autoescape\s+false|\bMarkup\(|render_template_string|innerHTML|eval\("
)


def list_sources() -> Iterator[Path]:
    yield from TEMPLATES.rglob("*.html")
    yield from (TEMPLATES / "static").glob("*.js")
    yield from (PACKAGE / "web").glob("*.py")


def test_nothing_goes_around_escaping() -> None:
    """What participants type is on these pages, so there is no exception at all."""
    found = [path.name for path in list_sources() if WAYS_AROUND.search(path.read_text("utf-8"))]

    assert found == []


def test_every_kind_of_template_is_escaped(site: Site) -> None:
    assert site.app.jinja_env.autoescape is True


def test_the_style_sheet_keeps_to_its_budget() -> None:
    sheet = (TEMPLATES / "static" / "recorder.css").read_bytes()

    assert len(gzip.compress(sheet)) <= 8_192


def test_both_languages_say_the_same_things() -> None:
    assert ENGLISH.keys() == GERMAN.keys()
    for name, words in ENGLISH.items():
        assert re.findall(r"{\w+}", words) == re.findall(r"{\w+}", GERMAN[name]), name


def test_every_text_a_participant_s_page_asks_for_is_there() -> None:
    """A missing text would be shown as nothing at all."""
    for path in (TEMPLATES / "participant").glob("*.html"):
        for name in re.findall(r"say\.(\w+)", path.read_text("utf-8")):
            assert name in ENGLISH, f"{path.name}: {name}"
