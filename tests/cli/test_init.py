from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.cli.init import command as init
from recorder.storage.study_folders import read_study


def run(tmp_path: Path, name: str) -> Result:
    return CliRunner().invoke(init, [name, "--studies", str(tmp_path / "studies")])


def test_a_new_study_can_be_read_at_once(tmp_path: Path) -> None:
    result = run(tmp_path, "tea-shop")

    assert result.exit_code == 0
    assert read_study(tmp_path / "studies" / "tea-shop").study.id == "tea-shop"
    assert "recorder check" in result.stdout


def test_what_exists_is_never_overwritten(tmp_path: Path) -> None:
    """Days of work may stand in that file."""
    run(tmp_path, "tea-shop")
    path = tmp_path / "studies" / "tea-shop" / "study.yaml"
    path.write_text("my words", "utf-8")

    result = run(tmp_path, "tea-shop")

    assert (result.exit_code, path.read_text("utf-8")) == (1, "my words")
    assert "exists already" in result.stderr


@pytest.mark.parametrize("name", ["Tea", "../tea", "tea shop", ""])
def test_a_name_that_is_no_id_is_wrong_usage(tmp_path: Path, name: str) -> None:
    result = run(tmp_path, name)

    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "small letters" in result.stderr


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "studies").write_text("a file", "utf-8")

    result = CliRunner().invoke(init, ["tea", "--studies", str(tmp_path / "studies" / "x")])

    assert result.exit_code == 1
    assert "cannot write" in result.stderr
