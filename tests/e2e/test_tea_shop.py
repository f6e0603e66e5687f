"""The sample study's shop by itself, without the recorder, under a strict content policy."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from recorder.storage.study_folders import read_study
from tests.e2e.tea_shop import (
    ADDRESS,
    LISTEN,
    PROTOTYPE,
    StrictHandler,
    Visitor,
    is_at_fault,
    list_pages,
    list_violations,
    prepare,
    tab_to,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    """Serve the prototype's folder on a free port, as plain files."""
    handler = partial(StrictHandler, directory=str(PROTOTYPE))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visitor(browser: Browser, shop: str) -> Iterator[Visitor]:
    """Somebody who must not meet an error, a warning or a request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    someone = Visitor(context.new_page(), shop)
    yield someone
    context.close()
    assert someone.complaints == []


def test_a_tea_is_bought_in_steps(visitor: Visitor) -> None:
    visitor.page.add_init_script(LISTEN)
    visitor.go("current.html")
    visitor.link("Teas").click()
    visitor.page.locator("[data-tea=sencha]").click()
    visitor.page.get_by_label(re.compile("^100 g")).check()
    visitor.button("Add to basket").click()
    visitor.link("Go to the basket").click()
    visitor.link("Go to checkout").click()
    visitor.page.wait_for_url("**/delivery.html")
    visitor.fill(ADDRESS)
    visitor.button("Continue").click()
    visitor.page.wait_for_url("**/pay.html")
    expect(visitor.page.locator("[data-sum=total]")).to_have_text("£11.80")
    visitor.fill({"Card number": "1234 5678 1234 5678", "Expiry date": "04/29"})

    visitor.button("Place order").click()

    assert re.fullmatch(r"AL-\d{4}", visitor.order_number())
    assert ["order-placed", {"tea": "sencha", "grams": 100}] in visitor.told()
    expect(visitor.page.locator("[data-basket-count]")).to_be_hidden()


def test_a_tea_is_bought_on_one_page(visitor: Visitor) -> None:
    visitor.go("short.html#kept")
    visitor.page.wait_for_url("**/index.html#kept")
    visitor.put_into_basket("rooibos", 50)
    visitor.link("Go to the basket").click()
    visitor.link("Go to checkout").click()
    visitor.page.wait_for_url("**/checkout-short.html")
    visitor.fill(ADDRESS | {"Card number": "1234567812345678", "Expiry date": "04/29"})

    visitor.button("Place order").click()

    assert re.fullmatch(r"AL-\d{4}", visitor.order_number())
    expect(visitor.page.locator("#order-total")).to_have_text("£7.20")


def test_a_tea_is_bought_by_keyboard_alone(visitor: Visitor) -> None:
    keys = visitor.page.keyboard
    visitor.go("current.html")
    visitor.page.wait_for_url("**/index.html")
    keys.press("Tab")
    expect(visitor.link("Skip to the content")).to_be_in_viewport()
    for target in (visitor.link("Teas"), visitor.page.locator("[data-tea=gyokuro]")):
        tab_to(visitor, target)
        keys.press("Enter")
        visitor.page.wait_for_load_state()
    tab_to(visitor, visitor.page.get_by_label(re.compile("^250 g")))
    keys.press("ArrowLeft")
    tab_to(visitor, visitor.button("Add to basket"))
    keys.press("Enter")
    for name in ("Go to the basket", "Go to checkout"):
        tab_to(visitor, visitor.link(name))
        keys.press("Enter")
        visitor.page.wait_for_load_state()
    visitor.page.wait_for_url("**/delivery.html")
    for label, text in ADDRESS.items():
        tab_to(visitor, visitor.page.get_by_label(label, exact=True))
        keys.type(text)
    keys.press("Enter")
    visitor.page.wait_for_url("**/pay.html")
    for label, text in {"Card number": "1234123412341234", "Expiry date": "04/29"}.items():
        tab_to(visitor, visitor.page.get_by_label(label, exact=True))
        keys.type(text)

    keys.press("Enter")

    assert re.fullmatch(r"AL-\d{4}", visitor.order_number())
    expect(visitor.page.locator("#order-teas")).to_have_text(
        "1 \N{MULTIPLICATION SIGN} Gyokuro, 100 g"
    )


def test_search_and_filters_are_kept_in_the_address(visitor: Visitor) -> None:
    visitor.go("teas.html")
    assert len(visitor.names()) == 16
    visitor.page.get_by_label("Search").fill("japan")
    assert visitor.names() == ["Sencha", "Gyokuro", "Genmaicha"]
    visitor.page.get_by_label("Price for 50 g").select_option("Under £4")
    assert visitor.names() == ["Genmaicha"]

    visitor.page.reload()

    assert visitor.names() == ["Genmaicha"]
    visitor.page.get_by_label("Caffeine").select_option("None")
    expect(visitor.page.get_by_text("No tea is like that")).to_be_visible()
    visitor.button("Show all teas").click()
    assert len(visitor.names()) == 16
    assert visitor.page.url.endswith("teas.html")


def test_another_order_forgets_the_choice_of_caffeine(visitor: Visitor) -> None:
    """The problem planted there: the sample report relies on it."""
    visitor.go("teas.html?caffeine=none")
    assert visitor.names() == ["Rooibos", "Chamomile", "Peppermint"]

    visitor.page.get_by_label("Sort by").select_option("Price, lowest first")

    assert visitor.names()[:2] == ["Kenya Breakfast", "Assam"]
    assert visitor.page.url.endswith("?sort=price-up")


def test_faults_are_named_beside_their_fields(visitor: Visitor) -> None:
    visitor.put_into_basket("sencha", 100)
    visitor.go("delivery.html")
    visitor.fill({"Name": "Kim Vale", "E-mail": "kim at example"})

    visitor.button("Continue").click()

    faulty = [label for label in ADDRESS if is_at_fault(visitor, label)]
    assert faulty == ["E-mail", "Street and house number", "Town", "Postcode"]
    expect(visitor.page.get_by_label("E-mail", exact=True)).to_be_focused()
    visitor.fill(ADDRESS)
    visitor.page.keyboard.press("Tab")
    assert not any(is_at_fault(visitor, label) for label in ADDRESS)


def test_a_card_number_in_groups_is_refused_on_the_one_page(visitor: Visitor) -> None:
    """The problem planted there."""
    visitor.put_into_basket("sencha", 100)
    visitor.go("checkout-short.html")
    visitor.fill(ADDRESS | {"Card number": "1234 5678 1234 5678", "Expiry date": "04/29"})

    visitor.button("Place order").click()

    assert is_at_fault(visitor, "Card number")
    assert visitor.page.url.endswith("checkout-short.html")


def test_a_changed_amount_holds_once_the_basket_is_refreshed(visitor: Visitor) -> None:
    visitor.page.add_init_script(LISTEN)
    visitor.go("kept-basket.html")
    visitor.link("Go to your basket").click()
    amount = visitor.page.get_by_label("Amount of Assam")
    amount.select_option("100 g")
    visitor.page.reload()
    expect(amount).to_have_value("250")
    amount.select_option("100 g")

    visitor.button("Refresh").click()
    visitor.page.reload()

    expect(amount).to_have_value("100")
    expect(visitor.page.locator("#sum")).to_have_text("£5.40")
    assert visitor.told() == [["basket-changed", {"tea": "assam", "grams": 100}]]
    visitor.button("Remove Assam").click()
    expect(visitor.page.get_by_text("Nothing in it yet")).to_be_visible()


def test_a_gift_card_comes_off_the_next_order(visitor: Visitor) -> None:
    visitor.go("gift-card.html")
    visitor.fill({"Code on the back of the card": "leaf-2407"})
    visitor.button("Redeem").click()
    expect(visitor.page.get_by_text("There is £18.50 on this card")).to_be_focused()
    visitor.put_into_basket("gyokuro", 100)

    visitor.go("checkout-short.html")

    expect(visitor.page.locator("[data-sum=card]")).to_have_text("\N{MINUS SIGN}£18.50")
    expect(visitor.page.locator("[data-sum=total]")).to_have_text("£4.00")


@pytest.mark.parametrize("name", list_pages())
def test_a_page_keeps_to_wcag_and_to_its_width(visitor: Visitor, name: str) -> None:
    """At 320 px and 1280 px, in light and dark: what is wrong here is planted elsewhere."""
    prepare(visitor, name)
    visitor.go(name if name != "tea.html" else "tea.html?tea=sencha")
    if name == "delivery.html":
        visitor.button("Continue").click()
    found = []
    for width in (320, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 800})
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
        found += list_violations(visitor.page, "light") + list_violations(visitor.page, "dark")

    assert found == []


def test_files_need_no_root_no_other_host_and_no_inline_code() -> None:
    for path in PROTOTYPE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(href|src|action)=["'](/|[a-z]+:)""", text), path.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), path.name
        for target in re.findall(r'(?:href|src)="([^"#?]+)', text):
            assert (PROTOTYPE / target).is_file(), f"{path.name} leads to {target}"


def test_the_study_file_has_no_fault_and_names_only_pages_there_are() -> None:
    study = read_study(PROTOTYPE.parent).study

    assert [len(study.tasks), study.participants.planned] == [5, 12]
    assert {variant.id for variant in study.variants} == {"current", "short"}
    assert all(task.scenario.strip().isprintable() for task in study.tasks)


def test_every_page_has_its_problem_in_the_list() -> None:
    text = (PROTOTYPE.parent / "PROBLEMS.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^\| `([a-z-]+\.html)` \|", text, re.MULTILINE)) == list_pages()
