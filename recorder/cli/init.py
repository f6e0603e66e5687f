"""`recorder init`: a new study, commented so that nothing else needs to be read."""

from pathlib import Path

import click

from recorder.config import read_settings
from recorder.model.study_template import write_template, write_template_page


@click.command("init")
@click.argument("name")
@click.option(
    "--studies",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the studies; ./studies by default.",
)
def command(name: str, studies: Path | None) -> None:
    """Write the new study NAME: studies/NAME/study.yaml and a first page to try it with.

    NAME is the study's id: small letters, digits and hyphens. What exists is never overwritten.
    """
    try:
        text, page = write_template(name), write_template_page(name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NAME") from None
    folder = read_settings(studies=studies).studies / name
    if folder.exists():
        raise click.ClickException(f"{folder} exists already; choose another name, or remove it")
    _write(folder / "study.yaml", text)
    _write(folder / "prototype" / "index.html", page)
    click.echo(f"wrote {folder / 'study.yaml'}; edit it, then: recorder check {folder}")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # "x" refuses a file that somebody made meanwhile.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from None
