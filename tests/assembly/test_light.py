"""Whoever serves people loads nothing that only prints and documents need."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from bot.store.engine.vault import Vault
from tests.content import CONTENT

HEAVY = {"typst", "docxtpl", "docx", "lxml", "matplotlib", "zxingcpp", "PIL", "xlsxwriter", "alembic"}
OF_CHANNELS = {"telegram", "aiohttp", "httpx"}
OF_CONTENT = {"numpy", "jinja2", "yaml", "starlette", "uvicorn"}
MOST_MODULES = {"serve": 1860, "key": 700, "parcels": 800}
"""Of which only what is needed may be more; the rest is loaded where it is first called (bot/lazy.py)."""
PATIENCE = 120


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_serving_process_has_no_typesetter(tmp_path: Path) -> None:
    """As Python itself reports each module that it imports, until the pages are up."""
    port = free_port()
    settings = {
        "LOA_DATABASE": f"sqlite:///{tmp_path}/loa.db",
        "LOA_KEY": Vault.new_text(),
        "LOA_CONTENT": str(CONTENT),
        "LOA_PORT": str(port),
    }
    command, environment = [sys.executable, "-X", "importtime", "-m", "bot"], {**os.environ, **settings}
    subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
    with (tmp_path / "imported").open("w+") as imported:
        serving = subprocess.Popen([*command, "serve"], env=environment, stderr=imported, stdout=subprocess.DEVNULL)
        try:
            assert up(port)
        finally:
            serving.terminate()
            serving.wait()
        imported.seek(0)
        loaded = set(re.findall(r"import time:.*\|\s+(\w+)", imported.read()))
    assert {"starlette", "sqlalchemy"} <= loaded
    assert loaded & (HEAVY | OF_CHANNELS) == set()


@pytest.mark.parametrize(("command", "module"), [("key", "bot.cli.keys"), ("parcels", "bot.cli.parcels")])
def test_commands_that_need_no_content_load_none(command: str, module: str) -> None:
    loaded = modules(module)
    assert {name.partition(".")[0] for name in loaded} & (HEAVY | OF_CHANNELS | OF_CONTENT) == set()
    assert len(loaded) <= MOST_MODULES[command]


def test_a_start_loads_no_more_than_it_needs() -> None:
    assert len(modules("bot.cli.serve")) <= MOST_MODULES["serve"]


def test_the_list_of_commands_loads_none_of_them() -> None:
    loaded = modules("bot.cli.main")
    assert [name for name in loaded if name.startswith("bot.")] == ["bot.cli", "bot.cli.main", "bot.lazy"]


def modules(entry: str) -> list[str]:
    """All that is imported with that module, in order of their names."""
    told = f"import sys, {entry}; print('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return done.stdout.split()


def up(port: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/healthz").is_success
        except httpx.ConnectError:
            time.sleep(0.2)
    return False
