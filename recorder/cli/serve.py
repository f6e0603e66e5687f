"""`recorder serve`: run the server until it is told to end."""

from pathlib import Path

import click

from recorder.cli.server import run_server


@click.command("serve")
@click.option("--studies", type=click.Path(path_type=Path), help="Folder of the study folders.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of everything recorded.")
@click.option("--database", help="SQLAlchemy address, if not a file in the data folder.")
@click.option("--host", help="Address to listen on [127.0.0.1].")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port [8765]; 0 takes a free one.")
@click.option("--base-url", help="Address participants reach the recorder by.")
def command(**options: object) -> None:
    """Run the server; its address is printed on one line when it accepts connections."""
    run_server(options)
