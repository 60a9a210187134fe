"""Adding a staff command takes one command class, one case where it is handled, and one row in talk.actions."""

from __future__ import annotations

from pathlib import Path

from tests.houses import copied, run

COMMAND = '''
@dataclass(frozen=True)
class Count:
    """Count that request."""

    number: int


'''
CASE = """        case Count(number):
            return (Say(_("Counted {number}.", number=str(number)), (COUNT.option(number),)),)
"""
ROW = """COUNT = Action(
    "count", _("Count again"), _("dem {number}"), ("dem",), numbered=True, staff=True, does=staff.Count
)
"""


def put(file: Path, *changes: tuple[str, str]) -> None:
    """Puts each text before its mark, which is there once."""
    text = file.read_text(encoding="utf-8")
    for mark, added in changes:
        assert text.count(mark) == 1, mark
        text = text.replace(mark, added + mark)
    file.write_text(text, encoding="utf-8")


def test_three_places_make_an_action(tmp_path: Path) -> None:
    house = copied(tmp_path)
    union = "| AddAddress"
    put(house / "bot/domain/commands/staff.py", ("StaffCommand: TypeAlias", COMMAND), (union, "| Count "))
    handled = ("from bot.domain.messages", "from bot.domain.commands.staff import Count\n")
    offered = ("from bot.words", "from bot.talk.actions import COUNT\n")
    put(house / "bot/services/staff/dispatch.py", handled, offered, ("        case ShowMyLeads(", CASE))
    put(house / "bot/talk/actions.py", ("# fmt: on", ROW))
    told = run(house, "-m", "pytest", "-q", "-k", "not postgresql", "tests/stories/new_action.py")
    assert told.returncode == 0, told.stdout + told.stderr
