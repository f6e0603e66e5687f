"""What participants read in the panel over the page, in English and German.

The page's session is answered with them, so another language needs no other bundle. `lang`
is the language that a catalogue is written in.
"""

# Sentences stay whole.
# ruff: noqa: E501

from collections.abc import Mapping

from recorder.web.languages import choose_texts

ENGLISH: Mapping[str, str] = {
    "lang": "en",
    "panel": "Usability test",
    "recording": "Recording",
    "paused": "Paused",
    "off": "Not recording",
    "move": "Move",
    "hide": "Hide",
    "start": "Start",
    "show": "Show the task",
    "done": "I'm done",
    "gave_up": "I can't do this",
    "pause": "Pause",
    "paused_words": "Nothing is recorded, and the clock stands still.",
    "resume": "Resume recording",
    "report": "Report a problem",
    "report_words": "What went wrong, or confused you?",
    "send": "Send",
    "reported": "Thank you, that is noted.",
    "stop": "Stop the test",
    "stop_title": "Stop the test?",
    "stop_words": "Recording ends now, and you cannot go on later. What you did is kept.",
    "stop_now": "Stop now",
    "back": "Back",
    "time_limit": "The time for this task is up. That is fine: the test goes on.",
    "criterion": "You have done it. The task is complete.",
    "questions": "About this task",
    "missing": "Please answer this question.",
    "number": "Please write a number.",
    "marked": "Please look at the marked answers.",
    "next": "Continue",
    "saved": "Saved on this device, will be sent.",
    "offline": "You are offline. Go on when you are back.",
    "last": "That was the last task",
    "left": "A few questions are left.",
    "thanks": "Thank you. That is all.",
    "over": "This test has ended",
    "over_words": "Nothing more is recorded.",
    "withdrawn": "Your recording was withdrawn.",
    "close": "Close",
    "led": "With a moderator",
    "waiting": "Please wait",
    "waiting_words": "Your moderator gives you the next task here.",
    "given": "Your moderator has given you a task.",
    "again": "Please try this task once more.",
    "started": "Your moderator has started the task.",
    "moderator": "Your moderator has ended the task.",
    "taken_back": "Your moderator has taken a step back.",
    "message": "From your moderator:",
    "dismiss": "OK",
}

GERMAN: Mapping[str, str] = {
    "lang": "de",
    "panel": "Usability-Test",
    "recording": "Aufnahme",
    "paused": "Pause",
    "off": "Keine Aufnahme",
    "move": "Verschieben",
    "hide": "Einklappen",
    "start": "Starten",
    "show": "Aufgabe zeigen",
    "done": "Ich bin fertig",
    "gave_up": "Ich schaffe es nicht",
    "pause": "Pause",
    "paused_words": "Jetzt wird nichts aufgenommen, und die Uhr steht.",
    "resume": "Aufnahme fortsetzen",
    "report": "Problem melden",
    "report_words": "Was ging schief oder war verwirrend?",
    "send": "Senden",
    "reported": "Danke, das ist notiert.",
    "stop": "Test abbrechen",
    "stop_title": "Test abbrechen?",
    "stop_words": "Die Aufnahme endet jetzt, und Sie können später nicht weitermachen. Was Sie bisher getan haben, bleibt erhalten.",
    "stop_now": "Jetzt abbrechen",
    "back": "Zurück",
    "time_limit": "Die Zeit für diese Aufgabe ist um. Das macht nichts: Der Test geht weiter.",
    "criterion": "Geschafft. Die Aufgabe ist erledigt.",
    "questions": "Zu dieser Aufgabe",
    "missing": "Bitte beantworten Sie diese Frage.",
    "number": "Bitte schreiben Sie eine Zahl.",
    "marked": "Bitte sehen Sie die markierten Antworten an.",
    "next": "Weiter",
    "saved": "Auf diesem Gerät gespeichert, wird noch gesendet.",
    "offline": "Sie sind offline. Machen Sie weiter, wenn die Verbindung wieder da ist.",
    "last": "Das war die letzte Aufgabe",
    "left": "Es bleiben einige Fragen zum ganzen Test.",
    "thanks": "Danke. Mehr ist nicht zu tun.",
    "over": "Dieser Test ist beendet",
    "over_words": "Es wird nichts mehr aufgenommen.",
    "withdrawn": "Ihre Aufnahme wurde zurückgezogen.",
    "close": "Schließen",
    "led": "Mit Moderation",
    "waiting": "Bitte warten",
    "waiting_words": "Die nächste Aufgabe bekommen Sie hier von der leitenden Person.",
    "given": "Sie haben eine Aufgabe bekommen.",
    "again": "Bitte versuchen Sie diese Aufgabe noch einmal.",
    "started": "Die Aufgabe wurde für Sie gestartet.",
    "moderator": "Die Aufgabe wurde für Sie beendet.",
    "taken_back": "Der letzte Schritt wurde zurückgenommen.",
    "message": "Nachricht an Sie:",
    "dismiss": "OK",
}

CATALOGUES = {"en": ENGLISH, "de": GERMAN}


def panel_texts_for(language: str) -> Mapping[str, str]:
    """Answer the panel's texts in a language such as `de-CH`; English where there are none."""
    return choose_texts(CATALOGUES, language)
