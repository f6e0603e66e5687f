import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from recorder.config import shipped
from recorder.web import panel_texts, texts, voice_texts
from tests.web.helpers import Site

TEMPLATES = shipped("templates")
PACKAGE = Path(__file__).parent.parent.parent / "recorder"
SNIPPET = PACKAGE.parent / "snippet"
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


@pytest.mark.parametrize(
    "catalogues", [texts.CATALOGUES, panel_texts.CATALOGUES, voice_texts.CATALOGUES]
)
def test_every_language_says_the_same_things(
    catalogues: Mapping[str, Mapping[str, str]],
) -> None:
    english = catalogues["en"]
    for language, catalogue in catalogues.items():
        assert catalogue.keys() == english.keys()
        for name, words in catalogue.items():
            assert words, f"{language}: {name}"
            assert re.findall(r"{\w+}", words) == re.findall(r"{\w+}", english[name]), name


def test_a_sentence_of_the_panel_is_one_in_every_language() -> None:
    ends = re.compile(r"[.?]$")
    for name, words in panel_texts.GERMAN.items():
        assert bool(ends.search(words)) == bool(ends.search(panel_texts.ENGLISH[name])), name


def test_the_panel_is_answered_every_word_it_says() -> None:
    """A missing word would be a button without a name."""
    source = (SNIPPET / "src" / "panel" / "words.ts").read_text("utf-8")

    assert set(re.findall(r'"(\w+)"', source)) == set(panel_texts.ENGLISH)


def test_every_text_a_participant_s_page_asks_for_is_there() -> None:
    """A missing text would be shown as nothing at all."""
    for path in (TEMPLATES / "participant").glob("*.html"):
        for name in re.findall(r"say\.(\w+)", path.read_text("utf-8")):
            assert name in texts.ENGLISH, f"{path.name}: {name}"
