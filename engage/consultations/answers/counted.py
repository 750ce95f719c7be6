"""How many people, in words: the number itself for those who keep the answers, a protected one for everybody else."""

from analysis.small_numbers import in_words, shown


def people_words(count: int, *, exact: bool) -> str:
    """`1 person has answered`, or for a reader without custody `About 35 people have answered`."""
    if not exact:
        return f"{in_words(count)} have answered"
    if count == 1:
        return "1 person has answered"
    return f"{count or 'No'} people have answered" if count else "Nobody has answered yet"


def figure(count: int, *, exact: bool) -> str:
    """One count for a table; `*` stands for one to seven where it is protected."""
    return f"{count:,}" if exact else str(shown(count))
