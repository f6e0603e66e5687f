"""The formulas behind shares, in words, with where each was published."""

from recorder.report.tree import Method

COUNTING = Method(
    "counting",
    "What is counted",
    "n is the number of attempts that ended with an outcome other than void. Attempts that "
    "still run and tasks that were not reached are shown beside it. Each participant counts "
    "once for each task. Where counting everybody who was given a task gives another number, "
    "that is shown too.",
    "ISO/IEC 25062:2006, Common Industry Format for usability test reports.",
)
LAPLACE = Method(
    "laplace",
    "Best estimate of a share",
    "(x + 1) / (n + 2), shown beside x of n from n = 5 on when n is below 20, or when none or "
    "all succeeded.",
    "Lewis & Sauro (2006), Journal of Usability Studies 1(3), 136-150.",
)
BENCHMARK = Method(
    "benchmark",
    "Goals",
    "A goal counts as met, or not met, when the whole 95 % interval lies on one side of it; "
    "otherwise the data cannot tell yet. The p value beside it is that of a one-sided test of "
    "whether the goal is exceeded. Goals are part of the study file, whose version proves "
    "that they came before the data.",
    "Decision rule of this report.",
)
SHARES = (
    Method(
        "adjusted_wald",
        "Shares: adjusted Wald interval",
        "p = (x + z²/2) / (n + z²); the interval is p ± z √(p (1 - p) / (n + z²)), cut off at "
        "0 and 1. Were the study repeated many times, about 95 of 100 such intervals would hold "
        "the true share. The share printed is always x / n.",
        "Agresti & Coull (1998), The American Statistician 52, 119-126. "
        "Sauro & Lewis (2005), Proc. HFES 49, 2100-2104.",
    ),
    Method(
        "clopper_pearson",
        "Shares: Clopper-Pearson interval",
        "From the 2.5 % quantile of Beta(x, n - x + 1) to the 97.5 % quantile of "
        "Beta(x + 1, n - x). At least 95 of 100 such intervals hold the true share, whatever it "
        "is; in exchange they are wider.",
        "Clopper & Pearson (1934), Biometrika 26, 404-413.",
    ),
    Method(
        "adjusted_wald_effective_n",
        "Shares of events that come in bunches",
        "Attempts or clicks of one participant are not independent. From how participants "
        "differ follows how many independent events they are worth; the adjusted Wald interval "
        "is computed with that number.",
        "Korn & Graubard (1998), Survey Methodology 24, 193-201. "
        "Dean & Pacheco (2015), J. Survey Statistics and Methodology 3, 484-503.",
    ),
    Method(
        "clopper_pearson_effective_n",
        "Shares of events that come in bunches",
        "Attempts or clicks of one participant are not independent. From how participants "
        "differ follows how many independent events they are worth; the Clopper-Pearson "
        "interval is computed with that number.",
        "Korn & Graubard (1998), Survey Methodology 24, 193-201.",
    ),
    Method(
        "bounded_wilson",
        "Means of scores between 0 and 1",
        "The Wilson interval with the sum of the scores in place of x. Scores between 0 and 1 "
        "vary at most as much as successes and failures with the same mean, so it is not too "
        "narrow.",
        "Wilson (1927), JASA 22, 209-212. Hossfeld et al. (2018), arXiv 1806.01126.",
    ),
    Method(
        "binomial_mid_p",
        "Test against a goal: mid-P binomial",
        "P(more than x of n) + P(exactly x of n) / 2, if the true share were the goal itself.",
        "Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., chapter 4.",
    ),
    Method(
        "binomial_exact",
        "Test against a goal: exact binomial",
        "P(x or more of n), if the true share were the goal itself. It never errs more often "
        "than it says.",
        "Clopper & Pearson (1934), Biometrika 26, 404-413.",
    ),
    Method(
        "confidence_sequence_bernoulli",
        "Shares that may be looked at at any time",
        "All shares that the data have not made 20 times less likely than a flat prior does. "
        "The interval holds at all looks together; it is wider than one for a fixed number of "
        "participants, which misses the truth at some look in about one of six studies.",
        "Robbins (1970), Annals of Mathematical Statistics 41, 1397-1409. "
        "Waudby-Smith & Ramdas (2020), NeurIPS 33.",
    ),
    Method(
        "garwood",
        "Errors for each attempt",
        "Number of errors divided by attempts, with the exact Poisson interval from chi-square "
        "quantiles.",
        "Garwood (1936), Biometrika 28, 437-442.",
    ),
    Method(
        "bootstrap_bca",
        "Errors that a few participants draw on",
        "Where the variance of the counts is above 1.5 times their mean, Poisson's interval is "
        "too narrow. Then the mean is shown with an interval from 9,999 samples drawn out of "
        "the participants (BCa), below ten participants with a t interval. The seed follows "
        "from the study's id.",
        "Efron (1987), JASA 82, 171-185. Fisher (1925), Statistical Methods for Research "
        "Workers, section 16.",
    ),
)
