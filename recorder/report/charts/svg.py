"""Drawings as SVG that may stand inside a page: small, named, without style or address."""

import re
from dataclasses import dataclass
from html import escape

from recorder.report.charts.pictures import Colour

FONT = "'DejaVu Sans', Verdana, sans-serif"
DROPPED = {"font-family", "stroke-linejoin", "stroke-linecap"}

COLOURS: dict[Colour, str] = {
    "ink": "#1d1c1a",
    "paper": "#ffffff",
    "muted": "#625d55",
    "rule": "#d8d3c8",
    "sunken": "#f2f0eb",
    "accent": "#0f4f46",
    "on-accent": "#fffffe",
    "cross": "#b04a33",
    "partial": "#7fb5a8",
    "failed": "#e8836b",
    "gave-up": "#d9bff0",
    "timed-out": "#b7d0f2",
    "abandoned": "#f3dfa6",
}
"""What a drawing looks like without a style sheet; each value names one colour only.

A style sheet overrides it by the class: `accent` for what is filled with it, `accent-edge` for
what is drawn with it.
"""

_MARKER = re.compile(r'(<path id="[^"]*" d="[^"]*")[^>]*/>')
"""A mark that is drawn in many places: it takes its colours from each of them."""

_NAMES = {value: name for name, value in COLOURS.items()}


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
    """One chart in two drawings, for wide and for narrow windows; a page shows one of them.

    Attributes:
        note: What a caption must add, where not everything could be drawn; "".
    """

    wide: Svg
    narrow: Svg
    note: str = ""

    def __html__(self) -> str:
        """Answer the markup of both; the style sheet chooses."""
        return f"{self.wide.markup}\n{self.narrow.markup}"


def clean_svg(drawn: str, *, name: str, shape: str, title: str, description: str) -> Svg:
    """Turn the file that the drawing library wrote into an element of a page.

    A page forbids inline styles and may hold many drawings, so styles become attributes,
    colours get a class by which the page's own colours replace them, ids get the drawing's
    name in front, and the header with its addresses goes away.

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
    body = re.sub(r' fill="(#\w{6})"/>', _with_class, body)
    body = re.sub(r' style="([^"]*)"', _as_attributes, body)
    body = _MARKER.sub(r"\1/>", body)
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
    pairs = {key.strip(): value.strip() for key, _, value in parts}
    classes = []
    if fill := _NAMES.get(pairs.get("fill", "")):
        classes.append(str(fill))
    if edge := _NAMES.get(pairs.get("stroke", "")):
        classes.append(f"{edge}-edge")
    named = f' class="{" ".join(classes)}"' if classes else ""
    kept = (f' {key}="{value}"' for key, value in pairs.items() if key not in DROPPED)
    return named + "".join(kept)


def _with_class(fill: re.Match[str]) -> str:
    name = _NAMES.get(fill.group(1))
    named = f' class="{name}"' if name else ""
    return f'{named} fill="{fill.group(1)}"/>'
