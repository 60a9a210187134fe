"""Sets prints in type with Typst; fonts come with their package. `serve` never loads this."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from bot.domain.errors import Trouble
from bot.reports.child import carry_out

LONGEST = 300
_PLACE = re.compile(r"\w+\.typ:\d+:\d+")


def typeset(
    layouts: Mapping[str, str],
    kind: str,
    pages: Sequence[object],
    *,
    png: bool = False,
    ppi: int = 72,
    paper: str = "a4",
) -> list[bytes]:
    """One PDF, or a PNG for each page. Raises Trouble for a layout that cannot be set."""
    inputs = {"pages": json.dumps(pages), "paper": paper}
    # A layout reads what lies beside it, and nothing else of this machine.
    with as_file(files("fontpkg_be_vietnam_pro") / "files") as fonts, TemporaryDirectory() as folder:
        for name, text in layouts.items():
            (Path(folder) / f"{name}.typ").write_text(text, encoding="utf-8")
        try:
            made: bytes | list[bytes] = typst.compile(
                Path(folder) / f"{kind}.typ",
                root=Path(folder),
                font_paths=[fonts],
                ignore_system_fonts=True,
                sys_inputs=inputs,
                format="png" if png else "pdf",
                ppi=ppi,
            )
        except typst.TypstError as error:
            raise Trouble(f"Không dàn được trang in “{kind}”: {_shortened(error)}") from error
    return made if isinstance(made, list) else [made]


def _shortened(error: typst.TypstError) -> str:
    """What is wrong, and where in the layout."""
    at = _PLACE.search(str(vars(error).get("diagnostic", "")))
    return f"{at[0]}: {error.args[0]}"[:LONGEST] if at else str(error.args[0])[:LONGEST]


if __name__ == "__main__":
    carry_out(lambda **order: typeset(**order)[0])
