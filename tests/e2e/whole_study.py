"""Somebody who goes through the whole sample study, by mouse or by keyboard alone."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from playwright.sync_api import BrowserContext, Locator, Page

from tests.e2e.participant import Participant

SCREENER = {
    "Are you 18 or older?": "Yes",
    "When did you last buy something online?": "In the last four weeks",
}
TITLES = {
    "Buy 100 g of Sencha": "buy-sencha",
    "Something for a late evening": "sleep-well",
    "Less Assam than yesterday": "less-assam",
    "A surprise for an aunt in Norway": "aunt-in-norway",
    "What a present is worth": "a-present",
}
KEEP_CLICKS = """addEventListener("click", (event) => {
  const at = performance.timeOrigin + performance.now();
  const kept = JSON.parse(sessionStorage.getItem("clicks") ?? "[]");
  const what = (event.composedPath()[0].textContent ?? "").trim();
  sessionStorage.setItem("clicks", JSON.stringify([...kept, [what, at]]));
}, true);"""
HAS_FOCUS = "element => element.getRootNode().activeElement === element"
FOCUSED_RADIO = """radio => {
  const at = radio.getRootNode().activeElement;
  return at?.type === "radio" && at.name === radio.name && at.form === radio.form;
}"""


class Hand(Protocol):
    """How somebody reaches what is on the screen."""

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""

    def choose(self, radio: Locator) -> None:
        """Choose one of several."""

    def tick(self, box: Locator) -> None:
        """Turn a box on."""

    def write(self, target: Locator, text: str) -> None:
        """Type into a field."""

    def select(self, target: Locator, words: str) -> None:
        """Choose from a list that opens."""


@dataclass(frozen=True)
class Mouse:
    """Points and clicks; types only where there is a field to type into."""

    def press(self, target: Locator) -> None:
        """Click where it is."""
        target.click()

    def choose(self, radio: Locator) -> None:
        """Click the label around it, as one does."""
        radio.locator("xpath=ancestor::label[1]").click()

    def tick(self, box: Locator) -> None:
        """Click the label around it."""
        self.choose(box)

    def write(self, target: Locator, text: str) -> None:
        """Click into the field, then type."""
        target.click()
        target.press_sequentially(text)

    def select(self, target: Locator, words: str) -> None:
        """Choose from the list; the browser draws it outside of the page."""
        target.select_option(words)


@dataclass(frozen=True)
class Keys:
    """Has a keyboard and nothing else: nothing here focuses or clicks an element."""

    page: Page

    def press(self, target: Locator) -> None:
        """Walk there and press Enter."""
        self._walk(target, HAS_FOCUS)
        self.page.keyboard.press("Enter")

    def choose(self, radio: Locator) -> None:
        """Walk to its group, then go by arrows; the first one takes a space."""
        self._walk(radio, FOCUSED_RADIO)
        self.page.keyboard.press("Space")
        for _ in range(20):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"no way to {radio} by the arrows")

    def tick(self, box: Locator) -> None:
        """Walk there and press the space bar."""
        self._walk(box, HAS_FOCUS)
        self.page.keyboard.press("Space")

    def write(self, target: Locator, text: str) -> None:
        """Walk there and type."""
        self._walk(target, HAS_FOCUS)
        self.page.keyboard.type(text)

    def select(self, target: Locator, words: str) -> None:
        """Walk there and type the first letters."""
        self._walk(target, HAS_FOCUS)
        self.page.keyboard.type(words)

    def go_back_to(self, radio: Locator) -> None:
        """Walk backwards to a group."""
        self._walk(radio, FOCUSED_RADIO, key="Shift+Tab")

    def _walk(self, target: Locator, is_there: str, *, key: str = "Tab") -> None:
        target.wait_for()
        for _ in range(120):
            if target.evaluate(is_there):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"no way to {target} by {key}")


@dataclass
class Walker(Participant):
    """A participant who does what a script says, task by task, in whatever order they come.

    Attributes:
        order: The tasks, as they were shown.
        in_place: Tasks whose clock started on the page where Start was pressed.
        number: What the shop called the order.
        complaints: What the pages said that they should not have.
    """

    hand: Hand = field(default_factory=Mouse)
    order: list[str] = field(default_factory=list)
    in_place: set[str] = field(default_factory=set)
    number: str = ""
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open a tab that notes when something was clicked, by the browser's own clock."""
        super().__post_init__()
        self.page.add_init_script(KEEP_CLICKS)
        watch(self.page, self.server, self.complaints)

    def enter(self, address: str, screener: Mapping[str, str] = SCREENER) -> None:
        """Open the invitation, answer the screener, agree, and start."""
        self.page.goto(address)
        self.hand.press(self.button("Continue"))
        for question, answer in screener.items():
            group = self.page.get_by_role("group", name=question)
            self.hand.choose(group.get_by_label(answer, exact=True))
        self.hand.press(self.button("Continue"))
        self.hand.tick(self.page.get_by_role("checkbox"))
        self.hand.press(self.button("I agree"))
        self.code = self.page.locator("#code").inner_text().strip()
        link = self.page.get_by_role("link", name="Start")
        self.session = self._ask_session(link.get_attribute("href") or "")
        self.hand.press(link)

    def button(self, name: str) -> Locator:
        """Find a button of the page."""
        return self.page.get_by_role("button", name=name, exact=True)

    def follow(self, name: str, where: str) -> None:
        """Follow a link of the page."""
        self.hand.press(self.page.get_by_role("link", name=name, exact=True).first)
        self.page.wait_for_url(f"**/{where}")

    def push(self, name: str) -> None:
        """Press a button of the panel, as the hand does it."""
        self.hand.press(self.panel.get_by_role("button", name=name, exact=True))

    def shown(self) -> str:
        """Tell which task the panel shows."""
        self.panel.get_by_role("button", name="Start", exact=True).wait_for()
        return TITLES[self.panel.get_by_role("heading").inner_text()]

    def do_tasks(self, ways: Mapping[str, Callable[["Walker"], None]]) -> None:
        """Do every task in its way, in the order in which they are shown."""
        for _ in ways:
            task = self.shown()
            self.order.append(task)
            ways[task](self)
        self.page.wait_for_url("**/after/tea-shop/**")

    def begin(self, task: str) -> None:
        """Read the task, go to where it starts if a link leads there, and start it."""
        if task != "less-assam" and not self.page.url.endswith("/index.html"):
            self.follow("Alder & Leaf", "index.html")
        before = self.page.url
        self.push("Start")
        self.panel.get_by_role("button", name="I'm done").wait_for()
        if self.page.url == before:
            self.in_place.add(task)
        self.started_ms[task] = self.clicked_ms("Start")

    def end(self, task: str, claim: str = "I'm done") -> None:
        """Say how it went."""
        self.push(claim)
        self.panel.get_by_role("heading", name="About this task").wait_for()
        self.ended_ms[task] = self.clicked_ms(claim)

    def clicked_ms(self, words: str) -> float:
        """Answer when something was last clicked, by the browser's clock."""
        kept = json.loads(self.page.evaluate("sessionStorage.getItem('clicks')"))
        return float([at for what, at in kept if what == words][-1])

    def tell(self, **answers: str) -> None:
        """Answer the questions after a task."""
        for question, value in answers.items():
            place = self.panel.locator(f"fieldset[name='{question.replace('_', '-')}']")
            place.wait_for()
            if place.locator("input[type=radio]").count():
                self.hand.choose(place.locator(f"input[value='{value}']"))
            else:
                self.hand.write(place.locator("input"), value)
        self.push("Continue")

    def rate(
        self, sus: Sequence[int], nps: int, *, trust: Sequence[str] = (), hardest: str = ""
    ) -> None:
        """Answer what is asked after the study, and come to the end."""
        ratings = {f"sus.{item}": value for item, value in enumerate(sus, 1)} | {"nps": nps}
        for question, value in ratings.items():
            self.hand.choose(self.question(question).locator(f"input[value='{value}']"))
        for choice in trust:
            self.hand.tick(self.question("trust").get_by_label(choice, exact=True))
        if hardest:
            self.hand.write(self.question("hardest").locator("textarea"), hardest)
        self.hand.press(self.page.locator("#after button[type=submit]"))
        self.page.wait_for_url("**/done/tea-shop*")

    def question(self, name: str) -> Locator:
        """Find a question of the page after the study."""
        return self.page.locator(f"#after [data-question='{name}']")


def watch(page: Page, server: str, complaints: list[str]) -> None:
    """Note errors of a page, and requests to anywhere but the server."""

    def note(kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            complaints.append(f"{page.url}: {text}")

    def check(url: str) -> None:
        if not url.startswith((f"{server}/", "data:")):
            complaints.append(f"a request elsewhere: {url}")

    page.on("console", lambda said: note(said.type, said.text))
    page.on("pageerror", lambda error: note("error", str(error)))
    page.on("request", lambda request: check(request.url))


def walk_by_keyboard(context: BrowserContext, server: str) -> Walker:
    """Bring somebody who has a keyboard and nothing else."""
    someone = Walker(context, server, "tea-shop")
    someone.hand = Keys(someone.page)
    return someone
