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
from tests.databases import Databases

HEAVY = {"typst", "docxtpl", "docx", "lxml", "matplotlib", "zxingcpp", "PIL", "xlsxwriter", "alembic"}
OF_CHANNELS = {"telegram", "aiohttp", "httpx"}
OF_CONTENT = {"numpy", "jinja2", "yaml", "starlette", "uvicorn"}
OF_NUMBERS_AND_DAYS = {"phonenumbers", "holidays", "dateutil"}
OF_TYPER = {"typer", "annotated_doc", "shellingham", "pydantic", "pydantic_core", "annotated_types"}
OF_TYPER |= {"typing_inspection", "typing_extensions"}
MOST_MODULES = {"serve": 1790, "key": 310, "parcels": 650, "staff list": 660}
"""Of which only what is needed may be more; the rest is loaded where it is first called (bot/lazy.py)."""
AND_TELLS = """
import sys
from bot.cli.main import main
try:
    main()
finally:
    sys.stderr.write("\\n".join(sorted(sys.modules)))
"""
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


@pytest.mark.parametrize("command", ["key", "parcels", "staff list"])
def test_commands_that_need_no_content_load_none(command: str, made_databases: Databases) -> None:
    loaded = called(command, made_databases.fresh("sqlite"))
    assert packages(loaded) & (HEAVY | OF_CHANNELS | OF_CONTENT | OF_NUMBERS_AND_DAYS) == set()
    assert len(loaded) <= MOST_MODULES[command]


def test_a_key_is_made_without_settings_and_without_a_database() -> None:
    assert packages(called("key", "sqlite:///var/none.db")) <= OF_TYPER | {"bot", "cryptography"}


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


def called(command: str, database: str) -> list[str]:
    """All that is imported until that command has ended well."""
    environment = {**os.environ, "LOA_DATABASE": database, "LOA_KEY": Vault.new_text()}
    arguments = [sys.executable, "-c", AND_TELLS, *command.split()]
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stderr.split()


def packages(loaded: list[str]) -> set[str]:
    """Those of others, by the names under which they are installed."""
    names = {name.partition(".")[0] for name in loaded}
    return {name for name in names - sys.stdlib_module_names if not name.startswith("_")}


def up(port: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/healthz").is_success
        except httpx.ConnectError:
            time.sleep(0.2)
    return False
