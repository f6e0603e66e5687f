"""`recorder check`: everything that is wrong in study files, with line and column."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from recorder.config import read_settings
from recorder.errors import Fault
from recorder.storage.study_folders import STUDY_FILE, FoundStudy, find_study, list_studies


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Lines to read, JSON for programs, or annotations for GitHub.",
)
@click.pass_context
def command(context: click.Context, paths: tuple[Path, ...], form: str) -> None:
    """Check study files: each PATH is a study.yaml, its folder, or a folder of studies.

    Without PATH all studies of ./studies are checked. Exit code 1 when something is wrong.
    """
    roots = paths or (read_settings().studies,)
    found = [study for root in roots for study in _list_below(root)]
    if not found:
        raise click.ClickException(f"no study in {', '.join(map(str, roots))}; try: recorder init")
    for line in _FORMS[form](found):
        click.echo(line)
    if any(study.faults for study in found):
        context.exit(1)


def _list_below(root: Path) -> Sequence[FoundStudy]:
    if root.is_file() and root.name == STUDY_FILE:
        return [find_study(root.parent)]
    if root.is_file():
        raise click.UsageError(f"{root} is not a {STUDY_FILE}")
    if (root / STUDY_FILE).is_file():
        return [find_study(root)]
    return list_studies(root)


def _write_text(found: Sequence[FoundStudy]) -> list[str]:
    faults = _list_faults(found)
    fine = sum(not study.faults for study in found)
    lines = [str(fault) for fault in faults]
    if faults:
        wrong = len(found) - fine
        lines.append(f"{_count(len(faults), 'fault', 'faults')} in {_studies(wrong)}")
    if fine:
        lines.append(f"{_studies(fine)} fine")
    return lines


def _write_json(found: Sequence[FoundStudy]) -> list[str]:
    studies = [
        {
            "folder": study.folder.as_posix(),
            "hash": study.version.hash if study.version else None,
            "fine": not study.faults,
        }
        for study in found
    ]
    faults = [
        {"file": one.file, "line": one.line, "column": one.column, "sentence": one.sentence}
        for one in _list_faults(found)
    ]
    answer = {"studies": studies, "faults": faults}
    return [json.dumps(answer, indent=2, ensure_ascii=False)]


def _write_github(found: Sequence[FoundStudy]) -> list[str]:
    return [
        f"::error file={_escape(one.file, ',:')},line={one.line},col={one.column}"
        f"::{_escape(one.sentence)}"
        for one in _list_faults(found)
    ]


def _escape(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _list_faults(found: Sequence[FoundStudy]) -> list[Fault]:
    return [fault for study in found for fault in study.faults]


def _studies(count: int) -> str:
    return _count(count, "study", "studies")


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


_FORMS: dict[str, Callable[[Sequence[FoundStudy]], list[str]]] = {
    "text": _write_text,
    "json": _write_json,
    "github": _write_github,
}
