"""The formulas behind times and ways, in words, with where each was published."""

from recorder.report.tree import Method

DIRECT = Method(
    "direct",
    "Directness",
    "Completed without a detour from a best path of the study file, or, where it gives none, "
    "without seeing any page twice. Direct success counts everybody who ended the task.",
    "Definition of this report.",
)
LOSTNESS = Method(
    "lostness",
    "Lostness and path efficiency",
    "√((N/S - 1)² + (R/N - 1)²) with N different pages of S seen and R on the shortest best "
    "path from the page on which the attempt began; below 0.4 not lost, above 0.5 lost. The "
    "median is over those who completed the task: quitting early looks like a straight way. A "
    "way shorter than the best path has no lostness. Path efficiency is R / S.",
    "Smith (1996), Interacting with Computers 8(4), 365-381.",
)
AIM = Method(
    "aim",
    "First clicks and misclicks",
    "A click is on target when it meets a selector under the task's targets; a double click "
    "counts once. Misclicks are clicks beside the targets divided by all clicks.",
    "Definition of this report. On first clicks: Bailey & Wolfson (2013), First click "
    "usability testing: a new methodology for predicting users' success on tasks.",
)
LEGACY = Method(
    "legacy",
    "Efficiency figures of older reports",
    "Time-based efficiency is the mean of success / time; relative efficiency the time of "
    "those who succeeded divided by all time. They have no interval and are for comparison "
    "with older reports only.",
    "ISO/IEC 9126-4 (2004), as told by usability guides.",
)
TIMES = (
    Method(
        "log_t",
        "Time on task: geometric mean",
        "exp of the mean of ln t, and exp of both ends of its t interval, over successful "
        "attempts only; the headline below 25 of them. Time is active time: pauses and time in "
        "other windows are taken off. Against a goal: the t test that belongs to it.",
        "Sauro & Lewis (2010), Proc. CHI '10, 2347-2350.",
    ),
    Method(
        "median_exact",
        "Medians",
        "The middle value, from one observation to another: both as far from the ends as the "
        "binomial distribution with p = 1/2 allows. The headline of times from 25 successes on; "
        "below six values there is no interval.",
        "Conover (1999), Practical Nonparametric Statistics, 3rd ed., chapter 3.2.",
    ),
    Method(
        "time_to_success",
        "Time of everybody: median time to success",
        "The median of all attempts that ended, those that failed counting as longer than any "
        "time; not reached when fewer than half succeeded. The curve shows the share of "
        "everybody that had succeeded by each moment.",
        "Rummel (2014), Probability plotting, Journal of Usability Studies 9(4).",
    ),
    Method(
        "restricted_mean",
        "Time of everybody: mean up to a limit",
        "The mean of the times until success, failures counting as the whole limit: the task's "
        "time limit, or else the longest time of all attempts. t interval, cut off at the limit.",
        "Royston & Parmar (2013), BMC Medical Research Methodology 13, 152.",
    ),
    Method(
        "confidence_sequence_log_time",
        "Times that may be looked at at any time",
        "An interval for the mean of ln t that holds at all looks together, turned back into "
        "seconds. Up to four times it has no end.",
        "Lindon, Ham, Tingley & Bojinov (2022), arXiv 2210.08589. "
        "Wang & Ramdas (2025), Sequential Analysis 44, 56-110.",
    ),
)
