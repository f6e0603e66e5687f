from recorder.model.rates import Buckets


def test_a_burst_is_taken_then_one_at_a_time() -> None:
    buckets = Buckets(per_s=2, burst=3)

    waits = [buckets.take("a", 0.0) for _ in range(4)]

    assert waits == [0, 0, 0, 1]
    assert [buckets.take("a", 0.5), buckets.take("a", 0.5)] == [0, 1]


def test_a_refused_attempt_costs_nothing() -> None:
    buckets = Buckets(per_s=1, burst=1)
    for _ in range(9):
        buckets.take("a", 0.0)

    assert buckets.take("a", 1.0) == 0


def test_keys_do_not_hold_up_one_another() -> None:
    buckets = Buckets(per_s=1, burst=1)
    buckets.take("a", 0.0)

    assert buckets.is_empty("a", 0.0)
    assert not buckets.is_empty("b", 0.0)
    assert buckets.take("b", 0.0) == 0


def test_a_slow_rate_says_how_long_to_wait() -> None:
    buckets = Buckets(per_s=20 / 60, burst=1)
    buckets.take("a", 0.0)

    assert buckets.take("a", 0.0) == 3


def test_a_full_bucket_never_holds_more_than_the_burst() -> None:
    buckets = Buckets(per_s=10, burst=2)
    buckets.take("a", 0.0)

    assert [buckets.take("a", 1_000.0) for _ in range(3)] == [0, 0, 1]


def test_what_is_kept_does_not_grow_without_end() -> None:
    buckets = Buckets(per_s=1, burst=2, most_keys=10)

    for place in range(1_000):
        buckets.take(str(place), 0.0)

    assert len(buckets._levels) <= 10
