"""What three scripted people must come to, worked out by hand."""

HARDEST = 'The amount <b>& "Refresh"</b>, größtenteils.'

# 2.5 x (the odd items less 1, and 5 less the even items, summed up).
SUS = {
    "p01": (5, 1, 4, 2, 4, 2, 5, 1, 4, 3),  # 2.5 x (4+3+3+4+3 + 4+3+3+4+2) = 2.5 x 33
    "p02": (3, 4, 2, 3, 3, 4, 2, 4, 2, 3),  # 2.5 x (2+1+2+1+1 + 1+2+1+1+2) = 2.5 x 14
    "p03": (4, 2, 4, 2, 4, 2, 4, 2, 4, 2),  # 2.5 x (3+3+3+3+3 + 3+3+3+3+3) = 2.5 x 30
}
SUS_SCORES = [["p01", 82.5], ["p02", 35.0], ["p03", 75.0]]
NPS = {"p01": 9, "p02": 3, "p03": 10}
TRUST = {
    "p01": ["What delivery costs", "When it arrives"],
    "p02": ["What delivery costs"],
    "p03": ["When it arrives", "Who is behind the shop"],
}

# Adjusted Wald at 95 %, z = 1.959964, z^2 = 3.841459, n = 3, x completed:
#   p = (x + z^2/2) / (n + z^2), ends p -+ z x sqrt(p (1 - p) / (n + z^2)), within 0 to 1.
#   x = 1: p = 2.920729/6.841459 = 0.426916, margin 0.370641 -> 0.056275 to 0.797557
#   x = 2: p = 3.920729/6.841459 = 0.573084, margin 0.370641 -> 0.202443 to 0.943725
#   x = 3: p = 4.920729/6.841459 = 0.719251, margin 0.336722 -> 0.382529 to 1
ENDS = {1: (0.056275, 0.797557), 2: (0.202443, 0.943725), 3: (0.382529, 1.0)}
WORDS = {1: "6-80 %", 2: "20-94 %", 3: "38-100 %"}

COMPLETED = {
    "buy-sencha": 2,
    "sleep-well": 2,
    "less-assam": 2,
    "aunt-in-norway": 1,
    "a-present": 3,
}
TASKS = list(COMPLETED)
OUTCOMES = {
    "p01": dict.fromkeys(TASKS, "completed"),
    "p02": {
        "buy-sencha": "partial",
        "sleep-well": "failed",
        "less-assam": "gave_up",
        "aunt-in-norway": "partial",
        "a-present": "completed",
    },
    "p03": dict.fromkeys(TASKS, "completed") | {"aunt-in-norway": "gave_up"},
}
EASE = {  # p01, p02, p03
    "buy-sencha": (6, 2, 5),
    "sleep-well": (5, 4, 5),
    "less-assam": (3, 1, 3),
    "aunt-in-norway": (4, 4, 2),
    "a-present": (7, 7, 7),
}
