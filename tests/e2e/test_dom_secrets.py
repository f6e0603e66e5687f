"""What a recording of pages must never hold: planted words, looked for in all that was sent.

`secrets.html` and `secrets.js` hold some 80 words `zqx01`, `zqx02` ... in every place of a page
that a person may have written in: text, attributes, addresses, fields, styles, frames, shadow
roots, comments, titles, storage, the console, errors; at load and afterwards.
"""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.dom_recording import WHOLE, read_recorded, recording_sink
from tests.e2e.snippet_sink import PAGES, TOKEN, Sink, serving

pytestmark = pytest.mark.browser

PLANTED = re.compile(r"zqx\d\d")
IN_FIELDS = {
    f"zqx{number}" for number in (29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 48, 65, 74, 75, 76)
}
TYPED = {"zqx91", "zqx92", "zqx93", "zqx94"}
NOWHERE = {f"zqx{number}" for number in (2, 3, 4, 5, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 21)}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def record(page: Page, sink: Sink) -> tuple[set[str], set[str]]:
    """Visit the page, let it reveal more, type; answers the words in its recording and in all."""
    with serving(sink) as base:
        page.goto(f"{base}/secrets.html?q=zqx95#recorder={TOKEN}")
        sink.wait_for(2, "dom.recorded")
        page.evaluate("reveal()")
        page.fill("#typed", "zqx91")
        page.fill("#password", "zqx92")
        page.fill("#area", "zqx93")
        page.locator("#editor").press_sequentially("zqx94")
        page.mouse.click(2, 2)
        page.wait_for_timeout(600)
        page.close()
        sink.wait_for(1, "epoch.ended")
    recorded = read_recorded(sink)
    assert [event["type"] for event in recorded].count(WHOLE) == 1
    assert {event["data"].get("source") for event in recorded} >= {0, 2, 5, 8, 13, 15}
    in_dom = set(PLANTED.findall(json.dumps(recorded)))
    return in_dom, in_dom | set(PLANTED.findall(b"".join(sink.bodies).decode()))


def test_no_planted_word_leaves_the_page_by_default(page: Page) -> None:
    planted = set(PLANTED.findall((PAGES / "secrets.html").read_text("utf-8")))
    planted |= set(PLANTED.findall((PAGES / "secrets.js").read_text("utf-8")))

    in_dom, in_all = record(page, recording_sink())

    assert len(planted) >= 80
    assert (in_dom, in_all) == (set(), set())


def test_only_marked_words_are_shown_where_the_study_says_marked(page: Page) -> None:
    sink = recording_sink(text="marked")
    page.add_init_script(
        "addEventListener('readystatechange', () => document.querySelector('#words')?."
        "setAttribute('data-recorder-text', ''), true)"
    )

    in_dom, _ = record(page, sink)

    assert in_dom == {"zqx16"}


def test_words_are_shown_where_the_study_says_all_and_still_nothing_that_is_typed(
    page: Page,
) -> None:
    in_dom, in_all = record(page, recording_sink(text="all"))

    assert in_dom >= {"zqx16", "zqx19", "zqx20", "zqx23", "zqx28", "zqx39", "zqx56", "zqx64"}
    assert in_all & (IN_FIELDS | TYPED) == set()
    assert in_all & NOWHERE == set()


def test_masked_words_keep_their_length_and_their_spaces(page: Page) -> None:
    sink = recording_sink()

    record(page, sink)

    assert '"textContent": "xxxx xxxxx"' in json.dumps(read_recorded(sink))
