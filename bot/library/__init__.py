"""The knowledge that editors keep in content/: loaded whole, or every mistake at once with its place."""

from bot.library.answers.answers import Answer, Shown, Topic
from bot.library.library import Consent, Home, Library, Office
from bot.library.load import load
from bot.library.reading.mistakes import Mistake, Mistakes
from bot.library.vocabulary import Vocabulary

__all__ = [
    "Answer",
    "Consent",
    "Home",
    "Library",
    "Mistake",
    "Mistakes",
    "Office",
    "Shown",
    "Topic",
    "Vocabulary",
    "load",
]
