"""The command `verify-report`: a report is made again, and what differs is named."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from recorder.cli.report import WRITERS, read_report
from recorder.report.quotes import without_quotes
from recorder.storage.database import open_database
from recorder.storage.erasure import erase_session
from recorder.storage.scoring import replace_scorings
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import add_study_version
from tests.archive.helpers import add_sitting
from tests.cli.reports import KINDS, change, use, verify
from tests.cli.shell import type_in
from tests.storage.helpers import START_MS, make_version


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_that_comes_out_again_is_the_same(here: Path, kind: str) -> None:
    code, said = verify(here / f"report.{kind}")

    assert code == 0
    assert f"report.{kind}: the same\n  study tea-shop, study file " in said
    assert "2 sessions, data " in said


def test_a_report_is_made_again_from_an_archive_and_nothing_here_is_touched(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the archive of a paper needs no installation."""
    use(tmp_path / "elsewhere", monkeypatch)
    before = (here / "tea.sqlite").read_bytes()

    code, said = verify(here / "report.html", "--archive", str(here / "tea.sqlite"))

    assert (code, "the same" in said) == (0, True)
    assert not (tmp_path / "elsewhere").exists()
    assert (here / "tea.sqlite").read_bytes() == before


def test_a_strict_report_is_made_again_strictly(here: Path) -> None:
    type_in("report", "tea-shop", "--profile", "strict", "--out", str(here / "strict.json"))

    code, said = verify(here / "strict.json")

    assert code == 0
    assert "profile strict" in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_without_what_people_wrote_is_made_again_without_it(here: Path, kind: str) -> None:
    """Whoever was given such a file can have it checked like any other."""
    file = here / f"shared.{kind}"
    file.write_bytes(WRITERS[file.suffix](without_quotes(read_report("tea-shop"))))

    code, said = verify(file)

    assert (code, "shared." in said, ", without what people wrote; " in said) == (0, True, True)
    assert ", without what people wrote" not in verify(here / f"report.{kind}")[1]


def test_a_quote_put_into_a_report_without_is_found(here: Path) -> None:
    file = here / "shared.json"
    file.write_bytes(WRITERS[".json"](without_quotes(read_report("tea-shop"))))
    change(file, lambda text: text.replace('"problems": []', '"problems": ["Too dear."]', 1))

    code, said = verify(file)

    assert code == 3
    assert 'problems[0]: "Too dear." in the file, nothing made again' in said


def test_a_later_study_file_does_not_make_an_old_report_another(here: Path) -> None:
    """It is made again with the version that it names."""
    db = open_database(f"sqlite:///{here / 'recorder.sqlite'}")
    add_study_version(db, make_version(order="random"), now_ms=START_MS + 99_000_000)
    db.close()

    assert verify(here / "report.html")[0] == 0


def test_a_report_of_sessions_scored_anew_comes_out_of_an_archive_too(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A corrected criterion is part of what the figures rest on."""
    db = open_database(f"sqlite:///{here / 'recorder.sqlite'}")
    corrected = make_version(order="random")
    add_study_version(db, corrected, now_ms=START_MS + 99_000_000)
    session = list_sessions(db, corrected.study.id)[0].id
    replace_scorings(db, [(session, corrected.hash)])
    db.close()
    code, said = verify(here / "report.json", "--archive", str(here / "tea.sqlite"))
    assert code == 0, said
    type_in("report", "tea-shop", "--out", str(here / "anew.json"))
    type_in("archive", "tea-shop", str(here / "anew.sqlite"))
    use(tmp_path / "elsewhere", monkeypatch)

    code, said = verify(here / "anew.json", "--archive", str(here / "anew.sqlite"))

    assert code == 0, said


def test_a_number_that_was_edited_by_hand_is_named_with_its_place(here: Path) -> None:
    file = change(
        here / "report.html", lambda text: text.replace("2 of 2 sessions", "9 of 2 \x1b", 1)
    )

    code, said = verify(file)

    assert code == 3
    line = file.read_text("utf-8")[: file.read_text("utf-8").index("9 of 2")].count("\n") + 1
    assert "the file itself was changed afterwards" in said
    assert "1 place differs:" in said
    assert re.search(
        rf'line {line}, under "Tea shop": ".*9 of 2 ␛.*" in the file, ".*2 of 2 ', said
    )


def test_a_figure_that_was_edited_in_the_json_is_named_by_its_path(here: Path) -> None:
    tree = json.loads((here / "report.json").read_text("utf-8"))
    tree["tasks"][0]["completion"]["estimate"]["n"] = 20
    (here / "report.json").write_text(json.dumps(tree), "utf-8")

    code, said = verify(here / "report.json")

    task = tree["tasks"][0]["id"]
    assert code == 3
    assert f'tasks[{task}].completion.estimate.n: "20" in the file, "2" made again' in said


def test_a_cell_that_was_edited_is_named_though_a_workbook_was_saved_again(here: Path) -> None:
    book = openpyxl.load_workbook(here / "report.xlsx")
    book["Summary"]["A1"] = "Another shop"
    book.save(here / "report.xlsx")

    code, said = verify(here / "report.xlsx")

    assert code == 3
    assert "1 place differs:" in said
    assert 'sheet Summary, cell A1: "Another shop" in the file, "Tea shop" made again' in said


def test_a_workbook_that_was_only_saved_again_has_the_same_cells(here: Path) -> None:
    openpyxl.load_workbook(here / "report.xlsx").save(here / "report.xlsx")

    code, said = verify(here / "report.xlsx")

    assert (code, "Every cell is the same" in said) == (3, True)


def repack(file: Path, edit: Callable[[str, bytes], bytes], method: int) -> None:
    """Write the parts of a ZIP again, edited and packed in another way."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)), method)


def test_a_row_that_was_edited_in_the_tables_is_named(here: Path) -> None:
    def edit(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'"stopped"', b'"finished"', 1) if name == "sessions.csv" else content
        )

    repack(here / "report.zip", edit, zipfile.ZIP_DEFLATED)

    code, said = verify(here / "report.zip")

    assert code == 3
    assert 'sessions.csv, row 2, column state: "finished" in the file, "stopped" made again' in said


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
def test_how_a_file_is_packed_makes_no_difference(here: Path, kind: str) -> None:
    """Another machine's zlib packs the same in other bytes."""
    repack(here / f"report.{kind}", lambda _, content: content, zipfile.ZIP_STORED)

    assert verify(here / f"report.{kind}")[0] == 0


def test_data_that_came_since_are_named(here: Path) -> None:
    db = open_database(f"sqlite:///{here / 'recorder.sqlite'}")
    add_sitting(db)
    db.close()

    code, said = verify(here / "report.html")

    assert code == 3
    assert "The data are others" in said
    assert "the file was made from 2 sessions, and there are 3" in said
    assert "changed afterwards" not in said
    assert "places differ" in said
    assert verify(here / "report.html", "--archive", str(here / "tea.sqlite"))[0] == 0


def test_data_that_were_erased_since_are_named(here: Path) -> None:
    db = open_database(f"sqlite:///{here / 'recorder.sqlite'}")
    tree = json.loads((here / "report.json").read_text("utf-8"))
    erase_session(db, tree["sessions"][0]["session"], now_ms=START_MS + 99_000)
    db.close()

    code, said = verify(here / "report.json")

    assert code == 3
    assert "Something was recorded or erased since." in said
    assert "tasks[buy].completion" in said


def test_a_program_of_another_version_is_named(here: Path) -> None:
    def edit(text: str) -> str:
        return re.sub(r'"SciPy",\s*"[^"]+"', '"SciPy", "1.2.3"', text, count=1)

    code, said = verify(change(here / "report.json", edit))

    assert code == 3
    assert re.search(r"SciPy is another version: 1\.2\.3 made the file, [\d.]+ is here\.", said)


def test_a_file_cannot_put_lines_of_its_own_into_what_is_said(here: Path) -> None:
    """It may come from anybody, and what is said is read by people and by scripts."""

    def edit(text: str) -> str:
        tree = json.loads(text)
        tree["provenance"]["software"] = [["x\nreport.json: the same\x1b[2J", "1"]] * 500
        return json.dumps(tree)

    code, said = verify(change(here / "report.json", edit))

    assert code == 3
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith("report.json: the same")]
    assert len(said) < 20_000


def test_a_profile_and_a_study_file_that_are_not_known_here_are_named(here: Path) -> None:
    def edit(text: str) -> str:
        tree = json.loads(text)
        tree["profile"] = "lenient"
        tree["provenance"]["study_version"] = "ab" * 32
        return json.dumps(tree)

    code, said = verify(change(here / "report.json", edit))

    assert code == 3
    assert "The profile was lenient; it was made again with standard." in said
    assert "version abababababab made the file and is not kept here" in said


def test_line_ends_that_mail_changed_are_told_as_just_that(here: Path) -> None:
    code, said = verify(change(here / "report.html", lambda text: text.replace("\n", "\r\n")))

    assert (code, "Only its line ends differ" in said) == (3, True)


def test_a_drawing_that_was_edited_is_told_with_its_line(here: Path) -> None:
    code, said = verify(
        change(here / "report.html", lambda text: text.replace("</body>", "<i></i></body>"))
    )

    lines = (here / "report.html").read_text("utf-8").splitlines()
    line = next(at for at, text in enumerate(lines, 1) if "<i></i>" in text)
    assert code == 3
    assert "Every word is the same; what differs is a drawing, a style" in said
    assert f"first in line {line}." in said


def test_figures_that_the_data_do_not_explain_are_told(here: Path) -> None:
    def edit(text: str) -> str:
        stamp = re.search(r'name="recorder-report" content="([^"]+)"', text)
        assert stamp is not None
        figures = re.search(r"figures_hash&#34;:&#34;(\w{64})", stamp[1])
        assert figures is not None
        return text.replace(figures[1], "0" * 64)

    code, said = verify(change(here / "report.html", edit), "--archive", str(here / "tea.sqlite"))

    assert code == 3
    assert "The figures that it was made from are not those that come out here." in said
