"""What observers set with one key has to have one, and no two the same."""

from recorder.model.study_markers import list_marker_keys
from recorder.model.study_text import parse_study
from tests.model.study_helpers import HEAD, TASK


def _list_keys(markers: str) -> list[tuple[str, str]]:
    study = parse_study(HEAD + TASK + markers, name="s").study
    return [(marker.id, key) for marker, key in list_marker_keys(study.markers)]


def test_a_study_without_markers_has_common_ones() -> None:
    assert _list_keys("") == [
        ("confused", "1"),
        ("error", "2"),
        ("workaround", "3"),
        ("quote", "4"),
        ("idea", "5"),
        ("delight", "6"),
    ]


def test_a_study_may_want_no_markers_at_all() -> None:
    assert _list_keys("markers: []\n") == []


def test_markers_without_a_key_get_the_digits_that_are_free() -> None:
    markers = "markers: [{id: a, title: A}, {id: b, title: B, key: 1}, {id: c, title: C}]\n"

    assert _list_keys(markers) == [("a", "2"), ("b", "1"), ("c", "3")]
