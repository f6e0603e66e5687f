"""What the tests of shared reports share: a share, and the browser of who has its link."""

from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.model.ids import StudyId
from recorder.storage.shares import list_shares
from tests.web.accounts import find_link, post
from tests.web.helpers import Site, find_token

PATH = "/studies/shop/shares"


@dataclass(frozen=True)
class Made:
    """A share and a browser of somebody who has its link."""

    id: str
    secret: str
    reader: FlaskClient

    @property
    def path(self) -> str:
        """Where its pages are."""
        return f"/s/{self.id}"

    def open(self, **data: str) -> TestResponse:
        """Send the secret, as the page of the link does."""
        return open_link(self.reader, self.secret, **data)


def open_link(reader: FlaskClient, secret: str, **data: str) -> TestResponse:
    """Send a secret, as the page of the link does."""
    token = find_token(reader.get("/s"))
    return reader.post("/s", data={"csrf_token": token, "key": secret, **data})


def share(site: Site, *allowed: str, study: str = "shop", **data: str) -> Made:
    """Share a report and open another browser."""
    before = {one.id for one in list_shares(site.db, StudyId(study))}
    owner = site.owner()
    form = dict.fromkeys(allowed, "yes") | {"days": "14"} | data
    path = f"/studies/{study}/shares"
    page = post(owner, path, page=path, **form).text
    (id_,) = {one.id for one in list_shares(site.db, StudyId(study))} - before
    return Made(id_, find_link(page).partition("#")[2], site.client())
