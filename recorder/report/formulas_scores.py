"""The formulas behind ratings and questionnaires, in words, with where each was published."""

from recorder.report.tree import Method

EASE = Method(
    "seq",
    "Single Ease Question",
    "Mean, distribution and how many chose 6 or 7. The mean is held against 5.5, about what "
    "several hundred tasks elsewhere got; percentiles are not published.",
    "Sauro & Dumas (2009), Proc. CHI '09. Sauro (2012), 10 things to know about the Single "
    "Ease Question.",
)
BEHAVIOUR = Method(
    "behaviour",
    "Signs of carelessness",
    "Too fast: the time of all tasks said to be done is below a third of what is usual for "
    "them, the median of the others. Idle: said done without a click and another page where "
    "most others clicked. Straight line: ten equal answers to the SUS. Same number: six and "
    "more ratings alike that are not all the best. Same words: answers of 20 letters and more "
    "alike. All are told, and none is left out without a person's decision.",
    "Decision rules of this report. A part of the median as the mark: Greszki, Meyer & Schoen "
    "(2015), Public Opinion Quarterly 79, 471-503.",
)
SCORES = (
    Method(
        "t_mean",
        "Ratings: mean with t interval",
        "mean ± t(n - 1) s / √n, cut off at the ends of the scale; no interval for one answer or "
        "when all answers are equal.",
        "Student (1908), Biometrika 6, 1-25.",
    ),
    Method(
        "sus_percentile",
        "What a SUS is worth",
        "Percentile: 100 Φ(ln(32 / (100 - S)) / 0.3981). Grade: curved scale, applied to the "
        "unrounded mean and to both ends of its interval. Adjective: the one whose mean is "
        "nearest. Acceptability: below 50 not, above 70 yes.",
        "Sauro (2011), A practical guide to the SUS. Sauro & Lewis (2016), table 8.5. Bangor, "
        "Kortum & Miller (2009), JUS 4(3), 114-123, and (2008), IJHCI 24, 574-594.",
    ),
)
BY_INSTRUMENT = {
    "sus": Method(
        "sus",
        "System Usability Scale",
        "2.5 · (sum of the odd items less 1 + sum of 5 less the even items), 0 to 100. It is no "
        "percentage. A participant with a missing item has no score and is counted as "
        "incomplete.",
        "Brooke (1996), SUS: a quick and dirty usability scale.",
    ),
    "umux-lite": Method(
        "umux_lite",
        "UMUX-Lite",
        "(sum of the two items - 2) · 100 / 12, 0 to 100; not converted to SUS scores.",
        "Lewis, Utesch & Maher (2013), Proc. CHI '13, 2099-2102.",
    ),
    "nps": Method(
        "nps",
        "Net Promoter Score",
        "100 · (share of 9-10 - share of 0-6); adjusted Wald interval with 3 answers added, a "
        "quarter of them promoters and a quarter detractors. The adjusted score is the middle "
        "of that interval.",
        "Rocks (2016), The American Statistician 70, 365-372.",
    ),
    "nasa-tlx": Method(
        "nasa_tlx",
        "NASA Task Load Index, raw",
        "5 · mean of the six scales of 0 to 20, 0 (no load) to 100, without weights. A "
        "participant with a missing scale has no score.",
        "Hart & Staveland (1988), Development of NASA-TLX. Hart (2006), NASA-Task Load Index; "
        "20 years later.",
    ),
    "after-scenario": Method(
        "after_scenario",
        "After-Scenario Questionnaire",
        "Mean of the three items, 1 to 7, here 7 is best; the mean of those answered where one "
        "does not apply.",
        "Lewis (1995), International Journal of Human-Computer Interaction 7, 57-78.",
    ),
}
CSAT = Method(
    "csat",
    "Satisfaction: top two",
    "The share that chose one of the two best answers, with the interval of shares.",
    "Customary; no original.",
)
