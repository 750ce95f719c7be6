"""Every benchmark, one after another, and whether each goal we set ourselves is met. `python -m benchmarks`

Exit code 1 when a goal is missed or a benchmark could not be run to its end; a benchmark that this machine cannot run
is skipped, and says why.
"""

import importlib.util
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Goal:
    """A figure and the most (or least) it may be."""

    figure: str
    limit: float
    is_least: bool = False

    def told(self, figures: dict[str, float]) -> tuple[bool, str]:
        """Whether it is met, and the line that says so."""
        found = figures.get(self.figure)
        met = found is not None and (found >= self.limit if self.is_least else found <= self.limit)
        bound = f"at {'least' if self.is_least else 'most'} {self.limit:g}"
        return met, f"goal_{self.figure}={'met' if met else 'missed'} ({bound})"


GOALS: dict[str, tuple[Goal, ...]] = {
    "startup": (Goal("engage_help_seconds", 0.5),),
    "answering": (
        Goal("cpu_ms_per_answered_question", 8),
        Goal("answered_per_second", 200, is_least=True),
        Goal("acknowledged_but_lost", 0),
        Goal("server_pss_mb", 200),
    ),
    "routing": (Goal("next_ms_median", 1), Goal("next_ms_p99", 1)),
    "page_weight": (
        Goal("bytes_first_without_fonts", 14 * 1024),
        Goal("bytes_first_with_fonts", 40 * 1024),
        Goal("requests_first", 6),
        Goal("third_party_requests", 0),
        Goal("lcp_ms_first", 1200),
    ),
    "types_weight": (Goal("bytes_heaviest", 14 * 1024), Goal("bytes_of_scripts_most", 4 * 1024)),
    "offline": (
        Goal("drop_and_return_cycles", 50, is_least=True),
        Goal("answers_lost", 0),
        Goal("answers_doubled", 0),
        Goal("answers_lost_without_the_worker_of_1", 1, is_least=True),
        Goal("bytes_worker", 8 * 1024),
        Goal("bytes_questions_of_60", 60 * 1024),
    ),
    "cards": (Goal("made_and_printed_seconds", 10), Goal("longest_wait_of_others_ms", 500)),
    "builder_weight": (Goal("bytes_heaviest", 60 * 1024), Goal("third_party_requests", 0)),
    "results": (
        Goal("results_seconds", 1.0),
        Goal("results_of_a_group_seconds", 1.0),
        Goal("words_seconds", 1.0),
        Goal("csv_seconds", 20),
        Goal("xlsx_seconds", 30),
        Goal("files_memory_mb", 64),
    ),
    "invitations": (
        Goal("list_read_seconds", 10),
        Goal("queued_seconds", 5),
        Goal("letters_lost", 0),
        Goal("letters_doubled", 0),
    ),
    "theme_command": (
        Goal("theme_1000_answers_seconds", 90),
        Goal("theme_1000_answers_peak_mb", 1024),
    ),
}


def why_not(name: str) -> str | None:
    """Why this machine cannot run a benchmark, if it cannot."""
    if name not in {"page_weight", "types_weight", "builder_weight", "offline"}:
        return None
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed"
    from benchmarks.page_weight import CHROMIUM

    return None if Path(CHROMIUM).exists() else f"there is no {CHROMIUM}; `make chromium` installs it"


def run(name: str) -> tuple[int, dict[str, float]]:
    """Run one in a process of its own and pass on what it prints: its exit code and its figures."""
    figures: dict[str, float] = {}
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            print(line, end="", flush=True)
            figure, _, value = line.strip().partition("=")
            try:
                figures[figure] = float(value)
            except ValueError:
                continue
    return child.returncode, figures


def main() -> int:
    """All of them."""
    code = 0
    for name, goals in GOALS.items():
        print(f"\n== {name} ==", flush=True)
        if reason := why_not(name):
            print(f"skipped: {reason}")
            continue
        ended, figures = run(name)
        if ended:
            print(f"failed: it ended with {ended}")
        told = [goal.told(figures) for goal in goals]
        print("\n".join(line for _, line in told), flush=True)
        if ended or not all(met for met, _ in told):
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
