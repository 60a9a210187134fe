"""Compiles the catalogues into the wheel: what is translated stands in the repository, what is looked up does not."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Called by hatchling; an editable install reads the folder itself, where `make` has compiled them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._compiled = TemporaryDirectory()
        if version == "editable":
            return
        for source in sorted(Path(self.root, "locales").glob("*/LC_MESSAGES/*.po")):
            place = source.relative_to(self.root).with_suffix(".mo")
            target = Path(self._compiled.name, place)
            target.parent.mkdir(parents=True)
            with source.open("rb") as written, target.open("wb") as compiled:
                write_mo(compiled, read_po(written, locale=source.parts[-3]))
            build_data["force_include"][str(target)] = f"bot/{place.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._compiled.cleanup()
