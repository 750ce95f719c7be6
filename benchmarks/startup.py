"""How long `engage --help` takes to answer, from nothing. `python -m benchmarks.startup`"""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.site import say

ENGAGE = Path(sys.executable).with_name("engage")
TIMES = 5


def seconds() -> float:
    """One call, as a shell makes it."""
    began = time.perf_counter()
    subprocess.run([ENGAGE, "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print the quickest of a few; the first also reads the files from the disk."""
    taken = [seconds() for _ in range(TIMES)]
    say(engage_help_seconds=min(taken), engage_help_seconds_first=taken[0])


if __name__ == "__main__":
    main()
