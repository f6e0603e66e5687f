"""Drawings as SVG that may stand inside a page: small, named, without style or address."""

import re
from dataclasses import dataclass
from html import escape

FONT = "'DejaVu Sans', Verdana, sans-serif"
DROPPED = {"font-family", "stroke-linejoin"}


@dataclass(frozen=True, slots=True)
class Svg:
    """Markup of a drawing; templates put it in as it is.

    Only `clean_svg` makes one, from what the drawing library wrote: every text in it has
    been escaped there.
    """

    markup: str

    def __html__(self) -> str:
        """Answer the markup, so that a template does not escape it again."""
        return self.markup


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart in two drawings, for wide and for narrow windows; a page shows one of them."""

    wide: Svg
    narrow: Svg

    def __html__(self) -> str:
        """Answer the markup of both; the style sheet chooses."""
        return f"{self.wide.markup}\n{self.narrow.markup}"


def clean_svg(drawn: str, *, name: str, shape: str, title: str, description: str) -> Svg:
    """Turn the file that the drawing library wrote into an element of a page.

    A page forbids inline styles and may hold many drawings, so styles become attributes,
    ids get the drawing's name in front, and the header with its addresses goes away.

    Args:
        drawn: The SVG file.
        name: Letters, digits and hyphens; unique on the page.
        shape: The class of the drawing, by which a style sheet chooses it.
        title: What the drawing shows, for screen readers.
        description: What is to be seen in it, in a sentence or two.
    """
    view_box = re.search(r'viewBox="([^"]+)"', drawn)
    body = drawn[drawn.index(">", drawn.index("<svg")) + 1 : drawn.rindex("</svg>")]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.S)
    body = re.sub(r"<style[^>]*>.*?</style>", "", body, flags=re.S)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r'(<g) id="[^"]*"', r"\1", body)
    body = re.sub(r'\sid="([^"]+)"', rf' id="{name}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", body)
    body = re.sub(r'xlink:href="#([^"]+)"', rf'href="#{name}-\1"', body)
    body = re.sub(r' transform="rotate\(-0 [^"]*\)"', "", body)
    body = re.sub(r' style="([^"]*)"', _as_attributes, body)
    body = re.sub(r"(\d+\.\d\d)\d+", r"\1", body)
    body = re.sub(r"<defs>\s*</defs>", "", body)
    body = re.sub(r"\s*\n\s*", "\n", body).strip()
    return Svg(
        f'<svg class="{shape}" role="img" aria-labelledby="{name}-title {name}-text" '
        f'viewBox="{view_box.group(1) if view_box else "0 0 1 1"}" '
        f'font-family="{FONT}" stroke-linejoin="round" stroke-linecap="butt">\n'
        f'<title id="{name}-title">{escape(printable(title))}</title>\n'
        f'<desc id="{name}-text">{escape(printable(description))}</desc>\n{body}\n</svg>'
    )


def printable(text: str) -> str:
    """Replace what a drawing cannot hold: control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _as_attributes(style: re.Match[str]) -> str:
    parts = (part.partition(":") for part in style.group(1).split(";") if part.strip())
    pairs = [(key.strip(), value.strip()) for key, _, value in parts]
    return "".join(f' {key}="{value}"' for key, value in pairs if key not in DROPPED)
