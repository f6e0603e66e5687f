"""When an address of a page is the page that a study names.

Addresses are paths within the prototype, such as `/teas.html?sort=price`. The query and
the fragment are ignored unless the study names them. `/`, `/index.html` and `/index.htm`
are one page, and so are `/teas`, `/teas/` and `/teas/index.html`. Upper and lower case
differ; `%20` and a space do not. A fragment that is a route of a single-page app (`#/pay`,
`#!/pay`) belongs to a page's identity.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qsl, unquote

Match = Literal["exact", "prefix", "suffix", "contains", "glob", "regex"]

_INDEX = re.compile(r"/index\.html?$")


def page_of(address: str) -> str:
    """Reduce an address to the page it is: no query, no index.html, no last slash."""
    path, _, fragment = _split(address)
    route = f"#{fragment}" if fragment.startswith(("/", "!/")) else ""
    return _plain(path) + route


def is_page(address: str, page: str) -> bool:
    """Answer whether an address is a named page; named parameters have to be in it."""
    path, query, fragment = _split(page)
    own_path, own_query, own_fragment = _split(address)
    if _plain(path) != _plain(own_path):
        return False
    return dict(query).items() <= dict(own_query).items() and fragment in ("", own_fragment)


def matches_address(
    address: str,
    pattern: str,
    *,
    match: Match = "exact",
    query: Mapping[str, str] | None = None,
    fragment: str | None = None,
) -> bool:
    """Answer whether an address fits a pattern.

    `exact` compares pages; `prefix`, `suffix` and `contains` compare the letters of the
    path, with and without `index.html` and the last slash; `glob` knows `*` (within one
    segment), `**` (across segments) and `?` (one letter); `regex` has to fit the whole path.

    Args:
        address: Where the participant was.
        pattern: What the study names.
        match: How they are compared.
        query: Parameters that have to be in the address with these values; others may be.
        fragment: The fragment that the address has to have, with or without "#".
    """
    path, own_query, own_fragment = _split(address)
    if query and not query.items() <= dict(own_query).items():
        return False
    if fragment is not None and fragment.removeprefix("#") != own_fragment:
        return False
    if match == "exact":
        return is_page(address, pattern)
    sought = pattern if match == "regex" else unquote(pattern)
    return any(_fits(form, sought, match) for form in _forms(path))


def collapsed(addresses: Iterable[str]) -> tuple[str, ...]:
    """Take reloads of the same page together, keeping the first address of each."""
    kept: list[str] = []
    for address in addresses:
        if not kept or page_of(kept[-1]) != page_of(address):
            kept.append(address)
    return tuple(kept)


def _fits(path: str, pattern: str, how: Match) -> bool:
    match how:
        case "prefix":
            return path.startswith(pattern)
        case "suffix":
            return path.endswith(pattern)
        case "contains":
            return pattern in path
        case "glob":
            return fits_regex(path, _glob_regex(pattern))
        case _:
            return fits_regex(path, pattern)


def fits_regex(text: str, pattern: str) -> bool:
    """Answer whether the whole text fits; a pattern that is none fits nothing."""
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return False


def _forms(path: str) -> tuple[str, ...]:
    """List the ways to write a path: as it came, with a last slash, and plain."""
    folder = _INDEX.sub("/", path)
    return tuple(dict.fromkeys((path, folder, _plain(path))))


def _plain(path: str) -> str:
    return _INDEX.sub("/", path).rstrip("/") or "/"


@lru_cache(maxsize=4_096)
def _split(address: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    rest, _, fragment = address.partition("#")
    path, _, query = rest.partition("?")
    path = unquote(path)
    if not path.startswith("/"):
        path = f"/{path}"
    return path, tuple(parse_qsl(query, keep_blank_values=True)), fragment


@lru_cache(maxsize=256)
def _glob_regex(pattern: str) -> str:
    parts = re.split(r"(\*\*/?|\*|\?)", pattern)
    return "".join(_GLOB.get(part, re.escape(part)) for part in parts)


_GLOB = {"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
