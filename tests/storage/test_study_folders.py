from hashlib import sha256
from pathlib import Path

import pytest

from recorder.errors import InvalidStudyError, NotFoundError
from recorder.model.study_template import write_template, write_template_page
from recorder.storage.study_folders import find_study, list_studies, read_study

STUDY = """\
format: 1
id: tea
title: Tea
consent: {text: We record clicks., retention: 30 days}
prototype: {start: prototype/index.html}
variants:
  - {id: a, title: A}
  - {id: b, title: B, start: prototype/short.html}
tasks:
  - id: buy
    title: Buy
    scenario: Buy tea.
    start: /index.html?from=mail
    success:
      - page: {path: /thanks.html}
      - pages: {visit: [/index.html, /basket.html]}
      - page: {path: /app/route}
    best_path: [[/index.html, /thanks.html], [/teas.html]]
"""


def write_study(root: Path, text: str, *pages: str, name: str = "tea") -> Path:
    folder = root / name
    (folder / "prototype").mkdir(parents=True)
    (folder / "study.yaml").write_text(text, "utf-8", newline="")
    for page in pages:
        (folder / "prototype" / page).write_text("<p>tea", "utf-8")
    return folder


def list_places(folder: Path) -> list[tuple[int, int]]:
    return [(fault.line, fault.column) for fault in find_study(folder).faults]


ALL_PAGES = ("index.html", "short.html", "thanks.html", "basket.html", "teas.html")


def test_a_study_with_all_its_pages_is_read(tmp_path: Path) -> None:
    version = read_study(write_study(tmp_path, STUDY, *ALL_PAGES))

    assert version.study.id == "tea"
    assert version.hash == sha256(STUDY.encode()).hexdigest()


def test_the_hash_is_of_the_file_as_it_lies_on_the_disk(tmp_path: Path) -> None:
    """A file with the line ends of Windows is another version."""
    text = STUDY.replace("\n", "\r\n")

    version = read_study(write_study(tmp_path, text, *ALL_PAGES))

    assert version.hash == sha256((tmp_path / "tea" / "study.yaml").read_bytes()).hexdigest()


def test_every_page_that_is_not_there_is_named_where_it_stands(tmp_path: Path) -> None:
    """A criterion about a page that does not exist can never be met."""
    folder = write_study(tmp_path, STUDY, "index.html")

    found = find_study(folder)

    assert [(fault.line, fault.column) for fault in found.faults] == [
        (8, 30),
        (15, 22),
        (16, 38),
        (18, 31),
        (18, 47),
    ]
    assert 'no file "prototype/short.html"' in found.faults[0].sentence
    assert 'no page "/thanks.html"' in found.faults[1].sentence


def test_a_prototype_that_does_not_start_is_found(tmp_path: Path) -> None:
    assert list_places(write_study(tmp_path, STUDY, *ALL_PAGES[1:])) == [
        (5, 20),
        (13, 12),
        (16, 25),
        (18, 18),
    ]


def test_a_folder_with_another_name_is_found(tmp_path: Path) -> None:
    folder = write_study(tmp_path, STUDY, *ALL_PAGES, name="coffee")

    with pytest.raises(
        InvalidStudyError, match=r'study.yaml:2:5: .*"tea", but its folder "coffee"'
    ):
        read_study(folder)


def test_what_is_wrong_in_the_file_and_in_the_folder_is_told_at_once(tmp_path: Path) -> None:
    text = STUDY.replace("title: Tea\n", "titel: Tea\n")

    places = list_places(write_study(tmp_path, text, *ALL_PAGES, name="coffee"))

    assert places == [(1, 1), (2, 5), (3, 1)]


def test_a_file_outside_the_prototype_is_no_page(tmp_path: Path) -> None:
    """A link out of the folder would let the server show what is not the prototype's."""
    folder = write_study(tmp_path, STUDY, *ALL_PAGES[1:])
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (folder / "prototype" / "index.html").symlink_to(tmp_path / "secret.html")

    assert (5, 20) in list_places(folder)


def test_a_site_is_not_looked_for_on_the_disk(tmp_path: Path) -> None:
    text = STUDY.replace("prototype/index.html", "https://tea.example/")
    text = text.replace("prototype/short.html", "https://tea.example/short")

    assert list_places(write_study(tmp_path, text)) == []


def test_studies_are_listed_by_name_the_wrong_ones_too(tmp_path: Path) -> None:
    for name in ("b-tea", "a-tea"):
        write_study(tmp_path, write_template(name), name=name)
    (tmp_path / "b-tea/prototype/index.html").write_text(write_template_page("b-tea"), "utf-8")
    (tmp_path / "empty").mkdir()

    found = list_studies(tmp_path)

    assert [study.folder.name for study in found] == ["a-tea", "b-tea"]
    assert [bool(study.version) for study in found] == [False, True]


def test_no_studies_are_listed_where_there_is_nothing(tmp_path: Path) -> None:
    assert list_studies(tmp_path / "missing") == ()


def test_a_folder_without_a_study_is_not_one(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no study"):
        read_study(tmp_path)


def test_a_file_that_is_not_text_has_a_fault(tmp_path: Path) -> None:
    folder = write_study(tmp_path, "")
    (folder / "study.yaml").write_bytes(b"\x89PNG\r\n\xff\xfe")

    assert list_places(folder) == [(1, 1)]
