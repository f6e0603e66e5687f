"""Views: what people would ask of an archive first."""

from recorder.archive.columns import Column, Table, count, span, text
from recorder.archive.read_tables import OUTCOMES

SESSION = text("session", "The session.", refers="sessions")
PARTICIPANT = text("participant", "Pseudonym of the participant.", refers="participants")
VARIANT = text("variant", "Variant of the design; empty without variants.", refers="variants")
TASK = text("task", "The task's id.", refers="tasks")
TASK_TITLE = text("task_title", "What reports call the task.")
SESSION_MS = span("session_ms", "When, on the session's clock.")
ADDRESS = text("address", "Path of the page within the prototype.")

OUTCOMES_VIEW = Table(
    "outcomes",
    "Outcome of each task that was assigned, in the sessions that count.",
    (
        PARTICIPANT,
        VARIANT,
        Column("position", int, "Place of the task in this participant's order, from 1."),
        TASK,
        TASK_TITLE,
        text("outcome", "How it ended.", values=f"{OUTCOMES}, not_reached"),
        Column("score", float, "1 completed, 0 to 1 partial, 0 other ends, else empty.", unit="1"),
        Column("time_s", float, "Active time on task; empty when there is none.", unit="s"),
        count("assists", "Times a moderator helped."),
        count("clicks", "Clicks on the page."),
        text("reason", "Why, for void and for verdicts."),
        SESSION,
    ),
    sql="""
select s.participant, s.variant, o.key + 1 as position, o.value as task, t.title as task_title,
  coalesce(a.outcome, 'not_reached') as outcome, a.score, a.active_ms / 1000.0 as time_s,
  a.assists, a.clicks, a.reason, s.session
from sessions s
join json_each(s.tasks) o
left join tasks t on t.task = o.value
left join attempts a on a.session = s.session and a.task = o.value
where s.is_counted = 1
order by s.started_ms, s.session, o.key
""",
)

TASK_RESULTS = Table(
    "task_results",
    "Counts of each task and variant; the report has the intervals that belong to them.",
    (
        TASK,
        TASK_TITLE,
        VARIANT,
        count("attempts", "Attempts that count: neither void nor not reached."),
        count("completed", "Of these, completed."),
        Column(
            "completion_rate", float, "Completed of attempts, 0 to 1; empty without any.", unit="1"
        ),
        count("partial", "Of these, partial."),
        count("failed", "Of these, failed."),
        count("gave_up", "Of these, given up."),
        count("timed_out", "Of these, timed out."),
        count("abandoned", "Of these, abandoned."),
        count("not_reached", "Sessions that did not come so far."),
        count("void", "Attempts that were declared void."),
    ),
    sql="""
select task, task_title, variant,
  sum(outcome not in ('void', 'not_reached')) as attempts,
  sum(outcome = 'completed') as completed,
  1.0 * sum(outcome = 'completed') / nullif(sum(outcome not in ('void', 'not_reached')), 0)
    as completion_rate,
  sum(outcome = 'partial') as partial,
  sum(outcome = 'failed') as failed,
  sum(outcome = 'gave_up') as gave_up,
  sum(outcome = 'timed_out') as timed_out,
  sum(outcome = 'abandoned') as abandoned,
  sum(outcome = 'not_reached') as not_reached,
  sum(outcome = 'void') as void
from outcomes
group by task, task_title, variant
order by task, variant
""",
)

PROBLEMS = Table(
    "problems",
    "What participants reported in their own words.",
    (
        PARTICIPANT,
        TASK,
        TASK_TITLE,
        SESSION_MS,
        text("text", "Their words."),
        SESSION,
    ),
    sql="""
select w.participant, w.task, t.title as task_title, w.session_ms, w.text, w.session
from words w left join tasks t on t.task = w.task
where w.kind = 'problem'
order by w.id
""",
)

PAGE_VIEWS = Table(
    "page_views",
    "Pages in the order in which each participant saw them.",
    (SESSION, PARTICIPANT, SESSION_MS, ADDRESS),
    sql="""
select e.session, s.participant, e.session_ms, json_extract(e.event, '$.address') as address
from events e join sessions s on s.session = e.session
where e.type = 'page.viewed'
order by s.started_ms, s.session, e.session_ms, e.epoch, e.seq
""",
)

CLICKS = Table(
    "clicks",
    "Clicks in the order in which each participant made them.",
    (
        SESSION,
        PARTICIPANT,
        SESSION_MS,
        text("selector", "The element, for people to read."),
        Column("page_x_px", float, "Place in the document, from its left edge.", unit="CSS px"),
        Column("page_y_px", float, "Place in the document, from its top.", unit="CSS px"),
    ),
    sql="""
select e.session, s.participant, e.session_ms, json_extract(e.event, '$.selector') as selector,
  coalesce(json_extract(e.event, '$.page_x_px'), 0) as page_x_px,
  coalesce(json_extract(e.event, '$.page_y_px'), 0) as page_y_px
from events e join sessions s on s.session = e.session
where e.type = 'element.clicked'
order by s.started_ms, s.session, e.session_ms, e.epoch, e.seq
""",
)

VIEWS = (OUTCOMES_VIEW, TASK_RESULTS, PROBLEMS, PAGE_VIEWS, CLICKS)
