"""A scripted participant in a real browser: consents, does tasks, answers, leaves."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Locator, Page

WALL_NOW = "performance.timeOrigin + performance.now()"


@dataclass
class Participant:
    """Drives one session through the pages and the panel, as a person would.

    Attributes:
        code: The withdrawal code.
        session: The session's id, as the server tells it.
        started_ms: When the clock of each task started, by the browser's own clock.
        ended_ms: When each task ended, by the same clock.
    """

    context: BrowserContext
    server: str
    study: str
    page: Page = field(init=False)
    code: str = ""
    session: str = ""
    started_ms: dict[str, float] = field(default_factory=dict)
    ended_ms: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open a tab."""
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()

    @property
    def panel(self) -> Locator:
        """The task panel."""
        return self.page.locator("recorder-panel")

    def join(self, *, invite: str = "", screener: dict[str, str] | None = None) -> None:
        """Go from the invitation to the prototype: screener, consent, start."""
        self.page.goto(f"{self.server}/join/{self.study}" + (f"#{invite}" if invite else ""))
        self.page.get_by_role("button", name="Continue").click()
        for question, answer in (screener or {}).items():
            self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
        if screener:
            self.page.get_by_role("button", name="Continue").click()
        self.page.get_by_role("button", name="I agree").click()
        self.code = self.page.locator("#code").inner_text().strip()
        link = self.page.get_by_role("link", name="Start")
        self.session = self._ask_session(link.get_attribute("href") or "")
        link.click()
        self.panel.get_by_role("button", name="Start", exact=True).wait_for()

    def _ask_session(self, start: str) -> str:
        token = parse_qs(urlsplit(start).fragment)["recorder"][0]
        answer = self.context.request.get(
            f"{self.server}/v1/session", headers={"Authorization": f"Bearer {token}"}
        )
        return str(json.loads(answer.text())["session"])

    def press(self, name: str) -> float:
        """Press a button of the panel; answer when, by the browser's clock."""
        button = self.panel.get_by_role("button", name=name, exact=True)
        button.wait_for()
        return float(button.evaluate(f"el => {{ const t = {WALL_NOW}; el.click(); return t; }}"))

    def start(self, task: str) -> None:
        """Start the task that is shown; the clock runs from here on this page."""
        self.started_ms[task] = self.press("Start")
        self.panel.get_by_role("button", name="I'm done").wait_for()

    def done(self, task: str) -> None:
        """Claim that the task is done."""
        self.ended_ms[task] = self.press("I'm done")

    def give_up(self, task: str) -> None:
        """Say that it can't be done."""
        self.ended_ms[task] = self.press("I can't do this")

    def answer(self, **answers: str) -> None:
        """Answer the questions after a task and go on; keys are question ids."""
        for question, value in answers.items():
            place = self.panel.locator(f"fieldset[name='{question.replace('_', '-')}']")
            place.wait_for()
            if place.locator("input[type=radio]").count():
                place.locator(f"input[value='{value}']").check(force=True)
            else:
                place.locator("input, textarea").first.fill(value)
        self.press("Continue")

    def milliseconds(self, task: str) -> float:
        """Answer the time between start and end of a task, by the browser's clock."""
        return self.ended_ms[task] - self.started_ms[task]
