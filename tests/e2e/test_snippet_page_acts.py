"""What the snippet notes of moving, scrolling, frames, keys, and of leaving at once."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.snippet_browser import open_page
from tests.e2e.snippet_sink import Sink

pytestmark = pytest.mark.browser


@pytest.fixture
def page(context: BrowserContext, base: str, sink: Sink) -> Page:
    """Open a page and wait until the server has told what the study allows."""
    page = open_page(context, base)
    sink.wait_for(1, "page.viewed")
    return page


def test_a_click_that_changes_and_leaves_the_page_at_once_is_whole(page: Page, sink: Sink) -> None:
    """What was clicked is read before the page reacts; no later moment may be needed for it."""
    page.evaluate(
        """document.getElementById("place-order").addEventListener("click", (event) => {
             event.target.textContent = "Ordered";
             event.target.id = "";
             location.href = "/next.html";
           })"""
    )
    page.click("#place-order", no_wait_after=True)
    page.wait_for_selector("#here")

    (click,) = sink.wait_for(1, "element.clicked")

    assert (click["selector"], click["name"]) == ("#place-order", "Order # for @")
    assert click["matches"] == ["#place-order"]
    assert isinstance(click["clues"], dict)
    assert click["clues"]["path"] == "body>main>button:4/5"
    assert click["reacted_ms"] is not None


def test_moves_and_scrolls_are_noted_now_and_then(page: Page, sink: Sink) -> None:
    page.evaluate("document.body.style.height = '4000px'")
    page.mouse.move(30, 40)
    page.wait_for_timeout(150)
    page.mouse.move(50, 60)
    page.mouse.wheel(0, 600)

    (scroll,) = sink.wait_for(1, "page.scrolled")
    (move,) = sink.wait_for(1, "pointer.moved")

    assert scroll["y_px"] == 600
    assert isinstance(move["path"], list)
    assert [point[1:] for point in move["path"]] == [[30, 40], [50, 60]]
    assert move["path"][0][0] == 0
    assert move["path"][1][0] >= 100


def test_a_pointer_over_what_the_author_left_out_is_nowhere(page: Page, sink: Sink) -> None:
    page.hover("#ignored")
    page.wait_for_timeout(150)
    page.hover("#one")

    (move,) = sink.wait_for(1, "pointer.moved")

    assert isinstance(move["path"], list)
    assert len(move["path"]) == 1


def test_a_click_in_a_frame_is_placed_in_the_whole_page(page: Page, sink: Sink) -> None:
    page.evaluate(
        """() => {
             const frame = document.createElement("iframe");
             frame.style = "position: absolute; left: 300px; top: 100px; border: 0";
             frame.src = "/framed.html";
             document.body.append(frame);
           }"""
    )
    page.frame_locator("iframe").locator("#inside").click()

    (click,) = sink.wait_for(1, "element.clicked")

    assert (click["selector"], click["name"]) == ("#inside", "Inside")
    assert isinstance(click["page_x_px"], int)
    assert click["page_x_px"] > 300
    assert isinstance(click["clues"], dict)
    assert click["clues"]["path"] == "body>iframe>#inside>body>button"


def test_nothing_inside_of_a_block_is_told(page: Page, sink: Sink) -> None:
    page.evaluate(
        """document.querySelector("main").insertAdjacentHTML("afterbegin",
             '<div id="blocked" data-recorder-block><p data-recorder-block>' +
             '<button id="jane" data-testid="jane">Jane</button></p></div>')"""
    )
    page.click("#jane")

    (click,) = sink.wait_for(1, "element.clicked")

    assert click["selector"] == "#blocked"
    assert "jane" not in str(click).lower()


def test_keys_that_write_are_never_taken(page: Page, sink: Sink) -> None:
    page.focus("#mail")
    page.keyboard.type("ab")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    sink.wait_for(2, "key.pressed")

    assert [event["key"] for event in sink.of_type("key.pressed")] == ["Escape", "Tab"]


def test_a_password_field_is_unknown_even_by_its_keys(page: Page, sink: Sink) -> None:
    page.focus("#password")
    page.keyboard.press("ArrowLeft")
    page.focus("#mail")
    page.keyboard.press("ArrowRight")

    sink.wait_for(1, "key.pressed")

    assert [event["key"] for event in sink.of_type("key.pressed")] == ["ArrowRight"]
