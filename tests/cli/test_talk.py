"""`loa talk` as somebody uses it who pipes her lines in: every reply is printed, the last one too, then it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def talk(folder: Path, *lines: str, officer: bool = False) -> str:
    elsewhere = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
    here = {"PYTHONPATH": str(ROOT), "LOA_CONTENT": str(ROOT / "content"), "LOA_LOCALES": str(ROOT / "locales")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "talk", *(["--officer"] if officer else [])],
        input="\n".join(lines) + "\n",
        cwd=folder,
        env=elsewhere | here,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def test_a_citizen_asks_and_an_officer_of_the_same_little_world_takes_it(tmp_path: Path) -> None:
    asked = talk(
        tmp_path,
        "mức đóng thấp nhất là bao nhiêu",
        *("gặp cán bộ", "Đồng ý cả hai", "Nguyễn Thị Lan", "0912345678", "xa my long cau ngang tra vinh", "có"),
    )
    assert "trợ lý tự động" in asked
    assert "330.000 đồng" in asked
    assert "Yêu cầu mang số 1" in asked.rpartition("Nguyễn Thị Lan")[2]
    told = talk(tmp_path, "nhận 1", officer=True)
    assert "0912 345 678" in told
    undone = talk(tmp_path, "hoàn tác 1", officer=True)
    assert "Đã hoàn tác: yêu cầu số 1" in undone
    assert "đã nhận yêu cầu số 1" not in talk(tmp_path, "menu"), "of a slip the citizen hears nothing"
