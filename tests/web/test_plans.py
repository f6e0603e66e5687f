"""The page that says how many participants are needed."""

from flask.testing import FlaskClient

from tests.web.helpers import Site
from tests.web.test_comparisons import take_part


def read(owner: FlaskClient, address: str) -> str:
    """Read a page with plain spaces."""
    return owner.get(address).text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_answers_before_there_is_a_study(owner: FlaskClient) -> None:
    page = read(owner, "/plan")

    assert "21 participants narrow the 95 % interval" in page
    assert "What can these participants tell?" not in page


def test_the_numbers_of_the_form_are_used(owner: FlaskClient) -> None:
    page = read(owner, "/plan?margin=10&problem=15&goal=85&first=90&second=70&paired=1&n=8")

    assert "93 participants narrow" in page
    assert "certainty among 12 participants" in page
    assert "67 participants who try both designs" in page
    assert "22-78 % (4 of 8)" in page
    assert " checked>" in page


def test_nonsense_is_answered_with_the_defaults(owner: FlaskClient) -> None:
    page = read(owner, "/plan?margin=0&rate=nan&problem=x&first=1e9&power=inf&n=99999999")

    assert "21 participants narrow the 95 % interval" in page
    assert "What can these participants tell?" not in page


def test_a_study_tells_what_those_who_took_part_can_tell(site: Site, owner: FlaskClient) -> None:
    take_part(site)

    page = read(owner, "/studies/shop/plan")

    assert '<th scope="col" class="number">1 participant</th>' in page
    assert "How many participants?" in owner.get("/studies/shop").text
    assert owner.get("/studies/nothing/plan").status_code == 404


def test_a_stranger_sees_no_plan(client: FlaskClient) -> None:
    assert client.get("/plan").status_code in (302, 303)
