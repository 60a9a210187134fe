"""The folder content/ while it is read: its files, and what was found in each so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.library.reading import text_file
from bot.library.reading.mistakes import Findings, Mistake, did_you_mean
from bot.library.reading.yaml_reader import YamlNode, compose

# What an editor saves in good faith, and nothing would ever read.
# A list that is only ever added to, and no YAML.
READ = frozenset({"posters/used.txt"})
UNREAD = (".yml", ".txt", ".markdown", ".doc", ".docx", ".json")


def unread(name: str) -> str:
    """What is to be said of a file that nothing would read."""
    meant = name.removesuffix(".txt") if name.endswith((".md.txt", ".yaml.txt")) else ""
    meant = meant or (f"{name.removesuffix('.yml')}.yaml" if name.endswith(".yml") else "")
    if meant:
        return f"Tệp này không được đọc. Hãy đổi tên thành “{meant}” (máy có khi giấu phần đuôi của tên)."
    return "Tệp này không được đọc. Tên phải kết thúc bằng .yaml hoặc .md."


@dataclass
class ContentFolder:
    """The folder that is being read, and the findings of each file so far."""

    content: Path
    files: list[Findings] = field(default_factory=list)

    @property
    def mistakes(self) -> list[Mistake]:
        return [mistake for findings in self.files for mistake in findings.found]

    def mistakes_in(self, folder: str) -> list[Mistake]:
        return [mistake for mistake in self.mistakes if mistake.file.startswith(f"{self.content.name}/{folder}/")]

    def findings(self, path: Path) -> Findings:
        self.files.append(Findings((Path(self.content.name) / path.relative_to(self.content)).as_posix()))
        return self.files[-1]

    def names(self, folder: str) -> list[str]:
        """The names in a folder; one that looks like content and would not be read is found."""
        path = self.content / folder
        names = text_file.names(path, self.findings(path))
        for name in names:
            if name.endswith(UNREAD) and f"{folder}/{name}" not in READ:
                self.findings(path / name).add(unread(name))
        return names

    def find_strange_folders(self, known: Sequence[str]) -> None:
        """Finds folders and files beside those that are read, and folders within them that are not."""
        for name in text_file.names(self.content, self.findings(self.content)):
            if (self.content / name).is_dir() and name not in known:
                hint = did_you_mean(name, known)
                message = f"Thư mục này không được đọc.{hint} Các thư mục được đọc: {', '.join(known)}."
                self.findings(self.content / name).add(message)
            elif name.endswith((".yaml", ".yml")):
                self.findings(self.content / name).add("Tệp này không được đọc: hãy chép vào một thư mục con.")
        for folder in known:
            for name in text_file.names(self.content / folder, Findings("")):
                inner = self.content / folder / name
                if folder != "topics" and inner.is_dir() and not name.endswith(".yaml"):
                    self.findings(inner).add("Thư mục này không được đọc. Hãy chép các tệp ra ngoài một bậc.")

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
