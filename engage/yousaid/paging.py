"""Which page of a long list is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE = 20
T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of a list: its items, its number from 1, and how many pages there are."""

    items: Sequence[T]
    number: int
    pages: int


def part_of(everything: Sequence[T], asked: str) -> Part[T]:
    """The page an address asks for, or the nearest there is."""
    pages = max(1, -(-len(everything) // PAGE))
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    number = min(max(1, number), pages)
    return Part(everything[(number - 1) * PAGE : number * PAGE], number, pages)
