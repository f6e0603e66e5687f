"""How the pages of an attempt compare with the best ways that its task names."""

from collections.abc import Sequence

from recorder.projections.addresses import is_page, page_of

Paths = Sequence[Sequence[str]]


def is_direct(pages: Sequence[str], best_paths: Paths) -> bool:
    """Answer whether an attempt took no detour: one of the best ways, or no page twice.

    Args:
        pages: Addresses in the order they were seen; reloads are taken together.
        best_paths: The best ways through; without any, only a page seen twice is a detour.
    """
    if not best_paths:
        seen = [page_of(address) for address in pages]
        return len(set(seen)) == len(seen)
    return any(_is_path(pages, path) for path in best_paths)


def fewest_pages(pages: Sequence[str], best_paths: Paths) -> int | None:
    """Answer how many pages the shortest way has from the page where an attempt began.

    Returns:
        None when no best way leads over that page.
    """
    if not pages:
        return None
    ways = [
        len(path) - place
        for path in best_paths
        for place, page in enumerate(path)
        if is_page(pages[0], page)
    ]
    return min(ways, default=None)


def _is_path(pages: Sequence[str], path: Sequence[str]) -> bool:
    return len(pages) == len(path) and all(map(is_page, pages, path))
