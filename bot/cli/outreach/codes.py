"""`loa codes`: codes for many communes at once, into content/posters; and the register."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.cli.when_needed.library_here import library_here
from bot.domain.errors import Trouble
from bot.domain.outreach.codes import KINDS, LONGEST_PLACE, CodeKind, drawn
from bot.domain.outreach.facts import FACTS, Step
from bot.library import Library
from bot.library.files.posters import USED, written
from bot.library.library import Poster
from bot.reports.codes import STEPS, lines
from bot.reports.plain_table import PlainTable
from bot.services.staff.inviting import communes_named
from bot.settings.settings import Settings, read_settings
from bot.store.outreach import codes
from bot.words import FIRST, languages

FILE = "codes.yaml"
ALL = "all"
HEAD = "# Mã do `loa codes make` tạo. Mã đã in thì dùng mãi: đừng đổi, đừng bỏ (xem used.txt).\n"
USED_HEAD = "# Mã đã cấp, mỗi dòng một mã: chỉ thêm vào cuối, không bao giờ sửa hay xóa dòng nào.\n"

codes_app = typer.Typer(no_args_is_help=True, help="Mã trên áp phích, tờ rơi …: tạo hàng loạt, xem mỗi mã đưa ai tới.")


@codes_app.command()
def make(
    communes: Annotated[list[str], typer.Option(help="Tên hay mã xã, lặp lại được; all: mọi xã trong tỉnh")],
    kind: Annotated[CodeKind, typer.Option(help="Mã in trên gì")] = CodeKind.POSTER,
    where: Annotated[str, typer.Option(help="Nơi treo; {xã} là tên xã")] = "Trụ sở UBND {xã}",
) -> None:
    """Tạo mã cho nhiều xã: ghi vào content/posters. Xã đã có mã cùng loại, cùng nơi thì giữ mã cũ."""
    settings = read_settings()
    library = library_here(settings)
    wanted = _communes(communes, library)
    taken = register(library, settings)
    have = {(one.kind, one.commune, one.where) for one in taken.values()}
    new: list[Poster] = []
    for commune, name in wanted.items():
        place = where.replace("{xã}", name)[:LONGEST_PLACE]
        if (kind.value, commune, place) not in have:
            code = next(code for code in iter(lambda: drawn(secrets.choice), "") if code not in taken)
            taken[code] = Poster(code, place, commune, kind=kind.value)
            new.append(taken[code])
    _write(settings.content / "posters", library, new)
    typer.echo(f"{len(new)} mã mới, {len(wanted) - len(new)} xã đã có. Đã ghi vào {settings.content / 'posters'}.")


@codes_app.command("list")
def show() -> None:
    """Mọi mã, và mỗi mã đã đưa bao nhiêu lượt đến, hỏi, nhờ gọi, tham gia."""
    settings = read_settings()
    library, vi = library_here(settings), languages(settings.locales)[FIRST]
    found = at_the_database(settings, lambda tx: lines(tx, library, frozenset()), writes=False)
    titles = (vi.say(FACTS[step].title) for step in (Step.TAP, *STEPS))
    table = PlainTable("Mã", "Loại", "Xã", "Nơi treo", *titles, whole=True)
    for line in found:
        commune = library.places.communes.get(line.code.commune)
        name, kind = commune.spoken if commune else "", vi.say(KINDS[CodeKind(line.code.kind)])
        counts = (str(sum(line.taps.values())), *(str(count) for count in line.counts))
        table.add_row(line.code.code, kind, name, line.code.where, *counts)
    Console().print(table)


def _communes(named: Iterable[str], library: Library) -> Mapping[str, str]:
    """The communes by code, with how they are called."""
    known = library.places.communes
    home = library.places.provinces.get(library.home.province)
    everywhere = {one.code: one.spoken for one in home.communes} if home and ALL in named else {}
    chosen = communes_named((one for one in named if one != ALL), library.places)
    return everywhere | {code: known[code].spoken for code in chosen}


def register(library: Library, settings: Settings) -> dict[str, Poster]:
    """Every code there is, by itself; without a database, those of the content."""
    try:
        found = at_the_database(settings, lambda tx: codes.every(tx, library, frozenset()), writes=False, any_key=True)
    except Trouble:
        return dict(library.posters)
    return {one.code: one for one in found}


def _write(folder: Path, library: Library, new: Sequence[Poster]) -> None:
    """Adds the codes to their file, and to those that are never given to anything else."""
    entries = "".join(f'{one.code}:\n  where: "{_quoted(one.where)}"\n  commune: "{one.commune}"\n  kind: {one.kind}\n'
                      for one in new)  # fmt: skip
    _append(folder / FILE, HEAD, entries)
    used = folder / USED
    there = used.read_text(encoding="utf-8").split("\n") if used.is_file() else []
    given = [line for one in (*library.posters.values(), *new) if (line := written(one)) not in there]
    _append(used, USED_HEAD, "".join(f"{line}\n" for line in given))


def _append(file: Path, head: str, text: str) -> None:
    if not text:
        return
    before = file.read_text(encoding="utf-8") if file.is_file() else head
    try:
        file.write_text(before if before.endswith("\n") else f"{before}\n", encoding="utf-8")
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        raise Trouble(f"Không ghi được {file} ({error.strerror}).") from error


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
