"""Record usability tests in the participant's browser and report them honestly."""

__version__ = "0.1.0"
