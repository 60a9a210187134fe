"""A run that is killed leaves nothing behind: whatever way it ends, a watcher then ends and deletes what was its own.

The watcher is this file, run as a program; it lives in a session of its own, out of reach of what ends a run.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psutil

RUN = "TEST_RUN_OF_LOA"
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3


def watched() -> None:
    """From now on, what this process and its children start and write is watched over, in one name for all of them."""
    if RUN in os.environ:
        return
    os.environ[RUN] = uuid4().hex[:12]
    subprocess.Popen([sys.executable, __file__, os.environ[RUN], str(os.getpid())], start_new_session=True)


def own_folder(*, in_memory: bool) -> Path:
    """A new one; in memory, where a commit need not wait for a disk, if that is wanted and there is room."""
    within = MEMORY if in_memory and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM else None
    return Path(tempfile.mkdtemp(prefix=f"loa-test-{os.environ.get(RUN, '')}-", dir=within))


def watch(run: str, process: int) -> None:
    """Waits until the process is gone."""
    while os.getppid() == process:
        time.sleep(0.5)
    for folder in [*MEMORY.glob(f"loa-test-{run}-*"), *Path(tempfile.gettempdir()).glob(f"loa-test-{run}-*")]:
        _end_postgres(folder / "postgresql" / "postmaster.pid")
    for other in psutil.process_iter():
        with suppress(psutil.Error):
            if other.pid != os.getpid() and other.environ().get(RUN) == run:
                other.kill()
    for folder in [*MEMORY.glob(f"loa-test-{run}-*"), *Path(tempfile.gettempdir()).glob(f"loa-test-{run}-*")]:
        shutil.rmtree(folder, ignore_errors=True)


def _end_postgres(file: Path) -> None:
    """It is no child of ours, and shows no environment."""
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        server = psutil.Process(int(file.read_text().splitlines()[0]))
        server.send_signal(signal.SIGQUIT)
        server.wait(5)


if __name__ == "__main__":
    watch(sys.argv[1], int(sys.argv[2]))
