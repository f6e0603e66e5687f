import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from recorder.model.criteria import (
    All,
    AnyOf,
    AtLeast,
    Clicked,
    PageReached,
    Reported,
    read_criterion,
)
from recorder.model.ids import TaskId
from recorder.model.studies import Partial, Task, list_leaves
from recorder.model.study_text import parse_study
from tests.model.study_helpers import HEAD, TASK

A, B, C = ({"event": {"name": name}} for name in "abc")


def test_a_bare_list_means_all() -> None:
    assert read_criterion([A, B]) == read_criterion({"all": [A, B]})
    assert read_criterion([A, B]) == All(of=(Reported(name="a"), Reported(name="b")))


def test_criteria_nest() -> None:
    criterion = read_criterion([A, {"any": [B, {"at_least": 1, "of": [C, [A, B]]}]}])

    assert criterion == All(
        of=(
            Reported(name="a"),
            AnyOf(
                of=(
                    Reported(name="b"),
                    AtLeast(
                        at_least=1,
                        of=(
                            Reported(name="c"),
                            All(of=(Reported(name="a"), Reported(name="b"))),
                        ),
                    ),
                )
            ),
        )
    )
    assert [leaf.name for leaf in list_leaves(criterion) if isinstance(leaf, Reported)] == [
        *("a", "b", "c"),
        *("a", "b"),
    ]


def test_criteria_made_in_code_are_kept_as_they_are() -> None:
    """Tests and tools build tasks without a file."""
    page = PageReached(path="/thanks.html")

    task = Task(id=TaskId("buy"), title="Buy", scenario="Buy.", success=page, time_limit_s=90.0)

    assert (task.success, task.time_limit_s) == (page, 90.0)


def test_a_criterion_cannot_be_changed() -> None:
    page = PageReached(path="/thanks.html")

    with pytest.raises(ValidationError, match="frozen"):
        page.path = "/other.html"


@pytest.mark.parametrize(
    "selector",
    [
        "#place-order",
        "button.buy:not(.off)",
        "a[href$='.pdf' i], nav > a",
        "ul li:nth-child(2n + 1) ~ li",
        '[data-test="a,b)"]',
        "input::placeholder",
        "#\\31 23",
        "*",
        "main + aside",
    ],
)
def test_selectors_that_browsers_take_are_taken(selector: str) -> None:
    assert Clicked(selector=selector).selector == selector


@pytest.mark.parametrize(
    "selector", ["", " ", "a,", ",a", "a >", "#", ".", "a[b", "//a", "<a>", "a'"]
)
def test_selectors_that_browsers_refuse_are_refused(selector: str) -> None:
    with pytest.raises(ValidationError):
        Clicked(selector=selector)


def test_only_clicks_and_targets_are_asked_of_the_snippet() -> None:
    click = Clicked(selector="#buy")
    task = Task(
        id=TaskId("buy"),
        title="Buy",
        scenario="Buy.",
        success=All(of=(click, PageReached(path="/a"), click)),
        partial=Partial(score=0.5, success=Clicked(selector="#basket")),
        targets=("#search", "#buy"),
    )

    study = parse_study(HEAD + TASK, name="s").study.model_copy(update={"tasks": (task, task)})

    assert study.click_selectors(task) == ("#buy", "#basket", "#search")
    assert study.all_click_selectors() == ("#buy", "#basket", "#search")


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["all", "any", "of", "at_least", "page", "path"]), inner
            )
        ),
        max_leaves=10,
    )
)
def test_any_value_is_a_criterion_or_refused(value: object) -> None:
    try:
        leaves = list(list_leaves(read_criterion(value)))
    except ValueError:
        return
    assert all(isinstance(leaf, PageReached) for leaf in leaves)
