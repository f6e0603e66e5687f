"""An editor must help with what the recorder reads, and complain of what it refuses."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from recorder.model.study_keys import PARTS, list_part_keys
from recorder.model.study_schema import study_schema
from recorder.model.study_template import write_template
from recorder.model.study_tree import read_tree
from recorder.model.study_walk import as_map
from tests.model.study_helpers import HEAD, TASK, find_faults

FULL = (Path(__file__).parent.parent / "data" / "studies" / "full.yaml").read_text("utf-8")
RICH = (Path(__file__).parent.parent / "data" / "studies" / "rich.yaml").read_text("utf-8")
HELP = Path(__file__).parents[2] / "recorder" / "help" / "study-file.md"


def list_complaints(text: str) -> list[str]:
    """List what an editor would underline."""
    errors = Draft202012Validator(study_schema()).iter_errors(read_tree(text).data)
    return [error.message for error in errors]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(study_schema())


@pytest.mark.parametrize("text", [write_template("tea"), FULL, RICH, HEAD + TASK])
def test_what_the_recorder_reads_pleases_the_editor(text: str) -> None:
    assert list_complaints(text) == []
    assert find_faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + TASK + "titel: Tea\n",
        HEAD + TASK + "    time_limit: 180\n",
        HEAD + TASK + "    time_limit: soon\n",
        HEAD + TASK + "    success: [clik: {selector: a}]\n",
        HEAD + TASK + "    success: []\n",
        HEAD + TASK + "    success: {any: [page: {path: 1}]}\n",
        HEAD + TASK + "    questions: [sek]\n",
        HEAD + TASK + "    questions: [{id: a, ask: b, kind: essay}]\n",
        HEAD + TASK + "    best_path: [index.html]\n",
        HEAD + TASK + "    benchmark: {completion: 80}\n",
        HEAD + TASK + "order: latin\n",
        HEAD.replace("12 months", "a while") + TASK,
    ],
)
def test_what_the_recorder_refuses_the_editor_underlines(text: str) -> None:
    assert list_complaints(text) != []
    assert find_faults(text) != []


def test_every_key_has_words_that_an_editor_can_show() -> None:
    schema = study_schema()
    parts = as_map(schema["$defs"])

    bare = [
        f"{name}.{key}"
        for name, part in {**parts, "Study": schema}.items()
        for key, value in as_map(as_map(part).get("properties")).items()
        if not _description(as_map(value), parts)
    ]

    assert bare == []


def _description(value: dict[str, object], parts: dict[str, object]) -> object:
    """Find the words for a key: its own, or those of the part that stands under it."""
    name = str(value.get("$ref", "")).rsplit("/", 1)[-1]
    return value.get("description") or as_map(parts.get(name)).get("description")


def test_the_help_page_speaks_of_every_key_and_instrument() -> None:
    """What is not on the page does not exist for a researcher."""
    words = HELP.read_text("utf-8")

    keys = {key for part in PARTS.values() for key in list_part_keys(part)}
    assert {key for key in keys if f"`{key}`" not in words} == set()


def test_every_example_of_the_help_page_is_a_study_that_the_recorder_reads() -> None:
    """An example that is refused when it is copied would be worse than none."""
    blocks = HELP.read_text("utf-8").split("```yaml\n")[1:]
    examples = [block.split("```")[0] for block in blocks]

    wrong = {example: find_faults(_complete(example)) for example in examples}

    assert len(examples) >= 6
    assert {example: faults for example, faults in wrong.items() if faults} == {}


def _complete(example: str) -> str:
    """Add to a piece of a study what makes it whole."""
    if example.startswith("format:"):
        return example
    head = "" if "consent:" in example else HEAD.splitlines()[3] + "\n"
    tasks = "" if "tasks:" in example else TASK
    return "".join(HEAD.splitlines(keepends=True)[:3]) + head + tasks + example
