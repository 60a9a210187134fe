"""`loa print`: all that is printed, for some codes, a commune, or the whole province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Annotated
from zipfile import ZIP_STORED, ZipFile

import typer
from rich.console import Console
from rich.progress import track

from bot.cli.at_the_database import at_the_database
from bot.cli.law import day_of
from bot.cli.outreach.codes import register
from bot.cli.when_needed.library_here import library_here
from bot.domain.errors import Trouble
from bot.domain.outreach.prints import Printed, PrintKind
from bot.library import Library
from bot.library.library import Poster
from bot.reports.prints.contents import page_of, said_on
from bot.reports.prints.imprint import Content
from bot.reports.prints.press import typeset
from bot.reports.prints.register import printed_on
from bot.search.text.letters import fold
from bot.services.staff.inviting import communes_named
from bot.settings.settings import Settings, links_of_code, read_settings
from bot.store.content import prints

SQUARE, MOST_NAMED = 72, 10
Output = Annotated[Path | None, typer.Option(help="Tệp sẽ ghi")]


def print_codes(
    kind: Annotated[PrintKind, typer.Argument(help="Bản in nào")],
    codes: Annotated[list[str] | None, typer.Argument(help="Các mã, ví dụ XMY7")] = None,
    commune: Annotated[list[str] | None, typer.Option(help="Mọi mã của xã này (tên hoặc mã xã), lặp lại được")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Mọi mã của các xã trong tỉnh")] = False,
    pdf: Output = None,
    png: Output = None,
    archive: Annotated[Path | None, typer.Option("--zip", help="Tệp zip sẽ ghi, mỗi mã một tệp")] = None,
    a3: Annotated[bool, typer.Option("--a3", help="Khổ A3 thay cho A4")] = False,
    on: Annotated[str, typer.Option(help="Số liệu của ngày nào, ví dụ 2027-01-01; trống: hôm nay")] = "",
) -> None:
    """In áp phích, tờ rơi, thẻ bàn, tờ dán cửa, danh sách ký tên (PDF) và hình để đăng (PNG)."""
    settings, day = read_settings(), day_of(on)
    library = library_here(settings)
    posters = _chosen(library, register(library, settings), codes or (), commune or (), everything=everything)
    targets = [target for target in (pdf, png, archive) if target]
    if len(targets) != 1:
        raise Trouble("Hãy cho biết ghi vào đâu: --pdf TỆP, --png TỆP hay --zip TỆP (một trong ba).")
    console = Console(stderr=True)
    said = said_on(kind, library, day)
    pages = [page_of(said, one, _links(one, settings), library) for one in posters]
    paper = "a3" if a3 else "a4"
    if archive:
        made = _packed(kind, posters, pages, library, console, paper)
    else:
        made, *more = typeset(library.prints.layouts, kind, pages, png=bool(png), ppi=SQUARE, paper=paper)
        if more:
            raise Trouble("Một tệp PNG chỉ chứa một trang. Hãy in từng mã, hoặc dùng --pdf, --zip.")
    targets[0].write_bytes(made)
    _note(printed_on(kind, posters, library, day), settings)
    typer.echo(f"{targets[0]}: {len(posters)} mã, số liệu ngày {day:%d/%m/%Y}.")


def _packed(
    kind: PrintKind, posters: Sequence[Poster], pages: Sequence[Content], library: Library, console: Console, paper: str
) -> bytes:
    """A zip with a file for each code, named after its commune; pictures to post are PNG."""
    target, png = BytesIO(), kind is PrintKind.POST
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for one, page in track(list(zip(posters, pages, strict=True)), "In", console=console, transient=True):
            made = typeset(library.prints.layouts, kind, [page], png=png, ppi=SQUARE, paper=paper)[0]
            archive.writestr(f"{_name(one, library)}.{'png' if png else 'pdf'}", made)
    return target.getvalue()


def _note(made: Sequence[Printed], settings: Settings) -> None:
    """Writes down what was printed, where there is a database; a print is good without it."""
    try:
        at_the_database(settings, lambda tx: prints.note(tx, made))
    except Trouble as trouble:
        typer.echo(f"Không ghi vào sổ bản in, nên sau này `loa check` không nhắc in lại: {trouble}", err=True)


def _name(poster: Poster, library: Library) -> str:
    commune = library.places.communes.get(poster.commune)
    words = fold(commune.name.casefold()).split() if commune else []
    return "-".join([*words, poster.code])


def _links(poster: Poster, settings: Settings) -> dict[str, str]:
    links = links_of_code(poster.code, settings)
    if not links:
        raise Trouble("Chưa biết địa chỉ nào: hãy đặt LOA_PUBLIC_URL, LOA_TELEGRAM_NAME hoặc LOA_ZALO_LINK.")
    return links


def _chosen(
    library: Library, known: Mapping[str, Poster], codes: Iterable[str], named: Iterable[str], *, everything: bool
) -> list[Poster]:
    """The posters of these codes and communes, each once. Raises Trouble where there is none."""
    home = library.places.provinces.get(library.home.province)
    places = {one.code for one in home.communes} if everything and home else set()
    places |= set(communes_named(named, library.places))
    wanted = [code.upper() for code in codes] + [one.code for one in known.values() if one.commune in places]
    if strange := [code for code in wanted if code not in known]:
        there = ", ".join(list(known)[:MOST_NAMED]) or "chưa có mã nào"
        raise Trouble(f"Không có mã {', '.join(strange)} (đang có: {there}).")
    if not wanted:
        raise Trouble("Chưa có mã nào để in: hãy ghi mã, --commune TÊN_XÃ có mã, hoặc --all.")
    if without := places - {one.commune for one in known.values()}:
        typer.echo(f"{len(without)} xã chưa có mã nên không có bản in.", err=True)
    return [known[code] for code in dict.fromkeys(wanted)]
