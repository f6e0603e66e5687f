"""The questionnaires' wording and scales; scores mean nothing when either is changed."""

import pytest

from recorder.model.instruments import INSTRUMENTS, OTHER_NAMES
from recorder.model.questions import list_questions


@pytest.mark.parametrize(
    ("name", "count", "lowest", "highest"),
    [
        ("seq", 1, 1, 7),
        ("sus", 10, 1, 5),
        ("umux-lite", 2, 1, 7),
        ("nps", 1, 0, 10),
        ("csat", 1, 1, 5),
        ("nasa-tlx", 6, 0, 20),
        ("after-scenario", 3, 1, 7),
    ],
)
def test_an_instrument_has_its_items_and_scale(
    name: str, count: int, lowest: int, highest: int
) -> None:
    questions = list_questions(name)

    assert [question.item for question in questions] == list(range(1, count + 1))
    assert {(one.minimum, one.minimum + one.points - 1) for one in questions} == {(lowest, highest)}
    assert {(one.instrument, one.kind, one.required) for one in questions} == {
        (name, "scale", False)
    }
    assert all(question.low_label and question.high_label for question in questions)


def test_items_are_called_as_on_the_wire() -> None:
    ids = [question.id for name in INSTRUMENTS for question in list_questions(name)]

    assert ids == [
        "seq",
        *(f"sus.{number}" for number in range(1, 11)),
        *("umux-lite.1", "umux-lite.2", "nps", "csat"),
        *(f"nasa-tlx.{number}" for number in range(1, 7)),
        *("asq.1", "asq.2", "asq.3"),
    ]


def test_the_product_is_named_only_when_there_is_a_name() -> None:
    plain = [question.ask for question in list_questions("sus")]
    named = [question.ask for question in list_questions("sus", product="Teeladen")]

    assert plain[1] == "I found the system unnecessarily complex."
    assert named[1] == "I found Teeladen unnecessarily complex."
    assert [ask for ask in named if "Teeladen" not in ask or "system" in ask] == []


def test_odd_sus_items_praise_and_even_ones_complain() -> None:
    """The score turns every second item around; a shuffled list would be worthless."""
    praise = ("frequently", "easy", "well integrated", "quickly", "confident")
    complaints = ("complex", "support", "inconsistency", "cumbersome", "learn a lot")
    pairs = zip(praise, complaints, strict=True)
    words = [word for pair in pairs for word in pair]

    asks = [question.ask for question in list_questions("sus")]

    assert [word for word, ask in zip(words, asks, strict=True) if word not in ask] == []


def test_other_names_lead_to_an_instrument() -> None:
    assert set(OTHER_NAMES.values()) <= set(INSTRUMENTS)
    assert not set(OTHER_NAMES) & set(INSTRUMENTS)
