"""The questionnaires built in: their wording, their scales and the ids of their items.

Ratings are stored as they were given, from `minimum` on; scoring is the metrics' business.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SYSTEM_WORDS = ("this system", "the system", "This system", "The system")
"""What the name of the product replaces where a study gives one."""

AGREEMENT = ("Strongly disagree", "Strongly agree")


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question of an instrument, with the words at the ends of its scale."""

    ask: str
    low_label: str
    high_label: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire with a known wording.

    Attributes:
        name: What a study file calls it.
        stem: What the ids of its items start with: `sus` gives `sus.1`, `sus.2` and so on.
            An instrument of one item has the stem alone as its item's id.
        points: Steps of the scale; ratings go from `minimum` to `minimum + points - 1`.
        source: Where the wording comes from.
    """

    name: str
    stem: str
    title: str
    points: int
    minimum: int
    source: str
    items: tuple[Item, ...]

    def list_item_ids(self) -> tuple[str, ...]:
        """List the ids of its items, in order."""
        if len(self.items) == 1:
            return (self.stem,)
        return tuple(f"{self.stem}.{number}" for number in range(1, len(self.items) + 1))


def name_product(ask: str, product: str) -> str:
    """Put the product's name where the wording says "this system"; "" leaves it."""
    for words in SYSTEM_WORDS if product else ():
        ask = ask.replace(words, product)
    return ask


def _agree(*asks: str) -> tuple[Item, ...]:
    return tuple(Item(ask, *AGREEMENT) for ask in asks)


def _list_instruments() -> Iterator[Instrument]:
    yield Instrument(
        name="seq",
        stem="seq",
        title="Single Ease Question",
        points=7,
        minimum=1,
        source="Sauro & Dumas (2009), Comparison of three one-question, post-task usability "
        "questionnaires. Proc. CHI '09.",
        items=(
            Item(
                "Overall, how difficult or easy was this task to complete?",
                "Very difficult",
                "Very easy",
            ),
        ),
    )
    yield Instrument(
        name="sus",
        stem="sus",
        title="System Usability Scale",
        points=5,
        minimum=1,
        source="Brooke (1996), SUS: a quick and dirty usability scale. In Usability Evaluation "
        "in Industry.",
        items=_agree(
            "I think that I would like to use this system frequently.",
            "I found the system unnecessarily complex.",
            "I thought the system was easy to use.",
            "I think that I would need the support of a technical person to be able to use "
            "this system.",
            "I found the various functions in this system were well integrated.",
            "I thought there was too much inconsistency in this system.",
            "I would imagine that most people would learn to use this system very quickly.",
            "I found the system very cumbersome to use.",
            "I felt very confident using the system.",
            "I needed to learn a lot of things before I could get going with this system.",
        ),
    )
    yield Instrument(
        name="umux-lite",
        stem="umux-lite",
        title="UMUX-Lite",
        points=7,
        minimum=1,
        source="Lewis, Utesch & Maher (2013), UMUX-LITE: when there's no time for the SUS. "
        "Proc. CHI '13.",
        items=_agree(
            "This system's capabilities meet my requirements.",
            "This system is easy to use.",
        ),
    )
    yield Instrument(
        name="nps",
        stem="nps",
        title="Net Promoter question",
        points=11,
        minimum=0,
        source="Reichheld (2003), The one number you need to grow. Harvard Business Review 81.",
        items=(
            Item(
                "How likely is it that you would recommend this system to a friend or colleague?",
                "Not at all likely",
                "Extremely likely",
            ),
        ),
    )
    yield Instrument(
        name="csat",
        stem="csat",
        title="Overall satisfaction",
        points=5,
        minimum=1,
        source="A customary single question; no original.",
        items=(
            Item(
                "Overall, how satisfied are you with this system?",
                "Very dissatisfied",
                "Very satisfied",
            ),
        ),
    )
    yield _NASA_TLX
    yield _AFTER_SCENARIO


_NASA_TLX = Instrument(
    name="nasa-tlx",
    stem="nasa-tlx",
    title="NASA Task Load Index, raw",
    # 21 steps, rated 0 to 20: five times the rating is the customary 0 to 100.
    points=21,
    minimum=0,
    source="Hart & Staveland (1988), Development of NASA-TLX. Without weights: Hart (2006), "
    "NASA-Task Load Index; 20 years later.",
    items=(
        Item("How mentally demanding was the task?", "Very low", "Very high"),
        Item("How physically demanding was the task?", "Very low", "Very high"),
        Item("How hurried or rushed was the pace of the task?", "Very low", "Very high"),
        Item(
            "How successful were you in accomplishing what you were asked to do?",
            "Perfect",
            "Failure",
        ),
        Item(
            "How hard did you have to work to accomplish your level of performance?",
            "Very low",
            "Very high",
        ),
        Item(
            "How insecure, discouraged, irritated, stressed and annoyed were you?",
            "Very low",
            "Very high",
        ),
    ),
)

_AFTER_SCENARIO = Instrument(
    name="after-scenario",
    stem="asq",
    title="After-Scenario Questionnaire",
    # The original runs from agreement to disagreement; here 7 is the best, as in all others.
    points=7,
    minimum=1,
    source="Lewis (1991), Psychometric evaluation of an after-scenario questionnaire. "
    "SIGCHI Bulletin 23(1).",
    items=_agree(
        "Overall, I am satisfied with the ease of completing this task.",
        "Overall, I am satisfied with the amount of time it took to complete this task.",
        "Overall, I am satisfied with the support information (online help, messages, "
        "documentation) when completing this task.",
    ),
)

INSTRUMENTS = {instrument.name: instrument for instrument in _list_instruments()}
"""Every instrument, by the name a study file uses."""

OTHER_NAMES = {
    "asq": "after-scenario",
    "after-scenario-questionnaire": "after-scenario",
    "ease": "seq",
    "net-promoter-score": "nps",
    "raw-tlx": "nasa-tlx",
    "rtlx": "nasa-tlx",
    "satisfaction": "csat",
    "single-ease-question": "seq",
    "system-usability-scale": "sus",
    "tlx": "nasa-tlx",
    "umux": "umux-lite",
}
"""What people also call them; a study file must use the first name, errors point to it."""
