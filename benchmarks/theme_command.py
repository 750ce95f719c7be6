"""What the theme command costs: seconds from cold and peak memory for 1,000 short answers, and how fast it says hello.

Prints `name=value` lines. The answers are put together here, so that the figures need no other files.
"""

from __future__ import annotations

import csv
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNT = 1000
WHO = ("My son", "Our daughter", "My grandson", "He", "She", "My eldest", "Our youngest", "My foster child")
WHAT = (
    "waited nearly two years for an autism assessment",
    "has a plan that still names the old school",
    "sits on the taxi for an hour each way",
    "gets help in maths but nothing at lunch",
    "was moved to college without a single visit",
    "has not seen the speech therapist since spring",
    "loves the youth forum on Thursdays",
    "was told three different things by three people",
    "has nobody who answers the phone for us",
    "needs a quiet room and there is none",
    "lost every short break when the club closed",
    "was never asked what would help",
)
SO = (
    "and we are worn out",
    "so I gave up work",
    "and nobody tells us why",
    "which is not good enough",
    "and it made a real difference",
    "so we paid for it ourselves",
    "and school agrees with us",
    "please sort it before summer",
    "and it gets worse every term",
    "so now we just wait",
    "and that is the truth",
)


def write_answers(path: Path) -> None:
    """1,000 different answers of about fourteen words."""
    every = itertools.product(WHO, WHAT, SO)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Nr", "What would make the biggest difference?"])
        writer.writerows(
            [place, " ".join(parts)] for place, parts in enumerate(itertools.islice(every, COUNT), 1)
        )


def timed(arguments: list[str]) -> tuple[float, float, int]:
    """(seconds, processor seconds, peak resident megabytes) of a command run in a process of its own."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "analysis", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"The command ended with {child.returncode}.")
    scale = 1024 if sys.platform == "linux" else 1024 * 1024  # macOS counts bytes
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // scale


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.csv"
        write_answers(answers)
        wishes = ["--text", "What would make the biggest difference?", "--out", str(Path(folder) / "out")]
        seconds, processor, megabytes = timed(["theme", str(answers), *wishes])
    print(f"theme_1000_answers_seconds={seconds:.1f}")
    print(f"theme_1000_answers_processor_seconds={processor:.1f}")
    print(f"theme_1000_answers_peak_mb={megabytes}")
    print(f"theme_help_seconds={min(timed(['--help'])[0] for _ in range(5)):.3f}")


if __name__ == "__main__":
    main()
