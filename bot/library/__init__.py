"""What editors keep in content/: loaded whole, or every mistake at once with its place."""

from bot.library.answers.answers import Shown, Topic, TopicAnswer
from bot.library.library import Consent, Home, Library, Office
from bot.library.load import load
from bot.library.reading.mistakes import Mistake, Mistakes
from bot.library.vocabulary import Vocabulary

__all__ = [
    "Consent",
    "Home",
    "Library",
    "Mistake",
    "Mistakes",
    "Office",
    "Shown",
    "Topic",
    "TopicAnswer",
    "Vocabulary",
    "load",
]
