"""The command `recorder`: a list of sub-commands, each loaded when it is called."""

import sys
from importlib import import_module

import click

from recorder import __version__
from recorder.errors import RecorderError

COMMANDS = {
    "demo": "Serve the sample study and open it in the browser.",
    "serve": "Run the server.",
    "people": "List, add and change the people who may sign in.",
    "init": "Write a new, commented study.",
    "check": "Check study files and say what is wrong where.",
    "schema": "Print the JSON Schema of study files.",
    "invite": "Make invitations to a study.",
    "plan": "Say how many participants a study needs.",
    "sessions": "List the sessions of a study.",
    "show": "Show one session: outcomes, times, what is missing.",
    "transcript": "Add a transcript of what a participant said.",
    "report": "Build the report of a study.",
    "verify-report": "Make a report file again and say whether it is the same.",
    "export": "Write a study's tables with a codebook.",
    "archive": "Write one study into one portable SQLite file.",
    "restore": "Restore a study from its archive.",
    "rebuild": "Make all readings of the log again and print what changed.",
    "verify": "Check the log: complete, or what is damaged or missing.",
    "erase": "Erase a participant's data everywhere.",
    "retention": "Erase what is older than the consent texts promise.",
    "backup": "Copy the database and the studies, and check the copy.",
    "migrate": "Bring the database up to this version.",
    "where": "Show every setting and where it comes from.",
}
"""Sub-commands in the order a researcher meets them; each is `recorder.cli.<name>.command`,
with underscores for hyphens."""


class Commands(click.Group):
    """A group that imports a sub-command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one sub-command; None when there is no such."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"recorder.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without importing what it lists."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recorder")
def recorder() -> None:
    """Record usability tests in the participant's browser and report them honestly.

    Exit codes: 0 done, 1 the input is wrong, 2 wrong usage, 3 a check found something.
    """


def main() -> None:
    """Run the command; what a user may act on is said in one sentence, without a traceback."""
    try:
        recorder()
    except RecorderError as error:
        click.echo(f"recorder: {error}", err=True)
        sys.exit(1)
