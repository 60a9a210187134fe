"""A poster: its short code, and where it hangs."""

from __future__ import annotations

from bot.library.editing.form import Field, Files, Form, Part, at, data_of
from bot.words import _

FILE = "posters/posters.yaml"


def form_of(files: Files, code: str) -> Form:
    """The form of one poster."""
    paths = [path for path in sorted(files) if path.startswith("posters/")]
    file = next((path for path in paths if at(data_of(files, path), (code,)) is not None), FILE)
    fields = (
        Field("where", _("Where it hangs"), file, (code, "where"), needed=True),
        Field("commune", _("Commune"), file, (code, "commune"), "code", hint=_("By name or code; may be empty")),
    )
    return Form("poster", code, (Part("about", None, fields, file, (code,)),))
