"""The pages of voices and transcripts, judged by axe and seen to fit a narrow window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from recorder.model.ids import SessionId
from recorder.storage.transcripts import add_transcript
from tests.web.axe import Judge, serve_site
from tests.web.helpers import NOW_MS, Site
from tests.web.voices import begin, put, write_voice_study

pytestmark = pytest.mark.browser

TEXT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Where is the basket?\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Site]:
    """A study that asks for the voice, served on a free port."""
    with serve_site(tmp_path, write_voice_study) as site:
        yield site


@pytest.mark.parametrize("width_px", [320, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_what_participants_see_of_the_voice_is_accessible(
    served: Site, browser: Browser, colours: Literal["light", "dark"], width_px: int
) -> None:
    context = browser.new_context(viewport={"width": width_px, "height": 800}, color_scheme=colours)
    judge = Judge(context.new_page())
    page = judge.page

    page.goto(f"{served.settings.base_url}/join/shop")
    judge.look("welcome")
    judge.press("Continue", "questions")
    page.get_by_label("Yes").check()
    judge.press("Continue", "consent")
    box = page.get_by_label("My voice may be recorded")
    was_ticked = box.is_checked()
    box.check()
    judge.press("I agree", "ready")
    # The shared browser has no microphone.
    page.get_by_role("button", name="Test the microphone").click()
    page.get_by_text("or go on without your voice").wait_for()
    judge.look("ready without a microphone")
    context.close()

    assert not was_ticked
    assert judge.faults == []


def test_only_the_page_that_tries_the_microphone_may_use_it(served: Site) -> None:
    client = served.client()
    form = {"agreed": "yes", "version": "2", "screener.age": "Yes"}

    with_sound = client.post("/join/shop/start", data={**form, "choice.sound": "yes"})
    without = client.post("/join/shop/start", data=form)

    assert "microphone=(self)" in with_sound.headers["Permissions-Policy"]
    assert "Try your microphone" in with_sound.text
    assert "microphone=()" in without.headers["Permissions-Policy"]
    assert "Try your microphone" not in without.text


@pytest.mark.parametrize("width_px", [320, 1280])
def test_what_people_see_of_the_voice_is_accessible(
    served: Site, browser: Browser, width_px: int
) -> None:
    session = begin(served.client())
    put(served.client(), session["token"], number=3)
    name = SessionId(session["session"])
    made = add_transcript(
        served.db, name, name="said.vtt", begins_ms=0, text=TEXT, added_by="", now_ms=NOW_MS
    )
    context = browser.new_context(viewport={"width": width_px, "height": 800})
    judge = Judge(context.new_page())
    judge.page.goto(served.sign_in_address())
    judge.page.wait_for_url(f"{served.settings.base_url}/")

    for path in ("", "/transcripts/new", f"/transcripts/{made.id}?q=basket"):
        judge.page.goto(f"{served.settings.base_url}/sessions/{name}{path}")
        judge.look(path)
    judge.page.goto(f"{served.settings.base_url}/sessions/{name}")
    said = judge.page.get_by_text("3 parts missing").count()
    context.close()

    assert said == 1
    assert judge.faults == []
