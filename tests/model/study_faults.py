"""Study files with one fault each, and where and how it must be named."""

from tests.model.study_helpers import HEAD, TASK, Seeded, with_study, with_task
from tests.model.study_sense_faults import CRITERIA, QUESTIONS, SENSE

_NO_CONSENT = "format: 1\nid: tea-shop\ntitle: Tea shop\n"

_TEN_MARKERS = ", ".join(f"{{id: m{at}, title: M}}" for at in range(10))

SYNTAX: tuple[Seeded, ...] = (
    ("empty file", "", 1, 1, ("empty", "format: 1")),
    ("only a comment", "# nothing\n", 1, 1, ("empty",)),
    ("a list, not a study", "- a\n", 1, 1, ("not a study",)),
    ("tab as indentation", "format: 1\n\tid: a\n", 2, 1, ("tab", "spaces")),
    ("colon in a text", HEAD.replace("Tea shop", "Tea: shop") + TASK, 3, 11, ('":"', "quotes")),
    ("quote not closed", "format: 1\ntitle: 'Tea\n", 2, 8, ("quote", "close")),
    ("bracket not closed", "format: 1\na: [b, c\nd: e\n", 2, 4, ('"]"', "not closed")),
    ("text that begins with @", "format: 1\ntitle: @tea\n", 2, 8, ('"@"', "quotes")),
    ("a line less indented", "a:\n    b: 1\n  c: 2\n", 3, 3, ("indented", "neighbours")),
    ("a key without a colon", "format: 1\nid\ntitle: a\n", 3, 1, ('":"',)),
    ("anchor", with_study("goals: &g Sell tea"), 9, 8, ('"&g"', "anchor", "quotes")),
    ("alias", with_study("goals: *g"), 9, 8, ('"*g"', "quotes")),
    ("tag", with_study("goals: !!str 1"), 9, 8, ("!!str", "tag", "remove")),
    ("second document", HEAD + TASK + "---\na: 1\n", 9, 1, ("second document", '"---"')),
    ("duplicate key", HEAD + "title: Other\n" + TASK, 5, 1, ('"title:"', "first on line 3")),
    ("a list as a key", with_study("? [a]", ": b"), 9, 3, ("key", "quotes")),
    ("too deep", with_study("goals: " + "[" * 40 + "]" * 40), 9, 39, ("32 deep", "remove")),
    ("too many values", "a:\n" + "  - b\n" * 12_000, 10_000, 5, ("10000 values", "shorter")),
    ("NUL", HEAD.replace("Tea shop", "Tea\0shop") + TASK, 3, 11, ("U+0000", "remove")),
    ("endless number", with_task("benchmark: {completion: .inf}"), 9, 29, ('".inf"', "number")),
    ("directive", "%YAML 3.0\n---\nformat: 1\n", 1, 1, ('"%"', "remove")),
)

VALUES: tuple[Seeded, ...] = (
    ("no format", HEAD.removeprefix("format: 1\n") + TASK, 1, 1, ('missing "format:"',)),
    (
        "another format",
        "format: 2" + HEAD.removeprefix("format: 1") + TASK,
        1,
        9,
        ("must be 1", "2"),
    ),
    ("no consent", _NO_CONSENT + TASK, 1, 1, ('missing "consent:"',)),
    (
        "consent without a text",
        _NO_CONSENT + "consent: {retention: 12 months}\n" + TASK,
        4,
        10,
        ('missing "text:"',),
    ),
    ("no tasks", HEAD, 1, 1, ('missing "tasks:"',)),
    ("empty tasks", HEAD + "tasks: []\n", 5, 8, ('"tasks:"', "1 or more")),
    ("no scenario", HEAD + "tasks:\n  - id: a\n    title: b\n", 6, 5, ('missing "scenario:"',)),
    ("blank scenario", with_task().replace("Buy a tea.", '" "'), 8, 15, ("empty", "words")),
    ("nothing after a key", with_task().replace(" Buy a tea.", ""), 8, 5, ("nothing after it",)),
    (
        "capitals in an id",
        with_task().replace("id: buy", "id: Buy Tea"),
        6,
        9,
        ('"buy-tea"', "hyphens"),
    ),
    ("id too long", with_task().replace("id: buy", "id: " + "b" * 65), 6, 9, ("65", "at most 64")),
    (
        "misspelt key",
        with_task("time_limt: 3m"),
        9,
        5,
        ('"time_limt:"', 'did you mean "time_limit"?'),
    ),
    ("key of the code", with_task("time_limit_s: 3"), 9, 5, ('did you mean "time_limit"?',)),
    (
        "key far from all",
        with_study("xyz: 1"),
        9,
        1,
        ('unknown key "xyz:"', "known here", "screener"),
    ),
    ("misspelt section", with_study("particpants: {open: true}"), 9, 1, ('"participants"',)),
    ("number without a unit", with_task("time_limit: 180"), 9, 17, ("180", "unit", "180s")),
    ("no time at all", with_task("time_limit: 0s"), 9, 17, ('"0s"', "above 0s")),
    ("duration in words", with_task("time_limit: three minutes"), 9, 17, ("three minutes", "3m")),
    ("misspelt order", with_study("order: latinsquare"), 9, 8, ("latinsquare", '"latin-square"')),
    (
        "misspelt colour",
        with_study("markers: [{id: a, title: b, colour: gren}]"),
        9,
        37,
        ('"green"',),
    ),
    ("a key that is no digit", with_study("markers: [{id: a, title: b, key: 10}]"), 9, 34, ("9",)),
    ("ten markers", with_study(f"markers: [{_TEN_MARKERS}]"), 9, 10, ('"markers:"', "9")),
    ("misspelt end", with_task("ends: on-succes"), 9, 11, ("on-succes", '"on_success"')),
    (
        "version as a number",
        with_study("product: {name: Tea, version: 2.10}"),
        9,
        31,
        ('"2.10"', "quotes"),
    ),
    ("yes for true", with_study("capture: {dom: yes}"), 9, 16, ("true or false", '"yes"')),
    (
        "planned in words",
        with_study("participants: {planned: many}"),
        9,
        25,
        ("whole number", "many"),
    ),
    ("nobody planned", with_study("participants: {planned: 0}"), 9, 25, ("1 or more", "0")),
    ("not a language", with_study("language: English"), 9, 11, ("en, de or pt-BR", "English")),
    ("a text, not a list", with_study("after_study: sus"), 9, 14, ("list", '"sus"')),
    ("a list, not a group", with_study("product: [Tea]"), 9, 10, ("group of keys", "a list")),
    (
        "retention in words",
        HEAD.replace("12 months", "a year") + TASK,
        4,
        55,
        ("a year", "12 months"),
    ),
    (
        "completion in percent",
        with_task("benchmark: {completion: 80}"),
        9,
        29,
        ("1 or less", "80", "write 0.8"),
    ),
    ("completion of none", with_task("benchmark: {completion: 0}"), 9, 29, ("above 0", "0")),
    (
        "a part that is the whole",
        with_task(
            "success: [event: {name: a}]", "partial: {score: 1, success: [event: {name: b}]}"
        ),
        10,
        22,
        ("below 1", "1"),
    ),
    (
        "start outside",
        with_study("prototype: {start: index.html}"),
        9,
        20,
        ("prototype/index.html",),
    ),
    ("start above", with_study("prototype: {start: ../a.html}"), 9, 20, ("../a.html", "neither")),
    (
        "origin with a path",
        with_study("prototype: {start: 'https://a.example/', origins: ['https://a.example/pay']}"),
        9,
        52,
        ("more than an origin", "https://a.example"),
    ),
    ("start of a task", with_task("start: index.html"), 9, 12, ('start with "/"', "/index.html")),
    (
        "a URL as a path",
        with_task("best_path: ['https://a.example/b']"),
        9,
        17,
        ("whole URL", '"/b"'),
    ),
    ("empty target", with_task("targets: ['']"), 9, 15, ("empty", "quotes")),
)

SEEDED = SYNTAX + VALUES + QUESTIONS + SENSE + CRITERIA
