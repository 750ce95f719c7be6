"""The theming engine as a process of its own: an order comes in as one line of JSON; how far it is and what it found go
out as lines. So the worker stays small, and when the engine dies the worker can say so. No database here."""

import json
import os
import sys
import traceback
from pathlib import Path
from typing import TextIO

from engage.themes.finding import find
from engage.themes.orders import read_order, written


def main(given: TextIO, told: TextIO) -> int:
    """Read one order, tell how far it is, and tell the findings last."""
    os.nice(5)  # people who open pages come first

    def say(share: float, sentence: str) -> None:
        print(json.dumps({"share": share, "told": sentence}), file=told, flush=True)

    order = read_order(given.readline())
    findings = find(order, say, Path(order.cache) if order.cache else None)
    print(f'{{"found": {written(findings)}}}', file=told, flush=True)
    return 0


def _guarded() -> int:
    """An error tells its kind and place, never its message, which may hold somebody's words."""
    try:
        return main(sys.stdin, sys.stdout)
    except Exception as error:  # whatever it is, the worker tells people that the search stopped
        print(type(error).__name__, *traceback.format_tb(error.__traceback__)[-4:], sep="\n", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(_guarded())
