"""One process for one SQLite file; many for PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.errors import Trouble
from bot.store.engine.lockfile import lock_of, only_process

HOLD = """
import sys, time
from bot.store.engine.lockfile import only_process
with only_process(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_process_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/deep/loa.db"
    with subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(Trouble, match=r"đang dùng .*loa\.db"), only_process(url):
            pass
        first.kill()
    with only_process(url):
        pass


def test_postgresql_and_memory_need_none() -> None:
    assert lock_of("postgresql://loa@db/loa") is None
    assert lock_of("sqlite://") is None
    with only_process("postgresql://loa@db/loa"), only_process("postgresql://loa@db/loa"):
        pass
