"""Whether a success criterion was met, since when, and what speaks for and against it.

A criterion once met stays met: what comes later does not undo it. The one exception is an
answer, where the last one counts, since a participant may correct it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recorder.model.attempts import Answer
from recorder.model.criteria import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    Clicked,
    Criterion,
    PageReached,
    PagesVisited,
    Reported,
)
from recorder.projections.addresses import (
    fits_regex,
    is_page,
    matches_address,
    page_of,
)
from recorder.projections.evidence import Evidence, Reply, Report, Seen


@dataclass(frozen=True, slots=True)
class Result:
    """What a criterion found.

    Attributes:
        met_ms: When it was first met, on the session's clock; None when it was not.
        words: One short sentence for each leaf, in the order of the study file, such as
            "reached /thanks.html at 0:42" or "never clicked #place-order".
    """

    met_ms: float | None
    words: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Answer whether it was met at all."""
        return self.met_ms is not None


def evaluate(criterion: Criterion, evidence: Evidence) -> Result:
    """Evaluate a criterion, however deeply nested, over what an attempt left.

    All parts: met when the last of them was. Any: when the first was. At least n: when
    the n-th was. A list of no parts is never met.
    """
    match criterion:
        case All(of=parts):
            return _counted([evaluate(part, evidence) for part in parts], len(parts))
        case AnyOf(of=parts):
            return _counted([evaluate(part, evidence) for part in parts], 1)
        case AtLeast(of=parts, at_least=needed):
            return _counted([evaluate(part, evidence) for part in parts], needed)
        case PageReached():
            return _page_reached(criterion, evidence)
        case Clicked():
            return _clicked(criterion, evidence)
        case Reported():
            return _reported(criterion, evidence)
        case PagesVisited():
            return _pages_visited(criterion, evidence)
        case Answered():
            return _answered(criterion, evidence)


def at_clock(at_ms: float, start_ms: float) -> str:
    """Write a moment as minutes and seconds since the start, such as "0:42"."""
    seconds = int(max(0.0, at_ms - start_ms) // 1_000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _counted(results: Sequence[Result], needed: int) -> Result:
    moments = sorted(one.met_ms for one in results if one.met_ms is not None)
    met_ms = moments[needed - 1] if 0 < needed <= len(moments) else None
    return Result(met_ms, tuple(words for one in results for words in one.words))


def _leaf(met_ms: float | None, evidence: Evidence, *, did: str, never: str) -> Result:
    if met_ms is None:
        return Result(None, (f"never {never}",))
    return Result(met_ms, (f"{did} at {at_clock(met_ms, evidence.start_ms)}",))


def _page_reached(criterion: PageReached, evidence: Evidence) -> Result:
    met_ms = next(
        (
            seen.at_ms
            for seen in evidence.pages
            if matches_address(
                seen.address,
                criterion.path,
                match=criterion.match,
                query=criterion.query,
                fragment=criterion.fragment,
            )
        ),
        None,
    )
    words = f"reached {_written(criterion)}"
    return _leaf(met_ms, evidence, did=words, never=words)


def _written(criterion: PageReached) -> str:
    query = "&".join(f"{name}={value}" for name, value in (criterion.query or {}).items())
    fragment = f"#{criterion.fragment.removeprefix('#')}" if criterion.fragment else ""
    address = criterion.path + (f"?{query}" if query else "") + fragment
    return {
        "exact": address,
        "prefix": f"a page that starts with {address}",
        "suffix": f"a page that ends with {address}",
        "contains": f"a page with {address} in its path",
    }.get(criterion.match, f"a page like {address}")


def _clicked(criterion: Clicked, evidence: Evidence) -> Result:
    met_ms = next(
        (
            click.at_ms
            for click in evidence.clicks
            if criterion.selector in click.matches and _is_on(click.page, criterion.page)
        ),
        None,
    )
    where = f" on {criterion.page}" if criterion.page else ""
    words = f"clicked {criterion.selector}{where}"
    return _leaf(met_ms, evidence, did=words, never=words)


def _is_on(page: str | None, named: str | None) -> bool:
    return named is None or (page is not None and is_page(page, named))


def _reported(criterion: Reported, evidence: Evidence) -> Result:
    met_ms = next((one.at_ms for one in evidence.reports if _tells(one, criterion)), None)
    with_data = " with the expected data" if criterion.data else ""
    return _leaf(
        met_ms,
        evidence,
        did=f"the page reported {criterion.name}",
        never=f"reported by the page: {criterion.name}{with_data}",
    )


def _tells(report: Report, criterion: Reported) -> bool:
    return report.name == criterion.name and (
        criterion.data is None or _holds(report.data, criterion.data)
    )


def _holds(found: object, expected: object) -> bool:
    """Answer whether data holds what is expected: objects may hold more, lists may not.

    Numbers are equal whether they are written 1 or 1.0; true is not 1, and a text that
    looks like a number is a text.
    """
    match expected:
        case Mapping():
            return isinstance(found, Mapping) and all(
                name in found and _holds(found[name], value) for name, value in expected.items()
            )
        case list() | tuple():
            return (
                isinstance(found, list)
                and len(found) == len(expected)
                and all(_holds(one, other) for one, other in zip(found, expected, strict=True))
            )
        case _:
            return isinstance(found, bool) == isinstance(expected, bool) and found == expected


def _pages_visited(criterion: PagesVisited, evidence: Evidence) -> Result:
    find = {"any": _visited_in_any_order, "strict": _visited_in_order, "exact": _visited_in_a_row}
    met_ms = find[criterion.order](evidence.pages, criterion.visit)
    order = {"any": "", "strict": " in this order", "exact": " one right after the other"}
    words = f"visited {', '.join(criterion.visit)}{order[criterion.order]}"
    return _leaf(met_ms, evidence, did=words, never=words)


def _visited_in_any_order(pages: Sequence[Seen], visit: Sequence[str]) -> float | None:
    firsts = [
        next((seen.at_ms for seen in pages if is_page(seen.address, page)), None) for page in visit
    ]
    moments = [at_ms for at_ms in firsts if at_ms is not None]
    return max(moments) if moments and len(moments) == len(visit) else None


def _visited_in_order(pages: Sequence[Seen], visit: Sequence[str]) -> float | None:
    at = 0
    for seen in _without_reloads(pages):
        if at < len(visit) and is_page(seen.address, visit[at]):
            at += 1
            if at == len(visit):
                return seen.at_ms
    return None


def _visited_in_a_row(pages: Sequence[Seen], visit: Sequence[str]) -> float | None:
    path = _without_reloads(pages)
    for last in range(len(visit), len(path) + 1):
        row = path[last - len(visit) : last]
        if row and all(is_page(one.address, page) for one, page in zip(row, visit, strict=True)):
            return row[-1].at_ms
    return None


def _without_reloads(pages: Sequence[Seen]) -> list[Seen]:
    kept: list[Seen] = []
    for seen in pages:
        if not kept or page_of(kept[-1].address) != page_of(seen.address):
            kept.append(seen)
    return kept


def _answered(criterion: Answered, evidence: Evidence) -> Result:
    replies = evidence.replies.get(criterion.question, ())
    met_ms = _right_since(replies, lambda answer: _is_right(answer, criterion))
    if met_ms is None and replies and replies[-1].value is not None:
        return Result(None, (f"answered {criterion.question} otherwise",))
    return _leaf(
        met_ms,
        evidence,
        did=f"answered {criterion.question} as expected",
        never=f"answered {criterion.question}",
    )


def _right_since(replies: Sequence[Reply], is_right: Callable[[Answer], bool]) -> float | None:
    """Tell since when the answer that stands is right; an earlier right one does not count."""
    since_ms: float | None = None
    for reply in replies:
        if reply.value is None or not is_right(reply.value):
            since_ms = None
        elif since_ms is None:
            since_ms = reply.at_ms
    return since_ms


def _is_right(answer: Answer, criterion: Answered) -> bool:
    """Compare an answer; of several choices each has to be right."""
    if isinstance(answer, list):
        return bool(answer) and all(_is_right(one, criterion) for one in answer)
    checks = []
    if criterion.equals is not None:
        checks.append(_is_same(answer, criterion.equals))
    if criterion.one_of is not None:
        checks.append(any(_is_same(answer, one) for one in criterion.one_of))
    if criterion.matches is not None:
        checks.append(fits_regex(_as_text(answer), criterion.matches))
    if criterion.between is not None:
        number, (low, high) = _as_number(answer), criterion.between
        checks.append(number is not None and low <= number <= high)
    return all(checks)


def _is_same(answer: float | str, expected: float | str) -> bool:
    if isinstance(answer, str) and isinstance(expected, str):
        return answer.strip().casefold() == expected.strip().casefold()
    number = _as_number(answer)
    return number is not None and number == _as_number(expected)


def _as_number(value: float | str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _as_text(value: float | str) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(int(value)) if float(value).is_integer() else str(value)
