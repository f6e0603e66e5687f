"""What a page offers, who reads it may do: every link and form of every page, role by role."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from recorder.model.people import Role
from recorder.web.needs import NEEDS, Need
from tests.web.helpers import Site
from tests.web.test_comparisons import write_second
from tests.web.test_session_page import run_session

MOST_PAGES = 120
FILES = re.compile(r"\.(csv|json|html|pdf|xlsx|svg|vtt|webm|m4a)$")
OFFERS = re.compile(r"<(a|form)\b([^>]*)>")
ADDRESS = re.compile(r'\b(?:href|action)="(/[^"]*)"')


def list_offers(page: str) -> set[tuple[str, str]]:
    """List the methods and paths that a page's links and forms lead to."""
    found = set()
    for tag, rest in OFFERS.findall(page):
        is_change = tag == "form" and 'method="post"' in rest
        for address in ADDRESS.findall(rest):
            found.add(("POST" if is_change else "GET", urlsplit(unescape(address)).path))
    return found


def may(site: Site, role: Role, method: str, path: str) -> bool:
    """Tell whether a role may use what an address names."""
    try:
        endpoint, _ = site.app.url_map.bind("").match(path, method)
    except HTTPException:
        return False
    need = NEEDS[str(endpoint)]
    return isinstance(need, Need) or role in need


def walk(client: FlaskClient) -> dict[str, set[tuple[str, str]]]:
    """Open every page that can be reached from the first one, and list what each offers."""
    waiting, seen = ["/"], dict[str, set[tuple[str, str]]]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        answer = client.get(path, buffered=True)
        is_page = answer.status_code == 200 and answer.mimetype == "text/html"
        seen[path] = list_offers(answer.text) if is_page else set()
        waiting += [one for method, one in sorted(seen[path]) if method == "GET" and follows(one)]
    return seen


def follows(path: str) -> bool:
    """Tell whether a walk goes there: to pages for people, not to files or prototypes."""
    return not FILES.search(path) and not path.startswith(("/help", "/prototype", "/static"))


@pytest.mark.parametrize("role", list(Role))
def test_nothing_is_offered_that_is_then_refused(site: Site, role: Role) -> None:
    write_second(site.settings.studies)
    run_session(site)

    seen = walk(site.person(role))

    assert len(seen) >= 15
    refused = {
        (page, method, path)
        for page, offers in seen.items()
        for method, path in offers
        if not may(site, role, method, path)
    }
    assert refused == set()
