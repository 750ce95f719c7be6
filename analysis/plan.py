"""Decides which models look at how many texts, so that a run stays within a minute or two on two cores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from analysis.embed.encoder import Encoder, installed
from analysis.embed.store import Half, VectorStore, ready_made

# distinct texts up to which a model is used; its choice depends on nothing else, so a run can be repeated
BESIDE_QUESTION, ALL_MODELS, ONE_MODEL = 500, 4_000, 6_000


@dataclass(frozen=True, slots=True)
class Looking:
    """Stores of sentence vectors for answers alone and for answers beside their question, and what to record."""

    answers: tuple[VectorStore, ...]
    asked: tuple[VectorStore, ...]
    titles: tuple[str, ...]
    notes: tuple[str, ...]


def plan_looking(
    distinct: int, folder: Path | None, heard: Callable[[int, int], None] | None = None
) -> Looking:
    """The plan for this many distinct texts."""
    encoders, missing = installed()
    used = encoders if distinct <= ALL_MODELS else encoders[:1] if distinct <= ONE_MODEL else ()
    notes = list(missing)
    if len(used) < len(encoders):
        left_out = ", ".join(encoder.title for encoder in encoders[len(used) :])
        notes.append(f"With {distinct:,} different answers, {left_out} was left out to save time.")
    stores = tuple(_store(encoder, folder, heard) for encoder in used)
    asked = stores[:1] if distinct <= BESIDE_QUESTION else ()
    titles = ("words", "letter groups", *(encoder.title for encoder in used))
    return Looking(stores, asked, titles, tuple(notes))


def _store(encoder: Encoder, folder: Path | None, heard: Callable[[int, int], None] | None) -> VectorStore:
    return VectorStore(encoder, folder, _shipped(encoder.key), heard)


@cache
def _shipped(key: str) -> Mapping[str, Half]:
    """Vectors of the bank's examples that came with the program, so that nobody waits for them."""
    return ready_made(Path(str(resources.files("analysis.bank"))), key)
