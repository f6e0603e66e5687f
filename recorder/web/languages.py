"""Which language a participant is spoken to in."""

from collections.abc import Mapping

Texts = Mapping[str, str]


def choose_texts(catalogues: Mapping[str, Texts], language: str) -> Texts:
    """Choose the texts in a language such as `de` or `de-CH`; English where there are none."""
    return catalogues.get(language.partition("-")[0].lower(), catalogues["en"])
