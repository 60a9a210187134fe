"""`pip install .` into a fresh environment: the commands work in any folder, with content and translations."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from sysconfig import get_path

import httpx
import pytest

from bot.store.engine.vault import Vault

ROOT = Path(__file__).parents[1]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
PATIENCE = 60.0
GREETING = "Dạ, chào bà con! Đây là Loa"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `loa` of an environment that holds the wheel; its libraries are lent by the one that tests."""
    here = tmp_path_factory.mktemp("installed")
    _run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(here), str(ROOT))
    (wheel,) = here.glob("loa-*.whl")
    venv.create(here / "env", with_pip=False)
    python = here / "env" / "bin" / "python"
    _run(*PIP, f"--python={python}", "install", "--no-deps", "--no-index", str(wheel))
    (packages,) = (here / "env" / "lib").glob("python*/site-packages")
    (packages / "lent.pth").write_text(get_path("purelib"), encoding="utf-8")
    return here / "env" / "bin" / "loa"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Mapping[str, str]:
    """What an operator's shell holds who stands in an empty folder: no setting but a key."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOA_", "PYTHON"))}
    return {**kept, "PWD": str(tmp_path), "LOA_KEY": Vault.new_text()}


def test_content_and_translations_come_along(installed: Path, elsewhere: Mapping[str, str]) -> None:
    checked = _run(str(installed), "check", elsewhere=elsewhere)
    assert "Nội dung không có lỗi" in checked
    assert str(installed.parents[1]) in checked, "the installed content, not the repository's"


def test_ones_own_content_goes_before_what_came_along(installed: Path, elsewhere: Mapping[str, str]) -> None:
    (Path(elsewhere["PWD"]) / "content" / "topics").mkdir(parents=True)
    told = _run(str(installed), "check", elsewhere=elsewhere, code=2)
    assert "content/figures/*.yaml:1:1: Chưa có con số nào" in told


def test_it_serves_and_shows_itself_from_any_folder(installed: Path, elsewhere: Mapping[str, str]) -> None:
    made = _run(str(installed), "migrate", "--new", elsewhere=elsewhere)
    assert made == f"Đã tạo cơ sở dữ liệu mới: {elsewhere['PWD']}/var/loa.db.\n"
    with (
        _running(installed, elsewhere, "serve") as site,
        _running(installed, elsewhere, "demo", "--no-browser") as demo,
    ):
        for place in (site, demo):
            with httpx.Client(base_url=place, follow_redirects=True, timeout=PATIENCE) as visitor:
                page = _until(lambda: visitor.get("/chat/").text, GREETING)
                (style, *_others) = re.findall(r"/static/[\w.-]+\.css", page)
                assert visitor.get(style).status_code == 200


@contextmanager
def _running(installed: Path, elsewhere: Mapping[str, str], *command: str) -> Iterator[str]:
    """The address of a program that runs, and ends well when it is told to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = {**elsewhere, "LOA_PORT": str(port)}
    with subprocess.Popen([installed, *command], cwd=elsewhere["PWD"], env=here) as program:
        try:
            yield f"http://127.0.0.1:{port}"
            assert program.poll() is None, "it ended by itself"
        finally:
            program.send_signal(signal.SIGTERM)
    assert program.returncode == 0


def _until(page: Callable[[], str], said: str) -> str:
    """The page once it says that."""
    until, shown = time.monotonic() + PATIENCE, "nothing answered"
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            shown = page()
            if said in shown:
                return shown
        time.sleep(0.1)
    raise AssertionError(shown)


def _run(*command: str, elsewhere: Mapping[str, str] | None = None, code: int = 0) -> str:
    there = elsewhere and elsewhere["PWD"]
    done = subprocess.run(command, cwd=there, env=elsewhere, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr
