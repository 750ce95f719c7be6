"""Starting and stopping all of it on one machine: the database, the demo, the site and the worker."""

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from engage.embedded import Embedded, NotStarted
from engage.settings import Settings, settings
from engage.upkeep import NAME, STOP_SIGNS, server, settings_or_leave, undisturbed, use

_BEING_MADE = "engage_being_made"
_ANSWERS_WITHIN = 60.0  # seconds
_STOPS_WITHIN = 15.0
_MIGRATES_WITHIN = 20.0


class _Wish:
    """Whether we were told to stop. It is noted, not thrown, so no step is cut in half and no process forgotten."""

    def __init__(self) -> None:
        self.told = False
        for sign in STOP_SIGNS:
            if signal.getsignal(sign) is not signal.SIG_IGN:
                signal.signal(sign, self._note)

    def _note(self, _sign: int, _frame: FrameType | None) -> None:
        self.told = True


def run() -> int:
    """Start everything and wait; Ctrl-C or SIGTERM stops all of it in order. 0 when told to stop."""
    given = settings_or_leave()
    if trouble := _trouble_with_port(given):
        print(trouble, file=sys.stderr)
        return 2
    wish = _Wish()
    try:
        with server(given) as embedded:
            code = _prepare(embedded, wish)
            if not wish.told and not code:
                code = _serve(settings(), embedded, wish)
            return 0 if wish.told else code
    except SystemExit:
        # a terminal's Ctrl-C also reaches PostgreSQL's own first steps, which then say that they failed
        if wish.told:
            return 0
        raise


def _trouble_with_port(given: Settings) -> str | None:
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    try:
        with socket.create_server((given.host, given.port), family=family):
            return None
    except OSError as error:
        match error.errno:
            case errno.EADDRINUSE:
                told = f"Something else is using port {given.port}. Set ENGAGE_PORT to another one, such as 8001."
            case errno.EACCES:
                told = (
                    f"Only the machine's owner may use port {given.port}. Set ENGAGE_PORT to one above 1023."
                )
            case _:
                told = f"This machine has no address {given.host}. Set ENGAGE_HOST to one it has, or take it away."
        return told


def _prepare(embedded: Embedded | None, wish: _Wish) -> int:
    """Migrate and, where wished, make the demo. A new database gets its name when both are done, so that a start that
    was cut short leaves nothing half made."""
    name = NAME if embedded is None or embedded.has(NAME) else _BEING_MADE
    if embedded:
        if name == _BEING_MADE:
            embedded.drop(name)
        use(embedded.ensure(name))
    code = _step(["-m", "engage.cli", "migrate"], wish, _MIGRATES_WITHIN)
    if settings().demo and not code and not wish.told:
        code = _step(["-m", "engage.demo"], wish)
    if embedded and name == _BEING_MADE and not code and not wish.told:
        use(embedded.rename(name, NAME))
    return code


def _step(command: list[str], wish: _Wish, may_finish: float = 0.0) -> int:
    """One of our commands from beginning to end. Told to stop, it has `may_finish` seconds more."""
    child = subprocess.Popen([sys.executable, *command], start_new_session=True)
    while child.poll() is None and not wish.told:
        time.sleep(0.05)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=may_finish)
    _stop(child)
    return child.returncode


def site_command(given: Settings) -> list[str]:
    """The server process."""
    return [
        sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "engage.app:create_site",
        "--host", given.host, "--port", str(given.port), "--workers", str(given.workers),
        "--no-access-log", "--log-level", "warning", "--backpressure", "64",
        "--workers-kill-timeout", "10", "--respawn-failed-workers",
    ]  # fmt: skip


class _Kept:
    """One of our processes, started again when it ends: at once, then more and more slowly while that does not help."""

    def __init__(self, name: str, command: list[str]) -> None:
        self._name, self._command = name, command
        self._pause = 0.0
        self._start()

    def _start(self) -> None:
        # a process group of its own, so that Ctrl-C reaches this process alone and it stops them in order
        self.child = subprocess.Popen(self._command, start_new_session=True)
        self._since = time.monotonic()

    def look_after(self) -> None:
        """Start it again if it has ended."""
        lived = time.monotonic() - self._since
        if self.child.poll() is None:
            self._pause = 0.0 if lived > 60 else self._pause
        elif lived >= self._pause:
            print(f"The {self._name} ended ({self.child.returncode}) and is started again.", file=sys.stderr)
            self._pause = min(60.0, 2 * self._pause + 1)
            _stop(self.child)
            self._start()


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, then end whatever is left of its group."""
    if child.poll() is None:
        child.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=_STOPS_WITHIN)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _serve(given: Settings, embedded: Embedded | None, wish: _Wish) -> int:
    site = _Kept("site", site_command(given))
    worker = _Kept("worker", [sys.executable, "-m", "engage.cli", "worker"])
    try:
        if not _is_answering(given, site.child, wish):
            if not wish.told:
                print("The site did not start; the reason is above.", file=sys.stderr)
            return 1
        print(_greeting(given), flush=True)
        while not wish.told:
            time.sleep(0.2)
            site.look_after()
            worker.look_after()
            if embedded:
                _keep(embedded)
        return 0
    finally:
        with contextlib.suppress(OSError):  # the terminal may be gone
            print("\nStopping …", flush=True)
        _stop(site.child)
        _stop(worker.child)


def _keep(embedded: Embedded) -> None:
    try:
        with undisturbed():
            embedded.keep()
    except NotStarted as trouble:  # what is left of the old one may take a moment to go
        print(trouble, file=sys.stderr)
        time.sleep(1)


def _is_answering(given: Settings, site: "subprocess.Popen[bytes]", wish: _Wish) -> bool:
    """Wait until the site answers at all; False when it ends, takes too long, or nobody wants it any more."""
    host = f"[{given.host}]" if ":" in given.host else given.host
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _ANSWERS_WITHIN
    while site.poll() is None and not wish.told and time.monotonic() < until:
        try:
            directly.open(f"http://{host}:{given.port}/health", timeout=2).close()
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def _greeting(given: Settings) -> str:
    lines = ["", f"  The site is at {given.address}", "  Ctrl-C stops it; the data stay."]
    if given.demo:
        from engage.demo.sign_ins import sign_ins

        lines += ["", *sign_ins(given.address)]
    return "\n".join([*lines, ""])
