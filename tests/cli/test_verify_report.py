"""The command `verify-report`: a report is made again, and what differs is named."""

import io
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from recorder.errors import InvalidReportError, NotFoundError
from recorder.report.stamp import read_stamp, write_stamp
from recorder.storage.database import open_database
from recorder.storage.erasure import erase_session
from recorder.storage.studies import add_study_version
from recorder.web.pdf_stamp import add_stamp
from tests.archive.helpers import add_sitting
from tests.cli.shell import run_apart, type_in
from tests.storage.helpers import START_MS, make_version, open_new
from tests.web.test_pdf_facts import make_pdf

KINDS = ("html", "json", "xlsx", "zip")


def use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Work in this installation from now on."""
    patch.setenv("RECORDER_DATA", str(folder))
    patch.setenv("RECORDER_STUDIES", str(folder / "studies"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with two sittings, an archive of them, and their report in every kind."""
    folder = tmp_path_factory.mktemp("made")
    db = open_new(folder)
    add_sitting(db)
    add_sitting(db)
    db.close()
    with pytest.MonkeyPatch.context() as patch:
        use(folder, patch)
        for kind in KINDS:
            type_in("report", "tea-shop", "--out", str(folder / f"report.{kind}"))
        type_in("archive", "tea-shop", str(folder / "tea.sqlite"))
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change."""
    folder = tmp_path / "here"
    shutil.copytree(made, folder)
    use(folder, monkeypatch)
    return folder


def change(file: Path, edit: Callable[[str], str]) -> Path:
    """Edit a file as somebody does by hand."""
    text = file.read_bytes().decode()
    edited = edit(text)
    assert edited != text
    file.write_bytes(edited.encode())
    return file


def verify(file: Path, *more: str) -> tuple[int, str]:
    """Verify a report: the exit code, and what is said."""
    result = type_in("verify-report", str(file), *more)
    return result.exit_code, result.output


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


def test_a_later_study_file_does_not_make_an_old_report_another(here: Path) -> None:
    """It is made again with the version that it names."""
    db = open_database(f"sqlite:///{here / 'recorder.sqlite'}")
    add_study_version(db, make_version(order="random"), now_ms=START_MS + 99_000_000)
    db.close()

    assert verify(here / "report.html")[0] == 0


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


def test_figures_that_the_data_do_not_explain_are_told_with_what_may(here: Path) -> None:
    def edit(text: str) -> str:
        stamp = re.search(r'name="recorder-report" content="([^"]+)"', text)
        assert stamp is not None
        figures = re.search(r"figures_hash&#34;:&#34;(\w{64})", stamp[1])
        assert figures is not None
        return text.replace(figures[1], "0" * 64)

    code, said = verify(change(here / "report.html", edit), "--archive", str(here / "tea.sqlite"))

    assert code == 3
    assert "The figures that it was made from are not those that come out here." in said
    assert "An archive does not keep which sessions were scored with another" in said


@pytest.mark.parametrize(
    "content",
    [b"", b"<!doctype html><p>Hello", b"%PDF-1.4\n", b"{}", b"[1]", b"PK\x03\x04", b"\xff\xfe\x00"],
)
def test_what_is_no_report_is_said_so(here: Path, content: bytes) -> None:
    (here / "other").write_bytes(content)

    with pytest.raises(InvalidReportError, match="other is not a report of this program"):
        verify(here / "other")


def test_no_report_ends_with_one_and_one_sentence(here: Path) -> None:
    (here / "notes.txt").write_text("tea", "utf-8")

    done = run_apart("verify-report", str(here / "notes.txt"), data=here)

    assert done.returncode == 1
    assert done.stderr == (
        f"recorder: {here / 'notes.txt'} is not a report of this program: it bears no stamp\n"
    )


def test_a_report_of_a_study_that_is_not_here_is_said_so(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(tmp_path / "elsewhere", monkeypatch)

    with pytest.raises(NotFoundError, match='the study "tea-shop", which is not here'):
        verify(here / "report.html")


def test_an_archive_of_another_study_is_said_so(here: Path) -> None:
    change(here / "report.json", lambda text: text.replace('"id": "tea-shop"', '"id": "coffee"', 1))

    with pytest.raises(NotFoundError, match=r'the study "coffee", which is not in tea\.sqlite'):
        verify(here / "report.json", "--archive", str(here / "tea.sqlite"))


def test_a_file_that_is_not_there_is_said_so(here: Path) -> None:
    with pytest.raises(InvalidReportError, match=r"nothing\.html cannot be read: No such file"):
        verify(here / "nothing.html")


def stamped_pdf(here: Path) -> Path:
    """Write a PDF that another program printed, with the stamp of the report."""
    with zipfile.ZipFile(here / "report.zip") as packed:
        stamp = read_stamp(packed.read("provenance.json").decode())
    assert stamp is not None
    file = here / "report.pdf"
    file.write_bytes(add_stamp(make_pdf("D:20261122052146+02'00'"), write_stamp(stamp)))
    return file


def test_where_nothing_prints_only_the_stamp_of_a_pdf_is_compared(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDER_CHROMIUM", str(tmp_path / "no-browser"))
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    code, said = verify(stamped_pdf(here))

    assert code == 3
    assert "Nothing on this machine prints a PDF: only what its stamp says was compared." in said


@pytest.mark.browser
def test_a_pdf_is_the_same_with_the_same_browser_and_else_is_compared_by_its_words(
    here: Path,
) -> None:
    file = here / "report.pdf"
    type_in("report", "tea-shop", "--out", str(file))

    same = verify(file)
    file.write_bytes(re.sub(rb"(/Producer \(Skia/PDF m)\d", rb"\g<1>0", file.read_bytes()))
    other = verify(file)

    assert same[0] == 0
    assert other[0] == 3
    assert "were printed by different programs, Skia/PDF m0" in other[1]
    assert "Every word on its pages is the same; its drawings were not compared." in other[1]
