"""What participants do in the sample study's shop, task by task, rightly and wrongly."""

import re
from collections.abc import Callable

from tests.e2e.tea_shop import ADDRESS
from tests.e2e.whole_study import Walker


def buy_sencha(someone: Walker, *, grams: int = 100, ease: str = "6", thinks_ms: float = 0) -> None:
    """Buy a tin, by whichever checkout the shop shows, and tell the order's number."""
    hand, page = someone.hand, someone.page
    someone.begin("buy-sencha")
    someone.follow("Teas", "teas.html")
    hand.press(page.locator("[data-tea=sencha]"))
    page.wait_for_url("**/tea.html?tea=sencha")
    page.wait_for_timeout(thinks_ms)
    if grams != 250:  # chosen from the start
        hand.choose(page.get_by_label(re.compile(rf"^{grams} g")))
    hand.press(someone.button("Add to basket"))
    someone.follow("Go to the basket", "basket.html")
    hand.press(page.get_by_role("link", name="Go to checkout"))
    page.wait_for_url(re.compile(r"/(delivery|checkout-short)\.html$"))
    check_out(someone, is_short=page.url.endswith("checkout-short.html"))
    page.wait_for_url("**/thanks.html")
    someone.number = page.locator("#order-number").inner_text()
    someone.end("buy-sencha")
    someone.tell(seq=ease, order_number=someone.number)


def check_out(someone: Walker, *, is_short: bool) -> None:
    """Fill in everything, on one page or on two."""
    page, card = someone.page, {"Card number": "1234567812345678", "Expiry date": "04/29"}
    for label, text in ADDRESS.items():
        someone.hand.write(page.get_by_label(label, exact=True), text)
    if not is_short:
        someone.hand.press(someone.button("Continue"))
        page.wait_for_url("**/pay.html")
    for label, text in card.items():
        someone.hand.write(page.get_by_label(label, exact=True), text)
    someone.hand.press(someone.button("Place order"))


def sleep_well(someone: Walker) -> None:
    """Ask the list for teas without caffeine and read a price."""
    someone.begin("sleep-well")
    someone.follow("Teas", "teas.html")
    someone.hand.select(someone.page.get_by_label("Caffeine", exact=True), "None")
    someone.page.wait_for_url("**/teas.html?caffeine=none")
    card = someone.page.locator("[data-tea=rooibos] .card-price").inner_text()
    price = re.findall(r"\d+\.\d\d", card)[0]
    someone.end("sleep-well")
    someone.tell(seq="5", price=price, sure="4")


def guess_price(someone: Walker) -> None:
    """Say a price without having looked."""
    someone.begin("sleep-well")
    someone.end("sleep-well")
    someone.tell(seq="4", price="2.80", sure="2")


def change_amount(someone: Walker) -> None:
    """Change the line of the basket; the task ends by itself."""
    someone.begin("less-assam")
    someone.follow("Go to your basket", "basket.html")
    someone.hand.select(someone.page.get_by_label("Amount of Assam"), "100")
    meet(someone, "Refresh")


def choose_anew(someone: Walker) -> None:
    """Take the big tin out and put the small one in; the task ends by itself."""
    someone.begin("less-assam")
    someone.follow("Go to your basket", "basket.html")
    someone.hand.press(someone.button("Remove Assam"))
    someone.follow("Choose a tea", "teas.html")
    someone.hand.press(someone.page.locator("[data-tea=assam]"))
    someone.page.wait_for_url("**/tea.html?tea=assam")
    someone.hand.choose(someone.page.get_by_label(re.compile("^100 g")))
    meet(someone, "Add to basket")


def meet(someone: Walker, last: str) -> None:
    """Press what meets the criterion, wait until the panel says so, and answer."""
    someone.hand.press(someone.button(last))
    someone.panel.get_by_text("You have done it").wait_for()
    someone.ended_ms["less-assam"] = someone.clicked_ms(last)
    someone.tell(seq="3")


def leave_basket(someone: Walker) -> None:
    """Look at the page and give up."""
    someone.begin("less-assam")
    someone.end("less-assam", "I can't do this")
    someone.tell(seq="1")


def find_days(someone: Walker, *, days: str = "5 to 8 working days", ease: str = "4") -> None:
    """Open the page about delivery and read the table, rightly or not.

    The panel lies over the foot of the page, where the link is: it is hidden on the way.
    """
    someone.begin("aunt-in-norway")
    someone.push("Hide")
    someone.follow("Delivery information", "delivery-information.html")
    someone.hand.press(someone.panel.get_by_role("button", name=re.compile("Task . of 5")))
    someone.end("aunt-in-norway")
    someone.tell(seq=ease, days=days)


def give_up_on_days(someone: Walker) -> None:
    """Find nothing."""
    someone.begin("aunt-in-norway")
    someone.end("aunt-in-norway", "I can't do this")
    someone.tell(seq="2", days="I could not find out")


def redeem(someone: Walker) -> None:
    """Give the card's code in and read what it is worth."""
    someone.begin("a-present")
    someone.follow("Gift cards", "gift-card.html")
    someone.hand.write(someone.page.get_by_label("Code on the back of the card"), "LEAF-2407")
    someone.hand.press(someone.button("Redeem"))
    someone.page.locator("#card-result").wait_for()
    someone.end("a-present")
    someone.tell(seq="7", worth=someone.page.locator("#card-left").inner_text())


RIGHT: dict[str, Callable[[Walker], None]] = {
    "buy-sencha": buy_sencha,
    "sleep-well": sleep_well,
    "less-assam": change_amount,
    "aunt-in-norway": find_days,
    "a-present": redeem,
}
"""Everything as the study wants it."""

WRONG = RIGHT | {
    "buy-sencha": lambda someone: buy_sencha(someone, grams=250, ease="2"),
    "sleep-well": guess_price,
    "less-assam": leave_basket,
    "aunt-in-norway": lambda someone: find_days(someone, days="3 to 5 working days"),
}
"""The big tin, a guess, one task given up, one wrong line of the table."""

MIXED = RIGHT | {
    "buy-sencha": lambda someone: buy_sencha(someone, ease="5", thinks_ms=5_000),
    "less-assam": choose_anew,
    "aunt-in-norway": give_up_on_days,
}
"""One detour, one task given up, the rest right."""
