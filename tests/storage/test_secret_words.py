import re

from recorder.storage.secret_words import draw_name


def test_no_name_looks_like_an_option_of_a_command() -> None:
    """`recorder show -SSX...` is refused before the session is looked for."""
    names = [draw_name() for _ in range(2_000)]

    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{15}", name) for name in names)
    assert len(set(names)) == len(names)
