"""Study files with one fault each, and where and how it must be named."""

from tests.model.study_helpers import HEAD, TASK

Seeded = tuple[str, str, int, int, tuple[str, ...]]
"""What the fault is, the text, its line and column, and words of the sentence."""

_NO_CONSENT = "format: 1\nid: tea-shop\ntitle: Tea shop\n"


def _task(*lines: str) -> str:
    return HEAD + TASK + "".join(f"    {line}\n" for line in lines)


def _study(*lines: str) -> str:
    return HEAD + TASK + "".join(f"{line}\n" for line in lines)


SYNTAX: tuple[Seeded, ...] = (
    ("empty file", "", 1, 1, ("empty", "format: 1")),
    ("only a comment", "# nothing\n", 1, 1, ("empty",)),
    ("a list, not a study", "- a\n", 1, 1, ("not a study",)),
    ("tab as indentation", "format: 1\n\tid: a\n", 2, 1, ("tab", "spaces")),
    ("colon in a text", HEAD.replace("Tea shop", "Tea: shop") + TASK, 3, 11, ('":"', "quotes")),
    ("quote not closed", "format: 1\ntitle: 'Tea\n", 3, 1, ("quote", "close")),
    ("bracket not closed", "format: 1\na: [b, c\nd: e\n", 3, 2, ('"]"', "close the bracket")),
    ("text that begins with @", "format: 1\ntitle: @tea\n", 2, 8, ('"@"', "quotes")),
    ("a line less indented", "a:\n    b: 1\n  c: 2\n", 3, 3, ("indented", "neighbours")),
    ("a key without a colon", "format: 1\nid\ntitle: a\n", 3, 1, ('":"',)),
    ("anchor", _study("goals: &g Sell tea"), 9, 8, ('"&g"', "anchor", "quotes")),
    ("alias", _study("goals: *g"), 9, 8, ('"*g"', "quotes")),
    ("tag", _study("goals: !!str 1"), 9, 8, ("tag", "remove")),
    ("second document", HEAD + TASK + "---\na: 1\n", 9, 1, ("second document", '"---"')),
    ("duplicate key", HEAD + "title: Other\n" + TASK, 5, 1, ('"title:"', "first on line 3")),
    ("a list as a key", _study("? [a]", ": b"), 9, 3, ("key", "quotes")),
    ("too deep", _study("goals: " + "[" * 40 + "]" * 40), 9, 39, ("32 deep", "remove")),
    ("NUL", HEAD.replace("Tea shop", "Tea\0shop") + TASK, 3, 11, ("U+0000", "remove")),
    ("endless number", _task("benchmark: {completion: .inf}"), 9, 29, ('".inf"', "number")),
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
    ("blank scenario", _task().replace("Buy a tea.", '" "'), 8, 15, ("empty", "words")),
    ("nothing after a key", _task().replace(" Buy a tea.", ""), 8, 5, ("nothing after it",)),
    (
        "capitals in an id",
        _task().replace("id: buy", "id: Buy Tea"),
        6,
        9,
        ('"buy-tea"', "hyphens"),
    ),
    ("id too long", _task().replace("id: buy", "id: " + "b" * 65), 6, 9, ("65", "at most 64")),
    ("misspelt key", _task("time_limt: 3m"), 9, 5, ('"time_limt:"', 'did you mean "time_limit"?')),
    ("key of the code", _task("time_limit_s: 3"), 9, 5, ('did you mean "time_limit"?',)),
    ("key far from all", _study("xyz: 1"), 9, 1, ('unknown key "xyz:"', "known here", "screener")),
    ("misspelt section", _study("particpants: {open: true}"), 9, 1, ('"participants"',)),
    ("number without a unit", _task("time_limit: 180"), 9, 17, ("180", "unit", "180s")),
    ("no time at all", _task("time_limit: 0s"), 9, 17, ('"0s"', "above 0s")),
    ("duration in words", _task("time_limit: three minutes"), 9, 17, ("three minutes", "3m")),
    ("misspelt order", _study("order: latinsquare"), 9, 8, ("latinsquare", '"latin-square"')),
    ("misspelt end", _task("ends: on-succes"), 9, 11, ("on-succes", '"on_success"')),
    (
        "version as a number",
        _study("product: {name: Tea, version: 2.10}"),
        9,
        31,
        ('"2.10"', "quotes"),
    ),
    ("yes for true", _study("capture: {dom: yes}"), 9, 16, ("true or false", '"yes"')),
    ("planned in words", _study("participants: {planned: many}"), 9, 25, ("whole number", "many")),
    ("nobody planned", _study("participants: {planned: 0}"), 9, 25, ("1 or more", "0")),
    ("not a language", _study("language: English"), 9, 11, ("en, de or pt-BR", "English")),
    ("a text, not a list", _study("after_study: sus"), 9, 14, ("list", '"sus"')),
    ("a list, not a group", _study("product: [Tea]"), 9, 10, ("group of keys", "a list")),
    (
        "retention in words",
        HEAD.replace("12 months", "a year") + TASK,
        4,
        55,
        ("a year", "12 months"),
    ),
    ("completion in percent", _task("benchmark: {completion: 80}"), 9, 29, ("1 or less", "80")),
    ("completion of none", _task("benchmark: {completion: 0}"), 9, 29, ("above 0", "0")),
    (
        "a part that is the whole",
        _task("success: [event: {name: a}]", "partial: {score: 1, success: [event: {name: b}]}"),
        10,
        22,
        ("below 1", "1"),
    ),
    ("start outside", _study("prototype: {start: index.html}"), 9, 20, ("prototype/index.html",)),
    ("start above", _study("prototype: {start: ../a.html}"), 9, 20, ("../a.html", "neither")),
    (
        "origin with a path",
        _study("prototype: {start: 'https://a.example/', origins: ['https://a.example/pay']}"),
        9,
        51,
        ("more than an origin", "https://a.example"),
    ),
    ("start of a task", _task("start: index.html"), 9, 12, ('start with "/"', "/index.html")),
    ("a URL as a path", _task("best_path: ['https://a.example/b']"), 9, 17, ("whole URL", '"/b"')),
    ("empty target", _task("targets: ['']"), 9, 14, ("empty", "quotes")),
)

QUESTIONS: tuple[Seeded, ...] = (
    ("misspelt instrument", _task("questions: [sec]"), 9, 17, ('"sec"', 'did you mean "seq"?')),
    ("other name", _task("questions: [tlx]"), 9, 17, ('"tlx"', 'did you mean "nasa-tlx"?')),
    ("no such instrument", _task("questions: [mood]"), 9, 17, ('"mood"', "known: seq", "own")),
    ("no kind", _task("questions: [{id: a, ask: b}]"), 9, 17, ('missing "kind:"',)),
    (
        "misspelt kind",
        _task("questions: [{id: a, ask: b, kind: longtext}]"),
        9,
        39,
        ('did you mean "long-text"?',),
    ),
    (
        "nothing to choose from",
        _task("questions: [{id: a, ask: b, kind: choice}]"),
        9,
        17,
        ('"choices:"', "two or more"),
    ),
    (
        "choices of a text",
        _task("questions: [{id: a, ask: b, kind: text, choices: [c, d]}]"),
        9,
        54,
        ('not "text"', "remove"),
    ),
    (
        "points of a text",
        _task("questions: [{id: a, ask: b, kind: text, points: 5}]"),
        9,
        53,
        ('kind "scale"', "remove"),
    ),
    (
        "a choice listed twice",
        _task("questions: [{id: a, ask: b, kind: choice, choices: [c, c]}]"),
        9,
        60,
        ('"c"', "twice"),
    ),
    (
        "numbers to choose from",
        _task("questions: [{id: a, ask: b, kind: choice, choices: [1, x]}]"),
        9,
        57,
        ("quotes", '"1"'),
    ),
    ("instrument twice", _study("after_study: [sus, nps, sus]"), 9, 25, ('"sus"', "entry 1")),
    (
        "rejected answer that nobody can give",
        _study("screener: [{id: a, ask: b, choices: [yes, no], reject: [nope]}]"),
        9,
        57,
        ('"nope"', '"yes", "no"'),
    ),
    (
        "everybody rejected",
        _study("screener: [{id: a, ask: b, choices: [yes, no], reject: [no, yes]}]"),
        9,
        56,
        ("nobody can take part",),
    ),
)

SENSE: tuple[Seeded, ...] = (
    (
        "two tasks of one id",
        _study("  - {id: buy, title: b, scenario: c}"),
        9,
        10,
        ('"buy"', "entry 1", "another"),
    ),
    (
        "two variants of one id",
        _study(
            "prototype: {start: 'https://a.example'}",
            "variants:",
            "  - {id: a, title: A}",
            "  - {id: a, title: B}",
        ),
        12,
        10,
        ('"a"', "used before"),
    ),
    (
        "one variant",
        _study("variants: [{id: a, title: A, start: 'https://a.b'}]"),
        9,
        12,
        ("second",),
    ),
    ("assignment of nothing", _study("assignment: within"), 9, 13, ("variants",)),
    (
        "variant without start",
        _study("variants: [{id: a, title: A}, {id: b, title: B, start: 'https://b.c'}]"),
        9,
        12,
        ("starts", "prototype"),
    ),
    ("success without criterion", _task("ends: on_success"), 9, 11, ("on_success", '"success:"')),
    (
        "partial alone",
        _task("partial: {score: 0.5, success: [event: {name: a}]}"),
        9,
        14,
        ('"success:"',),
    ),
    (
        "aim beyond the limit",
        _task("time_limit: 1m", "benchmark: {time: 90s}"),
        10,
        23,
        ('"90s"', '"1m"', "shorter"),
    ),
    (
        "parameter that is cut off",
        _task("success: [page: {path: /a, query: {sort: price}}]"),
        9,
        46,
        ('"sort"', "capture"),
    ),
)

CRITERIA: tuple[Seeded, ...] = (
    ("misspelt criterion", _task("success: [clik: {selector: a}]"), 9, 15, ('"clik"', '"click"')),
    ("criterion as a word", _task("success: [done]"), 9, 15, ("list of criteria",)),
    (
        "two criteria in one entry",
        _task("success:", "  - page: {path: /a}", "    click: {selector: a}"),
        11,
        9,
        ('"click:"', "entry of its own"),
    ),
    ("no criteria", _task("success: []"), 9, 14, ('"success:"', "1 or more")),
    ("path without slash", _task("success: [page: {path: a.html}]"), 9, 28, ('"/a.html"',)),
    ("query in a path", _task("success: [page: {path: '/a?b=c'}]"), 9, 28, ('"?"', "query:")),
    ("misspelt match", _task("success: [page: {path: /a, match: exakt}]"), 9, 39, ('"exact"',)),
    (
        "bad regex",
        _task("success: [page: {path: '(', match: regex}]"),
        9,
        28,
        ("regular", "backslash"),
    ),
    (
        "selector that is a comment",
        _task("success:", "  - click:", "      selector: #buy"),
        11,
        11,
        ("comment", "quotes"),
    ),
    ("empty selector", _task("success: [click: {selector: ''}]"), 9, 33, ("empty", "#place-order")),
    ("XPath", _task("success: [click: {selector: //button}]"), 9, 33, ("XPath", "CSS")),
    ("open bracket", _task("success: [click: {selector: 'a[href'}]"), 9, 33, ("brackets", "close")),
    ("dangling comma", _task("success: [click: {selector: 'a,'}]"), 9, 33, ("missing",)),
    (
        "more than there are",
        _task("success: {at_least: 3, of: [event: {name: a}, event: {name: b}]}"),
        9,
        25,
        ("only 2", "2 or less"),
    ),
    (
        "a question not asked",
        _task("success: [answer: {question: nr, equals: a}]", "questions: [seq]"),
        9,
        34,
        ('"nr"', "known here: seq"),
    ),
    (
        "misspelt question",
        _task("success: [answer: {question: sus.11, equals: 1}]", "questions: [sus]"),
        9,
        34,
        ('"sus.11"', "did you mean"),
    ),
    (
        "no right answer",
        _task("success: [answer: {question: seq}]", "questions: [seq]"),
        9,
        23,
        ("equals", "between"),
    ),
    (
        "two ways to compare",
        _task("success: [answer: {question: seq, equals: 1, between: [1, 2]}]", "questions: [seq]"),
        9,
        59,
        ('"between:"', '"equals:"'),
    ),
    (
        "ends the wrong way round",
        _task("success: [answer: {question: seq, between: [7, 5]}]", "questions: [seq]"),
        9,
        48,
        ("wrong way round", "[5, 7]"),
    ),
    (
        "a text for a number",
        _task("success: [answer: {question: seq, equals: '7'}]", "questions: [seq]"),
        9,
        47,
        ("without quotes",),
    ),
    (
        "a number for a text",
        _task(
            "success: [answer: {question: n, equals: 47}]",
            "questions: [{id: n, ask: b, kind: text}]",
        ),
        9,
        45,
        ("in quotes", '"47"'),
    ),
    (
        "a choice that is none",
        _task(
            "success: [answer: {question: n, one_of: [rde]}]",
            "questions: [{id: n, ask: b, kind: choice, choices: [red, blue]}]",
        ),
        9,
        46,
        ('"rde"', 'did you mean "red"?'),
    ),
    (
        "between texts",
        _task(
            "success: [answer: {question: n, between: [1, 2]}]",
            "questions: [{id: n, ask: b, kind: text}]",
        ),
        9,
        46,
        ("for numbers", '"text"'),
    ),
    (
        "end that never comes",
        _task(
            "ends: on_success",
            "success: [answer: {question: seq, equals: 7}]",
            "questions: [seq]",
        ),
        9,
        11,
        ("after the task's end", "on_done"),
    ),
)

SEEDED = SYNTAX + VALUES + QUESTIONS + SENSE + CRITERIA
