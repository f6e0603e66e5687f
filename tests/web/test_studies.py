from flask.testing import FlaskClient

from recorder.model.ids import StudyId
from recorder.storage.invitations import list_invitations
from recorder.storage.sessions import list_sessions
from tests.web.helpers import Site, find_token, start, write_study


def test_a_faulty_study_is_shown_with_every_place(site: Site, owner: FlaskClient) -> None:
    folder = site.settings.studies / "broken"
    folder.mkdir()
    (folder / "study.yaml").write_text("format: 1\nid: broken\ntitel: Wrong\n")

    page = owner.get("/").text

    assert "study.yaml:3:1:" in page
    assert "A small shop" in page
    assert owner.get("/studies/broken").status_code == 422
    assert "study.yaml" not in site.client().get("/join/broken").text


def test_without_studies_the_page_says_what_to_do(site: Site, owner: FlaskClient) -> None:
    (site.settings.studies / "shop" / "study.yaml").unlink()

    page = owner.get("/").text

    assert "No study yet" in page
    assert page.count('class="button"') == 1


def test_an_edited_study_is_read_anew(site: Site, owner: FlaskClient) -> None:
    assert "A small shop" in owner.get("/studies/shop").text
    file = site.settings.studies / "shop" / "study.yaml"

    file.write_text(file.read_text().replace("A small shop", "A larger shop"))

    assert "A larger shop" in owner.get("/studies/shop").text


def test_invitations_are_shown_once(site: Site, owner: FlaskClient) -> None:
    token = find_token(owner.get("/studies/shop"))

    page = owner.post("/studies/shop/invitations", data={"csrf_token": token, "count": "3"}).text

    assert page.count("/join/shop#inv_") == 3
    assert len(list_invitations(site.db, StudyId("shop"))) == 3
    assert "inv_" not in owner.get("/studies/shop").text
    for count in ("0", "201", "many", ""):
        data = {"csrf_token": token, "count": count}
        assert owner.post("/studies/shop/invitations", data=data).status_code == 400


def test_a_try_needs_no_invitation_and_is_marked(site: Site, owner: FlaskClient) -> None:
    write_study(site.settings.studies, is_open=False)
    token = find_token(owner.get("/studies/shop"))

    page = owner.post("/studies/shop/try", data={"csrf_token": token})

    assert page.status_code == 200
    assert "#recorder=ses_" in page.text
    assert [session.is_test for session in list_sessions(site.db, StudyId("shop"))] == [True]


def test_only_an_open_study_shows_the_open_link(site: Site, owner: FlaskClient) -> None:
    assert "One link for everybody" in owner.get("/studies/shop").text

    write_study(site.settings.studies, is_open=False)

    assert "One link for everybody" not in owner.get("/studies/shop").text


def test_a_study_whose_file_breaks_keeps_its_sessions_in_reach(
    site: Site, owner: FlaskClient
) -> None:
    start(site.client())
    (site.settings.studies / "shop" / "study.yaml").write_text("format: 1\n")

    assert ">p01<" in owner.get("/studies/shop/sessions").text
    assert site.client().get("/done/shop").status_code == 200
    assert site.client().get("/join/shop").status_code == 422
