"""What participants read beside the panel while their voice is recorded, in English and German."""

# Sentences stay whole.
# ruff: noqa: E501

from collections.abc import Mapping

from recorder.web.languages import choose_texts

ENGLISH: Mapping[str, str] = {
    "label": "Your voice",
    "off": "Microphone is off",
    "turn_on": "Turn the microphone on",
    "asking": "Allow the microphone in your browser",
    "recording": "Your voice is recorded",
    "mute": "Mute",
    "muted": "Muted: nothing is heard",
    "unmute": "Unmute",
    "paused": "Voice paused",
    "refused": "Your browser does not allow the microphone. Go on without it, or allow it beside the address and try again.",
    "missing": "No microphone was found. Go on without it, or connect one and try again.",
    "failed": "The microphone stopped working.",
    "again": "Try again",
    "full": "There is no room for more of your voice. The test goes on without it.",
    "elsewhere": "Your voice is recorded in another window",
    "over": "Your voice is no longer recorded",
    "saved": "Kept on this device, will be sent",
}

GERMAN: Mapping[str, str] = {
    "label": "Ihre Stimme",
    "off": "Mikrofon ist aus",
    "turn_on": "Mikrofon einschalten",
    "asking": "Erlauben Sie das Mikrofon im Browser",
    "recording": "Ihre Stimme wird aufgezeichnet",
    "mute": "Stumm",
    "muted": "Stumm: nichts ist zu hören",
    "unmute": "Wieder an",
    "paused": "Stimme: Pause",
    "refused": "Ihr Browser lässt das Mikrofon nicht zu. Machen Sie ohne weiter, oder erlauben Sie es neben der Adresse und versuchen Sie es erneut.",
    "missing": "Kein Mikrofon gefunden. Machen Sie ohne weiter, oder schließen Sie eines an und versuchen Sie es erneut.",
    "failed": "Das Mikrofon ist ausgefallen.",
    "again": "Noch einmal",
    "full": "Für mehr von Ihrer Stimme ist kein Platz. Der Test geht ohne sie weiter.",
    "elsewhere": "Ihre Stimme wird in einem anderen Fenster aufgezeichnet",
    "over": "Ihre Stimme wird nicht mehr aufgezeichnet",
    "saved": "Auf diesem Gerät gesichert, wird gesendet",
}

CATALOGUES = {"en": ENGLISH, "de": GERMAN}


def voice_texts_for(language: str) -> Mapping[str, str]:
    """Answer the words in a language such as `de` or `de-CH`; English where there are none."""
    return choose_texts(CATALOGUES, language)
