"""The bot's menu of commands, as Telegram shows it."""

from __future__ import annotations

from bot.words import Language, _, verbatim

COMMANDS = (
    ("menu", _("What I can help with")),
    ("tinh", _("Work out what you would pay and receive")),
    ("goi", _("Ask an officer to call you")),
    ("back", _("One step back")),
    ("stop", _("Stop what we are doing")),
    ("dulieu", _("What we keep about you")),
    ("language", verbatim("Tiếng Việt · English")),
)


def commands(language: Language) -> list[dict[str, str]]:
    """The bot's menu of commands, as Telegram takes it."""
    return [{"command": name, "description": language.say(words)} for name, words in COMMANDS]
