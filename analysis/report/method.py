"""How a run was done and what it cannot do, in sentences for the end of a report."""

from __future__ import annotations

from analysis.report.job import Job

LIMITS = (
    (
        "A program made this first sorting. People should read the answers, rename or merge themes, and check the "
        "links before anything is decided or published."
    ),
    "Each answer has one theme here, also where it speaks about several things.",
    (
        "The number of answers shows how often something was said, not how much it matters. Few voices can be "
        "the ones that count most."
    ),
    "It holds people's own words. Take out names and anything that shows who somebody is before sharing it.",
)


def method(job: Job) -> tuple[str, ...]:
    """What was done, in order."""
    run = job.theming.run
    lines = [
        f"Read from {job.source}{f', sheet “{job.sheet}”' if job.sheet else ''}, column “{job.text_column}”.",
        f"Answers in the same words were taken together: {run.distinct:,} different answers with content.",
    ]
    if run.themes:
        lines += [f"Answers were compared by {_listed(run.representations)}.", _how_themes(job)]
    if job.framework:
        lines.append(
            f"Each answer was linked to “{job.framework.title}” by its words and meaning. {_bank(job)}"
        )
    lines += run.notes
    lines.append(
        f"The same file, settings and program versions give the same result (seed {run.seed}; the record is in run.json)."
    )
    return tuple(lines)


def _how_themes(job: Job) -> str:
    themes = job.theming.themes
    known = sum(bool(theme.known_as) for theme in themes)
    if not known:
        chosen = "set by hand" if _by_hand(job) else "proposed from how many answers there are"
        return f"Answers nearest to each other became {len(themes)} themes. Their number was {chosen}."
    found = len(themes) - known
    first = f"{known} of the {len(themes)} themes" if found else f"All {known} themes"
    rest = f" The other {found} were found by putting near answers together." if found else ""
    return f"{first} were recognised with the help of example answers from this field.{rest}"


def _bank(job: Job) -> str:
    if job.theming.run.bank_fingerprint:
        return "It was taught with example answers that were written for this purpose."
    return "It had only the plan's own words to go by, so these links are a first guess."


def _by_hand(job: Job) -> bool:
    return dict(job.theming.run.parameters).get("n_themes") != "proposed"


def _listed(parts: tuple[str, ...]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def limits(job: Job) -> tuple[str, ...]:
    """What a reader must know before using it."""
    lines = [*LIMITS]
    if not job.framework:
        lines.append("No plan was given, so no answer was linked to a focus area.")
    return tuple(lines)
