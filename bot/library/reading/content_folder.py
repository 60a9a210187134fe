"""The folder content/ while it is read: its files, and what was found in each so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.library.reading import text_file
from bot.library.reading.mistakes import Findings, Mistake
from bot.library.reading.yaml_reader import YamlNode, compose

# What an editor saves in good faith, and nothing would ever read.
UNREAD = (".yml", ".txt", ".markdown", ".doc", ".docx", ".json")


@dataclass
class ContentFolder:
    """The folder that is being read, and the findings of each file so far."""

    content: Path
    files: list[Findings] = field(default_factory=list)

    @property
    def mistakes(self) -> list[Mistake]:
        return [mistake for findings in self.files for mistake in findings.found]

    def findings(self, path: Path) -> Findings:
        self.files.append(Findings((Path(self.content.name) / path.relative_to(self.content)).as_posix()))
        return self.files[-1]

    def names(self, folder: str) -> list[str]:
        """The names in a folder; one that looks like content and would not be read is found."""
        path = self.content / folder
        names = text_file.names(path, self.findings(path))
        for name in names:
            if name.endswith(UNREAD):
                self.findings(path / name).add("Tệp này không được đọc. Tên phải kết thúc bằng .yaml hoặc .md.")
        return names

    def list(self, folder: str, missing: str = "") -> list[Path]:
        """The folder's YAML files, by name; where there are none, `missing` is the mistake to tell."""
        paths = [self.content / folder / name for name in self.names(folder) if name.endswith(".yaml")]
        if not paths and missing:
            self.findings(self.content / folder / "*.yaml").add(missing)
        return paths

    def read(self, path: Path) -> YamlNode | None:
        findings = self.findings(path)
        text = text_file.read_text(path, findings)
        return None if text is None else compose(text, findings)
