"""Starts the engine's process, hands it an order, listens, and tells in plain words when it stopped."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from engage.themes.orders import Findings, Order, read_findings, written

Tell = Callable[[float, str], Awaitable[None]]

LONGEST_LINE = 256 * 1024 * 1024  # bytes; the findings on 100,000 answers are about 40 MB
LONGEST = 30 * 60.0  # seconds

COMMAND = (sys.executable, "-m", "engage.themes.engine")


class EngineStopped(Exception):
    """The engine ended without a result; the message is a sentence for the people who wait."""


async def run_engine(order: Order, tell: Tell, command: tuple[str, ...] = COMMAND) -> Findings:
    """What the engine finds. Raises EngineStopped; an error of `tell` stops the engine and goes on up."""
    # it needs neither the database nor the secret
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ENGAGE_")}
    engine = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
        env={**environment, "PYTHONHASHSEED": "0"},
    )
    try:
        return await _listen(engine, order, tell)
    finally:
        if engine.returncode is None:
            engine.kill()
            await engine.wait()


async def _listen(engine: asyncio.subprocess.Process, order: Order, tell: Tell) -> Findings:
    found: Any = None
    await _hand_over(engine, order)
    assert engine.stdout
    until = asyncio.get_running_loop().time() + LONGEST
    while line := await _line(engine.stdout, until):
        said = _understood(line)
        if "found" in said:
            found = said["found"]
        else:
            await tell(0.95 * float(said["share"]), str(said["told"]))
    code = await engine.wait()
    if code or found is None:
        raise EngineStopped(_why(code))
    return read_findings(found)


async def _hand_over(engine: asyncio.subprocess.Process, order: Order) -> None:
    assert engine.stdin
    try:
        engine.stdin.write(written(order).encode() + b"\n")
        await engine.stdin.drain()
        engine.stdin.close()
    except ConnectionError:
        raise EngineStopped(_why(await engine.wait())) from None


async def _line(stream: asyncio.StreamReader, until: float) -> bytes:
    try:
        async with asyncio.timeout_at(until):
            return await stream.readline()
    except TimeoutError:
        raise EngineStopped("It took longer than half an hour and was stopped.") from None


def _understood(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise EngineStopped("It said something that could not be understood. Nothing was changed.")
    return said


def _why(code: int) -> str:
    if code == -9:
        return "It was stopped from outside, most likely because this machine ran out of memory."
    return f"It broke off (code {code}). Nothing was changed; ask again, and tell your administrator if it stops again."
