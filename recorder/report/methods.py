"""The formulas behind the figures, in words, with where each was published."""

from collections.abc import Iterator, Sequence

from recorder.report.tree import Method, QuestionResult, ScoredQuestionnaire, TaskReport

COUNTING = Method(
    "counting",
    "What is counted",
    "n is the number of attempts that ended with an outcome other than void. Attempts that "
    "still run and tasks that were not reached are shown beside it. Each participant counts "
    "once for each task.",
    "ISO/IEC 25062:2006, Common Industry Format for usability test reports.",
)
ADJUSTED_WALD = Method(
    "adjusted_wald",
    "Shares: adjusted Wald interval",
    "p = (x + z²/2) / (n + z²); the interval is p ± z √(p (1 - p) / (n + z²)), cut off at "
    "0 and 1. Were the study repeated many times, about 95 of 100 such intervals would hold "
    "the true share. The share printed is always x / n.",
    "Agresti & Coull (1998), The American Statistician 52, 119-126. "
    "Sauro & Lewis (2005), Proc. HFES 49, 2100-2104.",
)
LAPLACE = Method(
    "laplace",
    "Best estimate of a share",
    "(x + 1) / (n + 2), shown beside x of n from n = 5 on when n is below 20, or when none or "
    "all succeeded.",
    "Lewis & Sauro (2006), Journal of Usability Studies 1(3), 136-150.",
)
LOG_T = Method(
    "log_t",
    "Time on task: geometric mean",
    "exp of the mean of ln t, and exp of both ends of its t interval, over successful "
    "attempts only. Time is active time: pauses and time in other windows are taken off.",
    "Sauro & Lewis (2010), Proc. CHI '10, 2347-2350.",
)
T_MEAN = Method(
    "t_mean",
    "Ratings: mean with t interval",
    "mean ± t(n - 1) s / √n, cut off at the ends of the scale; no interval for one answer or "
    "when all answers are equal.",
    "Student (1908), Biometrika 6, 1-25.",
)
GARWOOD = Method(
    "garwood",
    "Errors for each attempt",
    "Number of errors divided by attempts, with the exact Poisson interval from chi-square "
    "quantiles.",
    "Garwood (1936), Biometrika 28, 437-442.",
)
BENCHMARK = Method(
    "benchmark",
    "Goals",
    "A goal counts as met, or not met, when the whole 95 % interval lies on one side of it; "
    "otherwise the data cannot tell yet. Goals are part of the study file, whose version "
    "proves that they came before the data.",
    "Decision rule of this report.",
)
DIRECT = Method(
    "direct",
    "Directness",
    "Completed without a detour from a best path of the study file, or, where it gives none, "
    "without seeing any page twice.",
    "Definition of this report.",
)
SUS = Method(
    "sus",
    "System Usability Scale",
    "2.5 · (sum of the odd items less 1 + sum of 5 less the even items), 0 to 100. It is no "
    "percentage. A participant with a missing item has no score and is counted as incomplete.",
    "Brooke (1996), SUS: a quick and dirty usability scale.",
)
UMUX_LITE = Method(
    "umux_lite",
    "UMUX-Lite",
    "(sum of the two items - 2) · 100 / 12, 0 to 100; not converted to SUS scores.",
    "Lewis, Utesch & Maher (2013), Proc. CHI '13, 2099-2102.",
)
NPS = Method(
    "nps",
    "Net Promoter Score",
    "100 · (share of 9-10 - share of 0-6); adjusted Wald interval with 3 answers added, a "
    "quarter of them promoters and a quarter detractors.",
    "Rocks (2016), The American Statistician 70, 365-372.",
)


def list_methods(
    tasks: Sequence[TaskReport],
    questionnaires: Sequence[ScoredQuestionnaire],
    questions: Sequence[QuestionResult],
) -> Iterator[Method]:
    """List the methods that stand behind a figure of this report, and no others."""
    yield COUNTING
    if any(task.ended for task in tasks):
        yield from (ADJUSTED_WALD, LAPLACE, GARWOOD)
    if any(task.time.figure.estimate.n for task in tasks):
        yield LOG_T
    if any(task.direct.n for task in tasks):
        yield DIRECT
    if any(task.benchmarks for task in tasks):
        yield BENCHMARK
    if _has_means(tasks, questionnaires, questions):
        yield T_MEAN
    scored = {one.instrument for one in questionnaires if one.figure.estimate.n}
    by_instrument = {"sus": SUS, "umux-lite": UMUX_LITE, "nps": NPS}
    yield from (method for name, method in by_instrument.items() if name in scored)


def _has_means(
    tasks: Sequence[TaskReport],
    questionnaires: Sequence[ScoredQuestionnaire],
    questions: Sequence[QuestionResult],
) -> bool:
    asked = [*questions, *(one for task in tasks for one in task.questions)]
    asked += [task.ease for task in tasks if task.ease]
    figures = [one.figure for one in asked if one.figure]
    figures += [one.figure for one in questionnaires if one.instrument != "nps"]
    return any(figure.estimate.n for figure in figures)
