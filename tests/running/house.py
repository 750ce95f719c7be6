"""`engage run` as somebody starts it: a process of its own, with a data folder and a port of its own."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from engage import database
from engage.settings import settings

T = TypeVar("T")
ROOT = Path(__file__).parent.parent.parent


def _as_a_terminal_does() -> None:
    """A shell's background jobs ignore Ctrl-C and hand that down; what a person starts by hand does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


GREETING = "Ctrl-C stops it"


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(is_so: Callable[[], object], seconds: float, what: str) -> None:
    """Wait for something to become so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with these settings and no others of ours."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ENGAGE_")}
    return {**plain, **settings}


def command(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """One `engage` command, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "engage.cli", *words],
        env=environment(**settings), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def inside(url: str, act: Callable[[], Awaitable[T]]) -> T:
    """Do something with our own functions in a database, in an event loop of its own."""

    async def done() -> T:
        await database.open_pool(2)
        try:
            return await act()
        finally:
            await database.close_pool()

    os.environ["ENGAGE_DATABASE_URL"] = url
    settings.cache_clear()
    database.engine.config = {"dsn": url}
    try:
        return asyncio.run(done())
    finally:
        os.environ.pop("ENGAGE_DATABASE_URL")
        settings.cache_clear()


@dataclass
class House:
    """One data folder, and the site that is started in it now and again."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def settings(self) -> dict[str, str]:
        return {"ENGAGE_DATA": str(self.folder / "data"), "ENGAGE_PORT": str(self.port)}

    @property
    def postgres(self) -> Path:
        return self.folder / "data" / "postgres"

    @property
    def database_url(self) -> str:
        return f"postgresql://postgres:@/engage?host={self.postgres}"

    @property
    def said(self) -> str:
        """Everything printed since the last start."""
        return (self.folder / "said").read_text()

    def start(self, **more: str) -> None:
        """`engage run`, as the leader of a process group, as a terminal would start it."""
        with (self.folder / "said").open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "engage.cli", "run"],
                env=environment(**self.settings, **more), cwd=ROOT, stdout=out, stderr=out,
                stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=_as_a_terminal_does,
            )  # fmt: skip

    def has_greeted(self) -> bool:
        assert self.process
        assert self.process.poll() is None, self.said
        return GREETING in self.said

    def greets(self, seconds: float = 90) -> None:
        """Wait for the greeting."""
        until(self.has_greeted, seconds, f"the greeting; so far: {self.said}")

    def press_ctrl_c(self) -> int:
        """What a terminal does: every process in its foreground hears it. The exit code."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(60)

    def tell(self, sign: signal.Signals) -> int:
        """One signal to the one process; the exit code."""
        assert self.process
        self.process.send_signal(sign)
        return self.process.wait(60)

    def living(self) -> dict[int, str]:
        """Every process that works in this folder, by its command line or its environment."""
        return living(str(self.folder))

    def pid_of(self, words: str) -> int:
        """The oldest process of this house whose command holds these words."""
        return min(pid for pid, line in self.living().items() if words in line)

    def answers(self) -> int:
        """The status of /health just now; 0 when nobody listens."""
        return status_of(f"http://127.0.0.1:{self.port}/health")

    def health(self) -> dict[str, str]:
        """What /health says."""
        with _DIRECTLY.open(f"http://127.0.0.1:{self.port}/health", timeout=5) as answer:
            told = json.load(answer)
        assert isinstance(told, dict)
        return told

    def end(self) -> None:
        """Whatever happened, nothing of it goes on."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
        for pid in self.living():
            os.kill(pid, signal.SIGKILL)


_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def status_of(address: str) -> int:
    """The status of one page; 0 when nobody listens."""
    try:
        with _DIRECTLY.open(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def living(folder: str) -> dict[int, str]:
    """Processes that name this folder in their command line or environment, and are no zombies."""
    found = {}
    for path in Path("/proc").iterdir():
        if not path.name.isdigit() or int(path.name) == os.getpid():
            continue
        try:
            line = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            if line and (folder in line or folder.encode() in (path / "environ").read_bytes()):
                found[int(path.name)] = line
        except OSError:  # it has ended, or belongs to somebody else
            continue
    return found
