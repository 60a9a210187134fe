"""What goes over a channel: Incoming, Say from the core, Message to one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.pace.bulk import Bulk
from bot.words import Words, _, lines, paragraphs

Kind = Literal["text", "tap", "contact", "unreadable", "blocked", "unblocked", "moved", "refused", "edited"]
MediaKind = Literal["photo", "voice", "audio", "video", "document"]
SubjectKind = Literal["lead", "case", "guest", "recipient"]


@dataclass(frozen=True)
class Address:
    """Where somebody writes from: channel, the account of ours, and the chat there."""

    channel: str
    account: str
    chat: str


@dataclass(frozen=True)
class Subject:
    """What a message is about, with which it is withdrawn, kept and erased."""

    kind: SubjectKind
    id: int

    @classmethod
    def lead(cls, number: int) -> Subject:
        return cls("lead", number)

    @classmethod
    def case(cls, number: int) -> Subject:
        return cls("case", number)


@dataclass(frozen=True)
class Media:
    """A photo, a voice message …; `ref` is its name at (channel, account), `size` in bytes."""

    kind: MediaKind
    channel: str
    account: str
    ref: str
    name: str = ""
    size: int = 0


@dataclass(frozen=True)
class Incoming:
    """One thing that somebody sent; `id` is the platform's own, unique per channel and account.

    text        what was typed ("text"), a shared number ("contact"), the chat's new name ("moved"), an update that
                cannot be read ("refused": nobody's turn, it is only set aside)
    token       what a tapped button carries ("tap"); the kind of error ("refused")
    own         for a contact: whether it is the sender's own
    sender      who wrote; equals the chat but in a group (`group`)
    message     the platform's id of it, or of the message whose button was tapped ("edited": what it says now)
    query       the platform's id of a tap that takes a few words; anonymous: nobody is told who of the group it was
    replies_to  the platform's id of the message that it answers, "" for none; quoted: what that says
    media       for "unreadable": what can be passed on to a person, where the channel can fetch it
    album       the platform's id of its album; origin: hash of where on the Internet it comes from; or ""
    """

    id: str
    address: Address
    kind: Kind = "text"
    text: str = ""
    token: str = ""
    own: bool = True
    sender: str = ""
    message: str = ""
    group: bool = False
    media: Media | None = None
    album: str = ""
    anonymous: bool = False
    query: str = ""
    replies_to: str = ""
    quoted: str = ""
    origin: str = ""


Link = Literal["https", "tel"]


def link_of(token: str) -> Link | None:
    """Whether a token opens a page ("https://…") or calls somebody ("tel:…") when tapped."""
    if token.startswith("https://"):
        return "https"
    return "tel" if token.startswith("tel:") else None


@dataclass(frozen=True)
class Option:
    """Something to choose; `token` is short ASCII and comes back when tapped, unless a link.

    The words always name a number to call as well; a page is put there where no button can open it.
    """

    token: str
    label: Words


@dataclass(frozen=True)
class CardWords:
    """What a calculation came to, told in words and, where the channel can, drawn.

    title   what the figure is; figure: the one that matters most
    rows    label and value, in order
    note    what must be known with it: that it holds today's figures, what is only announced
    basis   the legal basis
    """

    title: Words
    figure: Words
    rows: tuple[tuple[Words, Words], ...]
    note: Words
    basis: Words

    def words(self) -> Words:
        """All of it as text."""
        rows = (_("• {label}: {value}", label=label, value=value) for label, value in self.rows)
        first = _("{title}: {figure}", title=self.title, figure=self.figure)
        return paragraphs(first, lines(*rows), self.note, self.basis)


@dataclass(frozen=True)
class Say:
    """Words and options, without language or channel.

    wants_contact   offer to share the phone number, where the channel can
    picture         what the words tell, to be drawn
    media           what somebody sent, passed on with the words
    about           what this is a card of
    names, lasting  numbers of the requests that it lists; the words where nothing sent can be changed
    """

    words: Words
    options: tuple[Option, ...] = ()
    wants_contact: bool = False
    picture: CardWords | None = None
    media: Media | None = None
    about: Subject | None = None
    names: tuple[int, ...] = ()
    lasting: Words | None = None


@dataclass(frozen=True)
class Button:
    """An Option as one reader sees it."""

    token: str
    label: str


@dataclass(frozen=True)
class Card:
    """A card as one reader sees it; a channel draws it when it sends."""

    title: str
    figure: str
    rows: tuple[tuple[str, str], ...]
    note: str
    basis: str

    @property
    def text(self) -> str:
        """The card in words, for those who do not see it."""
        rows = "; ".join(f"{label}: {value}" for label, value in self.rows)
        return f"{self.title}: {self.figure}. {rows}."


@dataclass(frozen=True)
class Message:
    """A Say as one reader gets it, in their language, with buttons where the channel has them.

    Text is plain, without mark-up; an empty line parts paragraphs. What the card shows, the text says too.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    wants_contact: bool = False
    picture: Card | None = None
    media: Media | None = None


LARGEST_FILE = 20 * 1024 * 1024  # what Telegram's servers give out at most


@dataclass(frozen=True)
class Carries:
    """What of a kind of file a channel passes on.

    largest   bytes; bare: whether no text can go with it
    endings   of the file's name, in small letters (".pdf"); none: whatever its name
    """

    largest: int = LARGEST_FILE
    endings: tuple[str, ...] = ()
    bare: bool = False

    def takes(self, media: Media) -> bool:
        """Whether it passes that on, as far as name and size tell (a size of 0 is not known)."""
        named = not self.endings or media.name.lower().endswith(self.endings)
        return named and media.size <= self.largest


@dataclass(frozen=True)
class Abilities:
    """What a channel can do; flows never know which channel it is.

    text_limit       characters of one message, counted as the platform counts
    buttons          whether options are buttons; else they become a numbered list
    most_buttons     more options than this become a numbered list too
    token_bytes      how long a button's token may be, unless it is a link
    contact          whether a phone number can be shared with a tap
    edits            whether a sent message can be changed
    pictures         whether it shows pictures
    caption_limit    characters of a text that goes with a picture
    media            what of other people's it can pass on: photos, voice …
    carries          … and of those kinds that are listed here, only such
    links            what a button can do besides coming back: open a page, call a number
    reaches          whether a message reaches somebody who does not look; bulk: what may go to many
    """

    text_limit: int = 4096
    buttons: bool = True
    most_buttons: int = 30
    token_bytes: int = 64
    contact: bool = False
    edits: bool = False
    pictures: bool = False
    caption_limit: int = 1024
    media: frozenset[MediaKind] = frozenset()
    carries: Mapping[MediaKind, Carries] = field(default_factory=dict)
    links: frozenset[Link] = frozenset()
    reaches: bool = True
    bulk: Bulk = Bulk()

    def of(self, kind: MediaKind) -> Carries:
        """What of that kind is passed on, if any of it is."""
        return self.carries.get(kind, Carries())

    def passes_on(self, media: Media) -> bool:
        return media.kind in self.media and self.of(media.kind).takes(media)
