"""The formulas behind comparisons, in words, with where each was published."""

from recorder.report.tree import Method

COMPARISONS = (
    Method(
        "adjusted_wald_difference",
        "Difference of two shares: adjusted Wald",
        "z²/4 is added to the successes and z²/2 to the n of both groups; the interval is "
        "Wald's on these, cut off at -1 and 1.",
        "Agresti & Caffo (2000), The American Statistician 54, 280-288. "
        "Sauro & Lewis (2016), chapter 5.",
    ),
    Method(
        "newcombe",
        "Difference of two shares: Newcombe",
        "Both limits from the Wilson limits of the two shares, added as squares.",
        "Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.",
    ),
    Method(
        "n_minus_1",
        "Two shares: N-1 two-proportion test",
        "The difference divided by its standard error under one common share, times "
        "√((N - 1) / N).",
        "Campbell (2007), Statistics in Medicine 26, 3661-3675.",
    ),
    Method(
        "overall_n_minus_1",
        "Several shares: N-1 chi-square test",
        "Pearson's chi-square times (N - 1) / N.",
        "Campbell (2007), Statistics in Medicine 26, 3661-3675.",
    ),
    Method(
        "fisher_mid_p",
        "Two small shares: Fisher's test with mid-P",
        "The probability of all tables at most as likely as the one observed, those that are as "
        "likely counted by half.",
        "Fisher (1935), The Design of Experiments. Lancaster (1961), JASA 56, 223-234.",
    ),
    Method(
        "fisher_exact",
        "Two shares of large groups: Fisher's exact test",
        "The probability of all tables at most as likely as the one observed; for more than 200 "
        "people, where Boschloo's test takes too long.",
        "Fisher (1935), The Design of Experiments.",
    ),
    Method(
        "boschloo",
        "Two shares: Boschloo's exact test",
        "Fisher's p as the statistic of an unconditional exact test: it never errs more often "
        "than it says, and finds more than Fisher's.",
        "Boschloo (1970), Statistica Neerlandica 24, 1-35.",
    ),
    Method(
        "bonett_price",
        "Difference of two shares of the same people",
        "Wald's interval of the two discordant shares after one is added to each of them.",
        "Bonett & Price (2012), J. Educational and Behavioral Statistics 37, 479-488.",
    ),
    Method(
        "mcnemar_mid_p",
        "Two shares of the same people: McNemar's test with mid-P",
        "Whether those who managed only one of the two are as many on either side; the observed "
        "split counts by half.",
        "Fagerland, Lydersen & Laake (2013), BMC Medical Research Methodology 13, 91.",
    ),
    Method(
        "mcnemar_exact",
        "Two shares of the same people: exact McNemar test",
        "Whether those who managed only one of the two are as many on either side.",
        "McNemar (1947), Psychometrika 12, 153-157.",
    ),
    Method(
        "cochran_q",
        "Several shares of the same people: Cochran's Q",
        "Whether as many managed each of several designs.",
        "Cochran (1950), Biometrika 37, 256-266.",
    ),
    Method(
        "welch_log",
        "Ratio of two typical times",
        "exp of the difference of the means of ln t, with Welch's t interval and test; degrees "
        "of freedom are not rounded.",
        "Welch (1947), Biometrika 34, 28-35. Sauro & Lewis (2016), chapter 5.",
    ),
    Method(
        "welch",
        "Difference of two means",
        "Welch's t interval and test, which ask for no equal variances.",
        "Welch (1947), Biometrika 34, 28-35.",
    ),
    Method(
        "paired_log",
        "Ratio of two typical times of the same people",
        "exp of the mean of the differences of ln t, with its t interval and test.",
        "Student (1908), Biometrika 6, 1-25.",
    ),
    Method(
        "paired_t",
        "Difference of two means of the same people",
        "The t interval and test of the differences.",
        "Student (1908), Biometrika 6, 1-25.",
    ),
    Method(
        "mann_whitney_exact",
        "Times of everybody: probability of being faster",
        "P(A is faster) + P(tie) / 2 with failures slower than any time; p from all permutations.",
        "Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60.",
    ),
    Method(
        "mann_whitney_sampled",
        "Times of everybody: probability of being faster",
        "P(A is faster) + P(tie) / 2 with failures slower than any time; p from 99,999 "
        "permutations drawn with a seed.",
        "Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60.",
    ),
    Method(
        "mann_whitney_normal",
        "Times of everybody in large groups: probability of being faster",
        "P(A is faster) + P(tie) / 2 with failures slower than any time; p from the normal curve, "
        "corrected for ties; for more than 100 people, 20 or more on each side.",
        "Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60.",
    ),
    Method(
        "wilcoxon_exact",
        "Times of the same people: signed ranks",
        "Differences of zero are left out; p from all signs of the ranks.",
        "Wilcoxon (1945), Biometrics Bulletin 1, 80-83.",
    ),
    Method(
        "kruskal_permutation",
        "Several groups: Kruskal-Wallis by permutation",
        "The spread of the mean ranks; p from permutations drawn with a seed.",
        "Kruskal & Wallis (1952), JASA 47, 583-621.",
    ),
    Method(
        "welch_anova",
        "Several means: Welch's analysis of variance",
        "An F test of equal means that asks for no equal variances.",
        "Welch (1951), Biometrika 38, 330-336.",
    ),
    Method(
        "live_share_difference",
        "Difference of two shares while a study runs",
        "Each side's always-valid interval with half of what may be missed; the far ends are "
        "subtracted.",
        "Waudby-Smith & Ramdas (2020), NeurIPS 33.",
    ),
    Method(
        "live_mean_difference",
        "Difference of two means while a study runs",
        "Each side's always-valid interval with half of what may be missed; the far ends are "
        "subtracted.",
        "Wang & Ramdas (2025), Sequential Analysis 44, 56-110.",
    ),
    Method(
        "live_time_ratio",
        "Ratio of two typical times while a study runs",
        "exp of the always-valid difference of the means of ln t.",
        "Wang & Ramdas (2025), Sequential Analysis 44, 56-110.",
    ),
    Method(
        "nps_difference",
        "Difference of two Net Promoter Scores",
        "Difference of the adjusted scores; the variances are added.",
        "Rocks (2016), The American Statistician 70, 365-372.",
    ),
)
CORRECTIONS = {
    "holm": Method(
        "holm",
        "Several tests at once: Holm",
        "The smallest p is multiplied by the number of tests, the next by one less, and so on; "
        "the chance of even one false alarm stays below 5 %.",
        "Holm (1979), Scandinavian Journal of Statistics 6, 65-70.",
    ),
    "benjamini_hochberg": Method(
        "benjamini_hochberg",
        "Several tests at once: Benjamini-Hochberg",
        "Of what is called a difference, about 5 % at most are false alarms.",
        "Benjamini & Hochberg (1995), J. Royal Statistical Society B 57, 289-300.",
    ),
}
