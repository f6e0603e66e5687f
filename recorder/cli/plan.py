"""`recorder plan`: how many participants a study needs, and what those it has can tell."""

import click

from recorder.cli.opened import open_recorder
from recorder.errors import NotFoundError
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionState
from recorder.report.plan_tables import PlanTable, Wishes
from recorder.report.planning import build_plan
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import get_study_version, list_study_versions
from recorder.storage.study_folders import read_study


class ShareType(click.ParamType[float]):
    """A share, written as `0.2` or `20%`, between two ends."""

    name = "share"

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a share; anything else is wrong usage."""
        text = str(value).strip()
        try:
            number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            self.fail(f"{text!r} is not a share such as 0.2 or 20%", param, ctx)
        if not self.low <= number <= self.high:
            ends = f"{self.low:g} and {self.high:g}"
            self.fail(f"{text} does not lie between {ends}", param, ctx)
        return number


RATE = ShareType(0.01, 0.99)
CERTAIN = ShareType(0.5, 0.99)


@click.command("plan")
@click.argument("study", required=False)
@click.option("--margin", type=ShareType(0.01, 0.5), default=0.2, help="How exact, either way.")
@click.option("--rate", type=RATE, default=0.5, help="Completion rate that is expected.")
@click.option("--problem", type=RATE, default=0.25, help="Share of people a problem hits.")
@click.option("--goal", type=CERTAIN, default=0.85, help="How certainly it must be seen.")
@click.option("--difference", type=(RATE, RATE), default=(0.9, 0.6), help="Two rates to compare.")
@click.option("--paired", is_flag=True, help="The same people try both designs.")
@click.option("--sd", type=click.FloatRange(1, 50), default=20.0, help="How far scores vary.")
@click.option("--power", type=CERTAIN, default=0.8, help="How surely to show a difference.")
@click.option("--confidence", type=ShareType(0.8, 0.99), default=0.95, help="Of the intervals.")
@click.option("--n", type=click.IntRange(1, 1_000), help="Participants to look into.")
def command(
    study: str | None,
    *,
    margin: float,
    rate: float,
    problem: float,
    goal: float,
    difference: tuple[float, float],
    paired: bool,
    sd: float,
    power: float,
    confidence: float,
    n: int | None,
) -> None:
    """Say how many participants are needed, by what you want to know.

    Shares are written as 0.2 or 20%. With STUDY also what its participants so far, and
    those planned, can tell.
    """
    ns = read_numbers(study) if study else ()
    wishes = Wishes(
        margin=margin,
        rate=rate,
        problem=problem,
        goal=goal,
        first=difference[0],
        second=difference[1],
        is_paired=paired,
        sd=sd,
        power=power,
        confidence=confidence,
        ns=(*ns, n) if n else ns,
    )
    click.echo("\n\n".join(write_table(table) for table in build_plan(wishes)))


def read_numbers(name: str) -> tuple[int, ...]:
    """Read how many have taken part in a study so far and how many are planned.

    Raises:
        NotFoundError: There is no such study.
        InvalidStudyError: Its file has faults and no version of it was kept.
    """
    with open_recorder() as (settings, db):
        kept = list_study_versions(db, StudyId(name))
        folder = settings.studies / name
        if kept:
            study = get_study_version(db, kept[-1]).study
        elif (folder / "study.yaml").is_file():
            study = read_study(folder).study
        else:
            raise NotFoundError(f"there is no study {name!r}")
        sessions = list_sessions(db, StudyId(name))
    so_far = sum(not one.is_test and one.state is not SessionState.WITHDRAWN for one in sessions)
    return tuple(each for each in (so_far, study.participants.planned or 0) if each)


def write_table(table: PlanTable) -> str:
    """Write one question, its answer, its table and what it assumes as plain text."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.columns))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    indented = [f"  {line}" for line in lines]
    return "\n".join([table.title, f"  {table.answer}", "", *indented, "", f"  {table.assumes}"])
