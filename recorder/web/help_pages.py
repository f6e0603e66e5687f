"""Help pages: Markdown files of this package, so that a laptop without a network has them."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, render_template
from markdown_it import MarkdownIt

bp = Blueprint("help", __name__)

FOLDER = Path(__file__).resolve().parent.parent / "help"

ORDER = (
    "getting-started",
    "study-file",
    "your-site",
    "participants",
    "think-aloud",
    "moderating",
    "people",
    "replay",
    "planning",
    "report",
    "archive",
    "privacy",
    "running",
    "commands",
    "words",
)
"""The pages as somebody would read them; others follow by title."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One help page; its body is our own text, made into HTML with raw HTML switched off."""

    name: str
    title: str
    html: str

    def __html__(self) -> str:
        """Give the body to a template as it is."""
        return self.html


def read_help(path: Path) -> HelpPage:
    """Read one page; its title is its first heading."""
    text = path.read_text("utf-8")
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), path.stem)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return HelpPage(path.stem, title, str(markdown.render(text)))


def list_help() -> list[HelpPage]:
    """List the pages in the order of `ORDER`."""
    places = {name: place for place, name in enumerate(ORDER)}
    pages = [read_help(path) for path in FOLDER.glob("*.md")]
    return sorted(pages, key=lambda page: (places.get(page.name, len(places)), page.title))


@bp.get("/help")
def show_index() -> str:
    """List the help pages."""
    return render_template("researcher/help.html", pages=list_help(), page=None)


@bp.get("/help/<name>")
def show_page(name: str) -> str:
    """Show one help page; links between the files, which end with .md, work here too."""
    pages = list_help()
    page = next((page for page in pages if page.name == name.removesuffix(".md")), None)
    if page is None:
        abort(404)
    return render_template("researcher/help.html", pages=pages, page=page)
