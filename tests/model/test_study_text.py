import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.errors import InvalidStudyError
from recorder.model.criteria import (
    All,
    Answered,
    Clicked,
    PageReached,
    PagesVisited,
    Reported,
)
from recorder.model.studies import Benchmark, Partial
from recorder.model.study_text import parse_study, parse_study_bytes
from tests.model.study_faults import SEEDED
from tests.model.study_helpers import HEAD, TASK, Seeded, find_faults

FULL = Path(__file__).parent.parent / "data" / "studies" / "full.yaml"


@pytest.mark.parametrize("seeded", SEEDED, ids=[seeded[0] for seeded in SEEDED])
def test_a_fault_is_named_where_it_stands(seeded: Seeded) -> None:
    """A researcher goes to the line, reads the sentence, and knows what to type."""
    _, text, line, column, words = seeded

    faults = find_faults(text)

    assert [(fault.line, fault.column) for fault in faults] == [(line, column)], faults
    assert [word for word in words if word not in faults[0].sentence] == [], faults[0].sentence


def test_no_sentence_speaks_of_the_program() -> None:
    sentences = [fault.sentence for seeded in SEEDED for fault in find_faults(seeded[1])]

    jargon = ("pydantic", "str_type", "ctx", "loc", "tuple", "dict", "Literal", "None", "Traceback")
    assert [one for one in sentences if any(word in one.split() for word in jargon)] == []
    assert [one for one in sentences if "\n" in one or len(one) > 300] == []


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Nobody should have to check again and again to learn of the next fault."""
    text = (
        "format: 1\nid: Tea\ntitel: Tea\nconsent: {text: ' ', retention: soon}\norder: fix\n"
        "tasks:\n"
        "  - id: a\n    scenario: b\n    time_limit: 3\n    questions: [sek]\n"
        "  - {id: a, title: c, scenario: d, ends: on_success}\n"
    )

    places = [(fault.line, fault.column) for fault in find_faults(text)]

    assert places == [
        (1, 1),
        (2, 5),
        (3, 1),
        (4, 17),
        (4, 33),
        (5, 8),
        (7, 5),
        (9, 17),
        (10, 17),
        (11, 10),
        (11, 42),
    ]


def test_two_missing_keys_of_one_part_are_both_told() -> None:
    sentences = [fault.sentence for fault in find_faults(HEAD + "tasks:\n  - id: a\n")]

    assert [sentence.split(";")[0] for sentence in sentences] == [
        'missing "scenario:"',
        'missing "title:"',
    ]


def test_a_fault_reads_like_a_link() -> None:
    with pytest.raises(InvalidStudyError) as caught:
        parse_study(HEAD, name="studies/tea-shop/study.yaml")

    assert str(caught.value).startswith('studies/tea-shop/study.yaml:1:1: missing "tasks:"')


def test_a_file_that_is_not_utf_8_or_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(InvalidStudyError, match=r"s:2:4: .*UTF-8"):
        parse_study_bytes(b"a: 1\nb: \xff", name="s")
    with pytest.raises(InvalidStudyError, match="1000001 bytes"):
        parse_study_bytes(b" " * 1_000_001, name="s")


def test_the_hash_is_of_every_byte_of_the_file() -> None:
    text = (HEAD + TASK + "# a comment\n").replace("\n", "\r\n")

    version = parse_study(text, name="s")

    assert version.hash == sha256(text.encode()).hexdigest()
    assert version.text == text


def test_the_full_example_has_the_values_it_says() -> None:
    study = parse_study(FULL.read_text("utf-8"), name="full.yaml").study

    task = study.tasks[0]
    assert (study.id, study.order, study.assignment) == ("tea-shop", "latin-square", "between")
    assert [variant.start for variant in study.variants] == [None, "prototype/short.html"]
    assert study.participants.groups == ("first-time", "returning")
    assert (study.capture.dom, study.capture.query, study.capture.names) == (True, ("sort",), True)
    assert study.screener[0].choices == ("yes", "no")
    assert (task.time_limit_s, task.benchmark) == (180.0, Benchmark(completion=0.8, time_s=60.0))
    assert task.best_paths == (("/index.html", "/teas.html", "/basket.html", "/thanks.html"),)
    assert task.success == All(
        of=(
            PageReached(path="/thanks.html"),
            Clicked(selector="#place-order"),
            Reported(name="order-placed", data={"tea": "sencha"}),
            PagesVisited(visit=("/basket.html", "/pay.html")),
            Answered(question="order-number", equals="4711"),
        )
    )
    assert task.partial == Partial(score=0.5, success=All(of=(PageReached(path="/basket.html"),)))
    assert [question.id for question in task.questions] == ["seq", "order-number"]
    assert [question.id for question in study.after_study] == [
        *(f"sus.{item}" for item in range(1, 11)),
        "nps",
        "why",
    ]
    assert study.after_study[0].ask == "I think that I would like to use Tea shop frequently."
    assert study.consent.retention_days == pytest.approx(365.28)
    assert study.click_selectors(task) == ("#place-order",)


def test_the_least_study_has_the_defaults_a_researcher_expects() -> None:
    study = parse_study(HEAD + TASK, name="s").study

    assert (study.language, study.order, study.prototype) == ("en", "fixed", None)
    assert (study.capture.dom, study.capture.pointer, study.capture.text) == (False, True, "none")
    assert (study.participants.open, study.exclude.test_sessions) == (True, True)
    assert (study.tasks[0].ends, study.tasks[0].success) == ("on_done", None)


def test_words_that_other_programs_turn_into_something_else_stay_words() -> None:
    text = HEAD.replace("title: Tea shop", "title: no") + TASK + "goals: 12:30\n"

    study = parse_study(text, name="s").study

    assert (study.title, study.goals) == ("no", "12:30")


def test_an_ordinary_study_is_read_well_under_a_tenth_of_a_second() -> None:
    text = FULL.read_text("utf-8")
    parse_study(text, name="s")

    began = time.perf_counter()
    parse_study(text, name="s")

    assert time.perf_counter() - began < 0.1


PIECES = st.sampled_from(
    (
        *"\n\n\n  --:{}[],'\"#&*!|>%@`?~\t\0\r\ufeff\u2028\x85",
        *("a", "1", "0.5", "3m", ".nan", "null", "true", "<<", "---\n", "...\n", "9" * 30),
        *("tasks:\n", "  - id: a\n", "success:", "page:", "of:", "at_least:", "questions:", "sus"),
        *("answer:", "question:", "equals:", "between:", "consent:", "variants:", "%YAML 1.1\n"),
    )
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_a_study_or_has_faults(text: str) -> None:
    """A page of the recorder shows what people type; nothing they type may break it."""
    for whole in (text, HEAD + text, HEAD + TASK + "    " + text):
        faults = find_faults(whole)
        assert all(fault.line >= 1 and fault.column >= 1 and fault.sentence for fault in faults)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_study_with_a_piece_cut_out_or_put_in_is_a_study_or_has_faults(
    data: st.DataObject,
) -> None:
    text = FULL.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    piece = data.draw(st.lists(PIECES, max_size=5).map("".join))

    faults = find_faults(text[:start] + piece + text[end:])

    assert all(str(fault).startswith("study.yaml:") for fault in faults)
