"""Patterns in a study file: regular expressions, globs and CSS selectors."""

import re
import warnings

from recorder.model.study_types import check_address, wrong

_PAIRS = {")": "(", "]": "[", "}": "{"}


def check_regex(pattern: str) -> str:
    """Refuse what is not a regular expression.

    Raises:
        PydanticCustomError: It does not compile; the sentence says where it goes wrong.
    """
    if not pattern:
        raise wrong("is empty; write a regular expression such as ^/order/[0-9]+$")
    try:
        with warnings.catch_warnings():
            # What Python may read otherwise one day would change what a study finds.
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        remedy = "put a backslash before a character that is meant as itself"
        raise wrong(f'"{pattern}" is not a regular expression: {error}; {remedy}') from None
    return pattern


def check_path(path: str, match: str) -> str:
    """Refuse a path that no page can have.

    Args:
        path: What the criterion compares a page's path with.
        match: How it is compared; regular expressions and parts of a path need not start with "/".

    Raises:
        PydanticCustomError: No page can have it; the sentence says why.
    """
    if match == "regex":
        return check_regex(path)
    if not path:
        raise wrong("is empty; write a path such as /thanks.html")
    if match in ("exact", "prefix"):
        check_address(path)
    signs = "#" if match == "glob" else "?#"
    sign = next((sign for sign in path if sign in signs), "")
    if sign:
        place = "query:" if sign == "?" else "fragment:"
        raise wrong(f'"{path}" holds "{sign}"; write what follows it under {place}')
    return path


def check_selector(selector: str) -> str:
    """Refuse what a browser would not take for a CSS selector.

    It finds what people get wrong (empty, XPath, HTML, open brackets or quotes, a comma
    or a combinator without a selector beside it); the browser has the last word.

    Raises:
        PydanticCustomError: It is not a selector; the sentence says why.
    """
    fault = _selector_fault(selector.strip())
    if fault:
        raise wrong(fault)
    return selector.strip()


def _selector_fault(selector: str) -> str:
    if not selector:
        return 'is empty; write a CSS selector in quotes, such as "#place-order"'
    if selector.startswith(("/", "./", "(")):
        return f'"{selector}" is not a CSS selector (it looks like XPath); write one like "#buy"'
    if "<" in selector:
        return f'"{selector}" is HTML, not a CSS selector; write one like "button.buy"'
    bare = re.sub(r"""\\.|"(\\.|[^"\\])*"|'(\\.|[^'\\])*'""", "x", selector)
    if '"' in bare or "'" in bare:
        return f'"{selector}" opens a quote that it does not close; close the quote'
    if not _is_balanced(bare):
        return f'"{selector}" has brackets that do not match; close each bracket that is opened'
    if re.search(r"^[,>+~]|[,>+~]$|,\s*[,>+~]|[.#:]([\s.#:,>+~)]|$)", bare.replace("::", ":")):
        return f'"{selector}" is not a CSS selector; a part before or after a sign is missing'
    return ""


def _is_balanced(bare: str) -> bool:
    opened: list[str] = []
    for sign in bare:
        if sign in "([{":
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return False
    return not opened
