"""`recorder where`: every setting and where it comes from."""

import json
from dataclasses import fields

import click

from recorder.config import PREFIX, Settings, read_settings


@click.command("where")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(*, as_json: bool) -> None:
    """Show every setting, its value, where it comes from, and what would change it."""
    rows = _list_settings(read_settings())
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(f"{row['name']:<16} {row['value']}")
        click.echo(f"{'':<16} {row['source']}; set it with {row['variable']}")


def _list_settings(settings: Settings) -> list[dict[str, str]]:
    names = [field.name for field in fields(settings) if field.name != "sources"]
    return [
        {
            "name": name,
            "value": str(getattr(settings, name)),
            "source": settings.sources[name],
            "variable": PREFIX + name.upper(),
        }
        for name in names
    ]
