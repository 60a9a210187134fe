"""Documents filled in by a process of its own.

Made PDF by LibreOffice where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.errors import Trouble
from bot.reports.child import LONGEST, made_by

NAMES = ("soffice", "libreoffice")
NO_OFFICE = (
    "Máy này chưa có LibreOffice nên chưa làm được PDF: hãy lấy tệp Word (.docx), mở bằng Word rồi lưu thành PDF, "
    "hoặc nhờ người trông máy cài LibreOffice."
)


def filled(template: bytes, values: Mapping[str, object]) -> bytes:
    """The Word document. Raises Trouble that names field and paragraph; blocks until it is made."""
    order = {"template": b64encode(template).decode(), "values": dict(values)}
    return b64decode(made_by("bot.reports.documents.template", order))


def as_pdf(document: bytes) -> bytes:
    """The same document as PDF.

    Raises Trouble where there is no LibreOffice, or it makes none of it.
    """
    office = next((found for found in map(shutil.which, NAMES) if found), None)
    if office is None:
        raise Trouble(NO_OFFICE)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(document)
        # A profile of its own: a second LibreOffice on one profile refuses to start.
        own = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, own, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=LONGEST)  # noqa: S603
        except subprocess.TimeoutExpired as late:
            raise Trouble(f"LibreOffice quá {LONGEST} giây chưa xong. Hãy lấy tệp Word (.docx).") from late
        target = source.with_suffix(".pdf")
        if not target.is_file():
            raise Trouble("LibreOffice không làm được PDF từ tệp này. Hãy lấy tệp Word (.docx).")
        return target.read_bytes()
