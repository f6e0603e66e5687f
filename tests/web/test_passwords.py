from threading import Thread

import pytest
from argon2 import PasswordHasher, extract_parameters

from recorder.errors import InvalidPersonError, UnavailableError
from recorder.storage.people import find_password, keep_stronger_hash
from recorder.web import passwords
from recorder.web.passwords import check_password, hash_password, is_outdated, is_password
from tests.web.accounts import PASSWORD, make_owner, sign_in
from tests.web.helpers import Site


def test_a_hash_has_the_strength_that_was_chosen() -> None:
    used = extract_parameters(hash_password(PASSWORD))

    assert used.type.name == "ID"
    assert (used.memory_cost, used.time_cost, used.parallelism) == (19 * 1024, 2, 1)


def test_the_same_password_has_another_hash_each_time() -> None:
    assert hash_password(PASSWORD) != hash_password(PASSWORD)


@pytest.mark.parametrize("kept", [None, "", "$argon2id$broken", "sha256:abc"])
def test_without_a_sound_hash_no_password_is_right(kept: str | None) -> None:
    assert not is_password(kept, "nobody has this password")


def test_however_a_keyboard_composes_it_it_is_the_same_password() -> None:
    assert is_password(hash_password("z\u00fcrich am see"), "zu\u0308rich am see")


def test_a_weaker_hash_is_replaced_when_its_person_signs_in(site: Site) -> None:
    make_owner(site)
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    keep_stronger_hash(site.db, "ada", weak)

    status = sign_in(site.client(), "ada")

    kept = find_password(site.db, "ada")
    assert status == 303
    assert kept is not None
    assert (is_outdated(weak), is_outdated(kept)) == (True, False)
    assert sign_in(site.client(), "ada") == 303


def test_no_more_than_two_are_compared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 19 MiB: whoever waits too long is told to come back."""
    monkeypatch.setattr(passwords, "PATIENCE_S", 0.01)
    refused: list[UnavailableError] = []

    def compare() -> None:
        try:
            hash_password(PASSWORD)
        except UnavailableError as error:
            refused.append(error)

    with passwords._Turn(), passwords._Turn():
        thread = Thread(target=compare)
        thread.start()
        thread.join()

    assert [(error.status, error.retry_after_s) for error in refused] == [(503, 5)]
    assert hash_password(PASSWORD)


def test_the_list_of_common_passwords_holds_plain_words_only() -> None:
    """An entry that `_is_common` never compares with would be there in vain."""
    common = passwords._read_common()

    assert len(common) > 200
    assert all(word == word.lower() and word.isalnum() for word in common)
    with pytest.raises(InvalidPersonError):
        check_password("Football-Football-2026", login="ada")
