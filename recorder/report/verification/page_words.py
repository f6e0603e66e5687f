"""What a report as an HTML file shows: its words, line by line, and its stamp."""

from html.parser import HTMLParser

from recorder.report.stamp import NAME
from recorder.report.verification.pieces import Piece
from recorder.report.words import shorten

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub"}
    | {"sup", "time", "tspan"}
)
"""Elements that do not end a piece of text."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "caption", "summary"})
UNSEEN = frozenset({"style", "script"})
SPOKEN = ("aria-label", "alt", "title")
"""Attributes that a reader hears or sees."""


def list_page_words(html: str) -> list[Piece]:
    """List the texts of a page, each with its line and the heading above it."""
    return _read(html).pieces


def find_page_stamp(html: str) -> str:
    """Find the stamp of a page; "" when it bears none."""
    return _read(html).stamp


def _read(html: str) -> "_Page":
    page = _Page()
    page.feed(html)
    page.close()
    page.end_piece()
    return page


class _Page(HTMLParser):
    """Reads a page element by element; nothing of it is run or fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self.stamp = ""
        self._words: list[str] = []
        self._line = 1
        self._heading = ""
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.end_piece()
        given = dict(attrs)
        if tag == "meta" and given.get("name") == NAME:
            self.stamp = given.get("content") or ""
        for name in SPOKEN:
            self._add(given.get(name) or "", self.getpos()[0])
        if tag in HEADINGS | UNSEEN:
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in INLINE:
            return
        heading = "".join(self._words)
        self.end_piece()
        if tag == self._inside:
            self._heading = " ".join(heading.split()) if tag in HEADINGS else self._heading
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside in UNSEEN:
            return
        if not self._words:
            blank = len(data) - len(data.lstrip())
            self._line = self.getpos()[0] + data[:blank].count("\n")
            data = data[blank:]
        if data:
            self._words.append(data)

    def end_piece(self) -> None:
        """Take what was read since the last element as one piece."""
        self._add("".join(self._words), self._line)
        self._words.clear()

    def _add(self, text: str, line: int) -> None:
        if words := " ".join(text.split()):
            under = f', under "{shorten(self._heading, 60)}"' if self._heading else ""
            self.pieces.append(Piece(f"line {line}{under}", words))
