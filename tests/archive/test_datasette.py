"""Datasette, with which most people will open an archive, shows all of it with its labels."""

import asyncio
import re
from pathlib import Path

import pytest
from datasette.app import Datasette

from tests.archive.helpers import ask


def show(made: Path, *addresses: str) -> list[str]:
    """Ask Datasette for pages of an archive; each must be there."""

    async def get() -> list[str]:
        datasette = Datasette([], immutables=[str(made)])
        await datasette.invoke_startup()
        answers = [await datasette.client.get(f"/study{each}") for each in addresses]
        assert {answer.status_code for answer in answers} == {200}
        return [str(answer.text) for answer in answers]

    return asyncio.run(get())


def test_every_table_and_view_has_its_page(made: Path) -> None:
    names = [str(name) for (name,) in ask(made, "select name from _about")]

    pages = show(made, "", *(f"/{name}" for name in names))

    assert len(pages) > 20
    assert not [page for page in pages if "OperationalError" in page]


@pytest.mark.parametrize(
    ("table", "label"),
    [
        ("attempts", r">p01, (current|short)</a>"),
        ("attempts", ">Buy</a>"),
        ("sessions", r">Tea shop \([0-9a-f]{12}\)</a>"),
        ("study_versions", ">Tea shop</a>"),
        ("events", ">Buy</a>"),
    ],
)
def test_keys_are_shown_as_words_that_lead_on(made: Path, table: str, label: str) -> None:
    """Nobody can read a session's id or a hash."""
    (page,) = show(made, f"/{table}")

    assert re.search(label, page)


def test_words_can_be_searched(made: Path) -> None:
    (page,) = show(made, "/words?_search=kettle")

    assert 'name="_search"' in page
    assert "The kettle sang." in page
    assert "Hovers long." not in page
