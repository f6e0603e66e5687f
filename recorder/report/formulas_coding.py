"""The formulas behind the agreement of people who judged, with where each was published."""

from recorder.report.tree import Method

WORD = Method(
    "whose_word",
    "Whose word an outcome is",
    "What the people who judged an attempt agreed on counts first; then the last verdict of a "
    "person; then the study file's criterion; then what the participant said.",
    "Decision rule of this report.",
)
CODING = (
    Method(
        "cohens_kappa_unweighted",
        "Agreement of two people: Cohen's kappa",
        "(p - e) / (1 - e), where p is the share of attempts that both judged alike and e the "
        "share that they would by chance. 1 is perfect, 0 is chance. It is computed from what "
        "each judged alone. The interval is that of a normal distribution around it.",
        "Cohen (1960), Educational and Psychological Measurement 20, 37-46. Fleiss, Cohen & "
        "Everitt (1969), Psychological Bulletin 72, 323-327.",
    ),
    Method(
        "fleiss_kappa",
        "Agreement of several people: Fleiss' kappa",
        "As for two people, over all pairs of those who judged the same attempts. The interval "
        "comes from drawing attempts anew.",
        "Fleiss (1971), Psychological Bulletin 76, 378-382.",
    ),
    Method(
        "krippendorff_alpha_nominal",
        "Agreement of several people: Krippendorff's alpha",
        "1 less observed by expected disagreement, where not all judged the same attempts. The "
        "interval comes from drawing attempts anew.",
        "Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of "
        "Pennsylvania.",
    ),
    Method(
        "any_two_agreement",
        "Agreement of notes: any-two",
        "For each two people who wrote notes on the same sessions: tags and markers that both "
        "set in the same task, by those that either did; the mean over all pairs.",
        "Hertzum & Jacobsen (2001), International Journal of Human-Computer Interaction 13, "
        "421-443.",
    ),
)
