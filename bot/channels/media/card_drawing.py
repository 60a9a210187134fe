"""Draws a Card as a PNG, 1080 pixels wide, to be read on a small phone.

Few colours, few bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from bot.domain.messages import Card

WIDTH = 1080
MARGIN = 54
INNER = WIDTH - 2 * MARGIN
GAP = 36
LEADING = 1.36
MAIN, DEEP, SUN, SOFT = "#0a5346", "#073d34", "#f6b352", "#fff0d9"
WHITE, INK, QUIET, RULE = "#ffffff", "#22201c", "#5d564b", "#e3d6c1"
COLOURS = 32
FACES = {"regular": "Regular", "medium": "Medium", "bold": "Bold"}
# Where the family is not installed: a face of the system that has every Vietnamese letter.
INSTEAD = {"regular": "DejaVuSans.ttf", "medium": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


@dataclass(frozen=True)
class Style:
    """How a run of text looks; size in pixels."""

    face: str
    size: int
    colour: str

    @property
    def font(self) -> FreeTypeFont:
        return _font(self.face, self.size)

    @property
    def height(self) -> int:
        return round(self.size * LEADING)


TITLE = Style("medium", 54, WHITE)
FIGURE = Style("bold", 104, WHITE)
LABEL = Style("regular", 49, INK)
VALUE = Style("bold", 49, MAIN)
NOTE = Style("regular", 43, INK)
BASIS = Style("regular", 36, QUIET)


@dataclass(frozen=True)
class TextBlock:
    """One line of text, its left (or right) end at x, its top at y."""

    x: int
    y: int
    words: str
    style: Style
    right: bool = False


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    left: int
    top: int
    right: int
    bottom: int
    colour: str


@lru_cache(maxsize=32)
def draw(card: Card) -> bytes:
    """The PNG. Raises OSError where no font with Vietnamese letters can be found."""
    marks, height = layout(card)
    image = Image.new("RGB", (WIDTH, height), WHITE)
    pen = ImageDraw.Draw(image)
    for mark in marks:
        if isinstance(mark, Box):
            pen.rectangle((mark.left, mark.top, mark.right - 1, mark.bottom - 1), mark.colour)
        else:
            anchor = "ra" if mark.right else "la"
            pen.text((mark.x, mark.y), mark.words, mark.style.colour, mark.style.font, anchor)
    file = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def layout(card: Card) -> tuple[list[Box | TextBlock], int]:
    """What is painted, in order, and how high the picture is."""
    head, y = _head(card)
    rows, y = _rows(card.rows, y)
    note, y = _note(card.note, y)
    basis = list(_lines(card.basis, BASIS, MARGIN, y, INNER))
    return [*head, *rows, *note, *basis], _end(basis, y) + MARGIN - GAP // 2


def _head(card: Card) -> tuple[list[Box | TextBlock], int]:
    title = list(_lines(card.title, TITLE, MARGIN, MARGIN - 8, INNER))
    y = MARGIN - 8 + len(title) * TITLE.height
    figure = list(_lines(card.figure, _shrunk(card.figure, FIGURE), MARGIN, y, INNER))
    y += sum(line.style.height for line in figure) + GAP
    return [Box(0, 0, WIDTH, y, MAIN), Box(0, y, WIDTH, y + 12, SUN), *title, *figure], y + 12 + GAP // 2


def _rows(rows: Sequence[tuple[str, str]], y: int) -> tuple[list[Box | TextBlock], int]:
    marks: list[Box | TextBlock] = []
    for number, (label, value) in enumerate(rows):
        if number:
            marks.append(Box(MARGIN, y, WIDTH - MARGIN, y + 2, RULE))
        y += GAP // 2
        width = VALUE.font.getlength(value)
        beside = INNER - width - GAP
        if beside >= INNER * 0.4:
            said = list(_lines(label, LABEL, MARGIN, y, beside))
            marks += [*said, TextBlock(WIDTH - MARGIN, y, value, VALUE, right=True)]
            y += len(said) * LABEL.height
        else:
            said = list(_lines(label, LABEL, MARGIN, y, INNER))
            below = list(_lines(value, VALUE, MARGIN, y + len(said) * LABEL.height, INNER))
            marks += [*said, *below]
            y += (len(said) + len(below)) * LABEL.height
        y += GAP // 2
    return marks, y + GAP // 2


def _note(note: str, y: int) -> tuple[list[Box | TextBlock], int]:
    if not note:
        return [], y
    said = list(_lines(note, NOTE, MARGIN, y + GAP - 6, INNER))
    end = _end(said, y) + GAP - 6
    return [Box(0, y, WIDTH, end, SOFT), Box(0, y, 16, end, SUN), *said], end + GAP


def _lines(text: str, style: Style, x: int, y: int, width: float) -> Iterator[TextBlock]:
    """The text from (x, y) down, broken between words; a word that is too long has its own line."""
    line = ""
    for paragraph in text.split("\n"):
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and style.font.getlength(longer) > width:
                yield TextBlock(x, y, line, style)
                y, longer = y + style.height, word
            line = longer
        if line:
            yield TextBlock(x, y, line, style)
            y, line = y + style.height + style.size // 3, ""


def _end(said: Sequence[TextBlock], y: int) -> int:
    """Where the lines end; y where there are none."""
    return said[-1].y + said[-1].style.height if said else y


def _shrunk(text: str, style: Style) -> Style:
    """The style, smaller where the longest word would not fit."""
    widest = max((style.font.getlength(word) for word in text.split()), default=0)
    return style if widest <= INNER else Style(style.face, int(style.size * INNER / widest), style.colour)


@cache
def _font(face: str, size: int) -> FreeTypeFont:
    try:
        file = files("fontpkg_be_vietnam_pro") / "files" / f"BeVietnamPro-{FACES[face]}.ttf"
        with as_file(file) as path:
            return ImageFont.truetype(path, size)
    except (ModuleNotFoundError, FileNotFoundError):
        return ImageFont.truetype(INSTEAD[face], size)
