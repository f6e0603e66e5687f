from math import inf
from random import Random

import pytest

from recorder.metrics.estimates import Reason
from recorder.metrics.many_ranks import mann_whitney_large
from recorder.metrics.ranks import mann_whitney


def test_large_groups_get_nearly_the_p_of_counting_every_way() -> None:
    chance = Random(3)
    first = [chance.lognormvariate(4, 0.5) for _ in range(40)] + [inf] * 4
    second = [chance.lognormvariate(4.2, 0.5) for _ in range(36)] + [inf] * 9

    quick, counted = mann_whitney_large(first, second), mann_whitney(first, second, seed=1)

    assert quick.effect.estimate == pytest.approx(counted.effect.estimate)
    assert quick.test.statistic == pytest.approx(counted.test.statistic)
    assert quick.test.p == pytest.approx(counted.test.p, abs=0.005)
    assert 0.01 < (quick.test.p or 0) < 0.9


def test_groups_that_all_failed_tie() -> None:
    made = mann_whitney_large([inf] * 30, [inf, None] * 30)

    assert (made.effect.estimate, made.test.p) == (0.5, 1.0)
    assert made.test.reason is Reason.NO_VARIATION
    assert made.effect.n_missing == 30


def test_an_empty_group_leaves_nothing_but_a_reason() -> None:
    made = mann_whitney_large([], [1.0, 2.0])

    assert (made.effect.estimate, made.test.p) == (None, None)
    assert made.effect.reason is Reason.NO_DATA
