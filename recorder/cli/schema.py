"""`recorder schema`: what editors need to help with study files."""

import json

import click

from recorder.model.study_schema import study_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of study files, format 1.

    Editors use it to complete and check while you write:
    recorder schema > study.schema.json
    """
    click.echo(json.dumps(study_schema(), indent=2, ensure_ascii=False))
