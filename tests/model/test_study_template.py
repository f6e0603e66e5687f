import re

import pytest

from recorder.model.study_keys import PARTS, list_part_keys
from recorder.model.study_template import write_template, write_template_page
from recorder.model.study_text import parse_study
from tests.model.study_helpers import find_faults


def test_the_template_is_a_study() -> None:
    study = parse_study(write_template("tea-2"), name="s").study

    assert (study.id, study.title) == ("tea-2", "Tea 2")
    assert [task.id for task in study.tasks] == ["find-price"]


@pytest.mark.parametrize("study_id", ["7", "-", "1e5", "null", "true", "no"])
def test_the_template_is_a_study_whatever_its_id(study_id: str) -> None:
    """An id that looks like a number or a switch must stay a text."""
    assert find_faults(write_template(study_id)) == []


def test_the_template_tells_editors_where_the_schema_is() -> None:
    assert write_template("tea").startswith("# yaml-language-server: $schema=")


def test_the_template_shows_every_key_of_a_study_and_a_task() -> None:
    """A researcher should need nothing else."""
    keys = [
        key for part in ("", "tasks", "capture", "consent") for key in list_part_keys(PARTS[part])
    ]

    text = write_template("tea")
    assert [key for key in keys if not re.search(rf"\b{key}:", text)] == []


def test_the_page_has_what_the_criterion_looks_for() -> None:
    study = parse_study(write_template("tea"), name="s").study

    page = write_template_page("tea")
    assert [s for s in study.all_click_selectors() if f'id="{s[1:]}"' not in page] == []


@pytest.mark.parametrize("study_id", ["", "Tea", "a/b", "..", "a" * 65])
def test_what_is_no_id_gets_no_template(study_id: str) -> None:
    with pytest.raises(ValueError, match="an id is"):
        write_template(study_id)
