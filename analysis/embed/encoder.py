"""What every sentence model looks like from outside, and which ones this machine has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Encoder(Protocol):
    """A model. `key` names the model and what was done with it: vectors of one key may be compared and stored."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows of unit length, one a text. A text's row does not depend on the texts around it."""
        ...


@cache
def installed() -> tuple[tuple[Encoder, ...], tuple[str, ...]]:
    """The encoders that work here, and a sentence for each one that is missing."""
    from analysis.embed.e5 import load_e5
    from analysis.embed.minilm import load_minilm

    found: list[Encoder] = []
    missing: list[str] = []
    for title, load in (("multilingual-e5-small", load_e5), ("all-MiniLM-L6-v2", load_minilm)):
        encoder = load()
        if encoder is None:
            missing.append(
                f"The language model {title} is not installed, so the result rests more on single words."
            )
        else:
            found.append(encoder)
    return tuple(found), tuple(missing)
