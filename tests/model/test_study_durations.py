import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.model.durations import format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("3m", 180), ("1h 30m", 5_400), ("1h30m", 5_400), ("0.5m", 30), ("2m 5s", 125)],
)
def test_durations_are_read_as_they_are_said(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "3", "3 m", "m", "30m 1h", "1h 1h", "-3m", "3min", "٣m", "1m\n"]
)
def test_anything_else_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 90s, 3m or 1h 30m"):
        parse_duration(text)


@given(st.integers(1, 86_400))
def test_what_is_written_is_read_again(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds
