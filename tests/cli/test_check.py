import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.cli.check import command as check
from recorder.cli.init import command as init


@pytest.fixture
def studies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two fresh studies in ./studies of the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RECORDER_STUDIES", raising=False)
    for name in ("coffee", "tea"):
        assert run_init(name).exit_code == 0
    return tmp_path / "studies"


def run_init(name: str) -> Result:
    return CliRunner().invoke(init, [name])


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(check, [str(one) for one in arguments])


def break_study(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: Tea", "titel: Tea").replace("order: fixed", "order: x"))


def test_studies_that_are_fine_are_counted(studies: Path) -> None:
    result = run()

    assert (result.exit_code, result.stdout) == (0, "2 studies fine\n")
    assert studies.is_dir()


def test_every_fault_is_a_line_that_editors_make_a_link_of(studies: Path) -> None:
    break_study(studies / "tea" / "study.yaml")

    result = run()

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert [line.split(" ")[0] for line in lines[:-2]] == [
        "studies/tea/study.yaml:12:1:",
        "studies/tea/study.yaml:14:1:",
        "studies/tea/study.yaml:38:8:",
    ]
    assert lines[-2:] == ["3 faults in 1 study", "1 study fine"]


def test_a_file_its_folder_and_a_folder_of_studies_can_be_named(studies: Path) -> None:
    break_study(studies / "tea" / "study.yaml")

    assert run(studies / "coffee").stdout == "1 study fine\n"
    assert run(studies / "coffee" / "study.yaml").stdout == "1 study fine\n"
    assert run(studies).exit_code == 1


def test_programs_get_json(studies: Path) -> None:
    break_study(studies / "tea" / "study.yaml")

    answer = json.loads(run("--format", "json").stdout)

    assert [study["fine"] for study in answer["studies"]] == [True, False]
    assert [len(study["hash"] or "") for study in answer["studies"]] == [64, 0]
    assert {key: answer["faults"][1][key] for key in ("file", "line", "column")} == {
        "file": "studies/tea/study.yaml",
        "line": 14,
        "column": 1,
    }
    assert 'did you mean "title"?' in answer["faults"][1]["sentence"]


def test_github_gets_annotations_on_one_line_each(studies: Path) -> None:
    break_study(studies / "tea" / "study.yaml")

    result = run("--format", "github")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    assert "::error file=studies/tea/study.yaml,line=14,col=1::unknown key" in result.stdout


def test_no_study_at_all_is_not_fine(tmp_path: Path) -> None:
    """A build that checks the wrong folder must not pass."""
    result = run(tmp_path)

    assert result.exit_code == 1
    assert "no study in" in result.stderr


def test_what_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "missing").exit_code == 2
