"""Secret links of every kind: not to be guessed, and left in no file, log, address or Referer."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Request
from werkzeug.test import Client

from recorder.storage.secret_words import hash_secret
from recorder.web.wsgi import create_application
from tests.web.accounts import invite, post
from tests.web.axe import serve_site
from tests.web.helpers import NOW_MS, Site, find_token, write_study
from tests.web.shares import share


@dataclass(frozen=True)
class Kind:
    """One kind of link: the page that takes its secret, and what a secret looks like."""

    page: str
    form: str

    def draw(self, site: Site) -> str:
        """Make a link; answer its secret."""
        match self.page:
            case "/colleague":
                return invite(site.owner()).partition("#")[2]
            case "/s":
                return share(site).secret
            case _:
                return site.sign_in_address(login="cem").partition("#")[2]


KINDS = [
    Kind("/colleague", r"col_[\w-]{22}"),
    Kind("/s", r"shr_[\w-]{27}"),
    Kind("/sign-in", r"sgn_[\w-]{22}"),
]
"""22 letters are 128 random bits, 27 are 160."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.page))


@every_kind
def test_a_secret_cannot_be_guessed_from_others(site: Site, kind: Kind) -> None:
    secrets = [kind.draw(site) for _ in range(20)]

    assert all(re.fullmatch(kind.form, secret) for secret in secrets)
    # Neither a count nor a moment: all their parts differ.
    for part in (slice(4, 10), slice(10, 16), slice(-6, None)):
        assert len({secret[part] for secret in secrets}) == 20


@every_kind
def test_no_file_holds_a_secret(site: Site, kind: Kind) -> None:
    """Whoever copies the database or a backup gets hashes, and can open nothing."""
    secret = kind.draw(site)

    files = [path for path in site.settings.data.rglob("*") if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)

    assert hash_secret(secret).encode() in kept
    assert secret.encode() not in kept
    assert secret[4:].encode() not in kept


@every_kind
def test_no_page_shows_a_secret_again_and_no_log_has_it(
    site: Site, owner: FlaskClient, kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = [kind.draw(site), kind.draw(site)[:-1] + "!", f"{kind.page}#{kind.draw(site)}"]
    visitor = Client(create_application(site.settings, site.db, lambda: NOW_MS))
    token = find_token(visitor.get("/sign-in"))

    for secret in secrets:
        for page in ("/colleague", "/colleague/join", "/s", "/sign-in"):
            visitor.post(page, data={"key": secret, "csrf_token": token})
    pages = [owner.get(path).text for path in ("/people", "/studies/shop/shares", "/audit")]

    assert "answered 404" in caplog.text
    for secret in secrets:
        assert secret[-20:] not in caplog.text + "".join(pages)


@every_kind
def test_a_link_opens_nothing_by_the_part_of_its_address_that_logs_see(
    site: Site, kind: Kind
) -> None:
    """A proxy between may write every query down, so that none may work."""
    secret, client = kind.draw(site), site.client()
    plain = client.get(kind.page)

    queried = client.get(f"{kind.page}?key={secret}")
    within = client.get(f"{kind.page}/{secret}")

    assert (queried.status_code, len(queried.data)) == (plain.status_code, len(plain.data))
    assert within.status_code == 404
    # Nor was it used up by that.
    assert post(client, kind.page, key=secret).status_code in (200, 303)


@every_kind
def test_what_a_link_leads_to_tells_nobody_where_it_came_from(site: Site, kind: Kind) -> None:
    client = site.client()
    asked = client.get(kind.page)
    opened = post(client, kind.page, key=kind.draw(site))

    for answer in (asked, opened):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert not re.search(kind.form, answer.headers.get("Location", ""))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Site]:
    with serve_site(tmp_path, write_study) as site:
        yield site


@pytest.mark.browser
@pytest.mark.parametrize("way", ["followed", "pasted"])
@every_kind
def test_a_browser_keeps_a_secret_in_no_address_and_sends_it_in_no_header(
    served: Site, browser: Browser, kind: Kind, way: str
) -> None:
    """Neither the bar, nor the history, nor what it asks for afterwards."""
    secret, address = kind.draw(served), f"{served.settings.base_url}{kind.page}"
    context = browser.new_context()
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))

    page.goto(f"{address}#{secret}" if way == "followed" else address)
    if way == "pasted":
        page.evaluate("secret => { location.hash = secret; }", secret)
    page.wait_for_function("!document.querySelector('form[data-key]')")
    page.wait_for_load_state()
    history = context.new_cdp_session(page).send("Page.getNavigationHistory")

    assert page.url in str(history)
    assert secret not in str(history)
    assert len(asked) > 2
    for request in asked:
        # The first still has its own fragment here, which was not sent.
        assert secret not in request.url.partition("#")[0]
        assert secret not in str(request.all_headers())
    context.close()
