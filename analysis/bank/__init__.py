"""Example answers about SEND services, with the focus area and the theme a careful reader would choose.

They were written for this purpose. An area can add its own: every TOML file in this folder is read.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Example:
    """One example answer. `area` is a focus area's code or "none"; `who` is a group of respondents."""

    text: str
    question: str
    area: str
    theme: str
    who: str


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """A theme with the name an officer would publish."""

    code: str
    name: str
    area: str
    description: str


@dataclass(frozen=True, slots=True)
class Bank:
    """All examples and named themes. `fingerprint` changes when any of them does."""

    examples: tuple[Example, ...]
    themes: tuple[KnownTheme, ...]
    fingerprint: str

    @property
    def areas(self) -> frozenset[str]:
        """Codes of the focus areas that have examples, "none" left out."""
        return frozenset(example.area for example in self.examples) - {"none"}

    def names(self) -> dict[str, str]:
        """Names of themes by code."""
        return {theme.code: theme.name for theme in self.themes}


@cache
def load_bank() -> Bank:
    """Every TOML file beside this one. Raises ValueError naming the file that is damaged."""
    examples: list[Example] = []
    themes: list[KnownTheme] = []
    digest = hashlib.sha256()
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    for file in files:
        if not file.name.endswith(".toml"):
            continue
        text = file.read_text(encoding="utf-8")
        digest.update(text.encode())
        try:
            raw = tomllib.loads(text)
            examples += [Example(**entry) for entry in raw.get("examples", [])]
            themes += [KnownTheme(**entry) for entry in raw.get("themes", [])]
        except (tomllib.TOMLDecodeError, TypeError) as problem:
            raise ValueError(f"The example file {file.name} cannot be read: {problem}.") from problem
    return Bank(tuple(examples), tuple(themes), digest.hexdigest())
