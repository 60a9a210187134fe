"""content/documents/ and content/reports/: the office's Word templates, who reports to whom.

What is in a template is checked where Word files can be read.
"""

from __future__ import annotations

from bot.domain.documents import FOLDERS, Heading
from bot.library.reading import text_file
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import did_you_mean

ENDING = ".docx"
HEADING = "heading.yaml"
FIELDS = ("parent", "office", "symbol", "place", "to", "title", "signer")
NEEDED = tuple(name for name in FIELDS if name != "signer")


def read_documents(loader: ContentFolder) -> dict[str, bytes]:
    """The templates by their names; one that nothing fills in is found."""
    documents: dict[str, bytes] = {}
    for folder, known in FOLDERS.items():
        names = text_file.names(loader.content / folder, loader.findings(loader.content / folder))
        # Word lays a file of this name beside one that is open.
        for name in (name for name in names if not name.startswith("~$") and (folder, name) != ("reports", HEADING)):
            path, stem = loader.content / folder / name, name.removesuffix(ENDING)
            findings = loader.findings(path)
            if stem not in known or stem == name:
                hint = did_you_mean(stem, known)
                findings.add(f"Tệp này không được dùng.{hint} Các mẫu: {', '.join(f'{one}{ENDING}' for one in known)}.")
            elif (data := text_file.read_bytes(path, findings)) is not None:
                documents[stem] = data
    return documents


def read_heading(loader: ContentFolder) -> Heading | None:
    """Who reports to whom; None where nobody has written it."""
    path = loader.content / "reports" / HEADING
    root = loader.read(path) if path.exists() else None
    if root is None:
        return None
    fields = root.fields(FIELDS, required=NEEDED)
    if not fields.keys() >= set(NEEDED):
        return None
    texts = {name: fields[name].text() for name in NEEDED if name != "to"}
    signed = "signer" in fields and fields["signer"].node.value != ""
    signer = fields["signer"].text() if signed else ""
    return Heading(**texts, to=tuple(item.text() for item in fields["to"].items()), signer=signer)
