"""What the tests of accounts share: the owner's form, and forms filled in as people do."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.web.installation import first_key, read_secret
from tests.web.helpers import Site, find_token

PASSWORD = "a few good words"
OTHER = "quite other words"


def post(client: FlaskClient, path: str, *, page: str = "", **data: object) -> TestResponse:
    """Fill a form in that stands on a page, and send it."""
    token = find_token(client.get(page or path))
    return client.post(path, data={"csrf_token": token, **data})


def make_owner(site: Site, **changes: str) -> TestResponse:
    """Make the owner's account by the first page, as the terminal says."""
    key = first_key(read_secret(site.settings.secret_file))
    data = {"key": key, "name": "Ada", "login": "ada", "password": PASSWORD}
    client = site.client()
    token = find_token(client.get("/first"))
    return client.post("/first", data={**data, **changes, "csrf_token": token})


def sign_in(client: FlaskClient, login: str, password: str = PASSWORD) -> int:
    """Sign in as people do; answer the status."""
    return post(client, "/sign-in", login=login, password=password).status_code


def signed_in(site: Site, login: str = "ada", password: str = PASSWORD) -> FlaskClient:
    """Open a browser in which somebody signed in by password."""
    client = site.client()
    assert sign_in(client, login, password) == 303
    return client


def find_any_token(client: FlaskClient) -> str:
    """Find a token against forged requests for whoever uses this browser."""
    page = client.get("/account")
    return find_token(page if page.status_code == 200 else client.get("/sign-in"))


def invite(owner: FlaskClient, role: str = "researcher") -> str:
    """Make a colleague's link."""
    return find_link(post(owner, "/people", role=role, label="Cem").text)


def find_link(page: str) -> str:
    """Find the link that a page shows once."""
    return page.split('<code id="link">')[1].split("<")[0]


def join(client: FlaskClient, link: str, login: str = "cem") -> int:
    """Join by a link; answer the status."""
    data = {"key": link, "name": login.capitalize(), "login": login, "password": PASSWORD}
    token = find_token(client.get("/sign-in"))
    return client.post("/colleague/join", data={"csrf_token": token, **data}).status_code
