"""Keeps sentence vectors so that each text is read by a model once: in memory, and in a folder if one is given."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analysis.embed.encoder import Encoder, Floats

Half = npt.NDArray[np.float16]
AT_ONCE = 128
MOST_RECENT = 4_000
_recent: dict[
    str, dict[str, Half]
] = {}  # by encoder: what this process read last, so that a second run need not


class VectorStore:
    """Vectors of one encoder by the hash of their text. Half precision everywhere, so stored and fresh ones are equal.

    `known` are vectors that came with the program; `heard` is called with (texts read, texts to read).
    """

    def __init__(
        self,
        encoder: Encoder,
        folder: Path | None = None,
        known: Mapping[str, Half] | None = None,
        heard: Callable[[int, int], None] | None = None,
    ) -> None:
        self._encoder = encoder
        self._path = folder / f"vectors-{encoder.key}.npz" if folder else None
        self._known = known or {}
        self._heard = heard or (lambda done, total: None)
        self._held = _read(self._path)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One unit row a text."""
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        keys = [text_key(text) for text in texts]
        missing = {
            key: text
            for key, text in zip(keys, texts, strict=True)
            if key not in self._held and key not in self._known
        }
        recent = _recent.setdefault(self._encoder.key, {})
        self._held.update({key: recent[key] for key in missing if key in recent})
        unread = {key: text for key, text in missing.items() if key not in recent}
        if unread:
            self._learn(unread)
            _remember(recent, {key: self._held[key] for key in unread})
        # what came with the program goes first, so that an old folder changes nothing
        rows = [self._known[key] if key in self._known else self._held[key] for key in keys]
        wide = np.array(rows, dtype=np.float32).reshape(len(keys), -1)
        return np.asarray(
            wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-6), dtype=np.float32
        )

    def _learn(self, missing: Mapping[str, str]) -> None:
        # texts of one length together keep a batch from waiting for its longest
        order = sorted(missing, key=lambda key: (len(missing[key]), key))
        for start in range(0, len(order), AT_ONCE):
            part = order[start : start + AT_ONCE]
            fresh = self._encoder.encode([missing[key] for key in part]).astype(np.float16)
            self._held.update(zip(part, fresh, strict=True))
            self._heard(min(start + AT_ONCE, len(order)), len(order))
        _write(self._path, self._held)


def _remember(recent: dict[str, Half], fresh: Mapping[str, Half]) -> None:
    recent.update(fresh)
    for key in list(recent)[: max(0, len(recent) - MOST_RECENT)]:
        recent.pop(key, None)


def text_key(text: str) -> str:
    """A short fingerprint of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _read(path: Path | None) -> dict[str, Half]:
    """What a folder holds; a damaged or strange file counts as empty, because everything in it can be made again."""
    if path is None or not path.exists():
        return {}
    try:
        with np.load(path, allow_pickle=False) as kept:
            keys, rows = kept["keys"], kept["rows"]
            return dict(zip((str(key) for key in keys), rows.astype(np.float16), strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}


def _write(path: Path | None, held: Mapping[str, Half]) -> None:
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = sorted(held)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        np.savez(file, keys=np.array(keys), rows=np.array([held[key] for key in keys], dtype=np.float16))
    aside.replace(path)


def ready_made(folder: Path, key: str) -> dict[str, Half]:
    """Vectors that were made before and stored small, in 8 bits, by `keep_ready`; empty where there are none."""
    path = folder / f"{key}.npz"
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        rows = kept["rows"].astype(np.float32) * (kept["scales"].astype(np.float32)[:, None] / 127)
        return dict(zip((bytes(name).hex() for name in kept["keys"]), rows.astype(np.float16), strict=True))


def keep_ready(folder: Path, encoder: Encoder, texts: Sequence[str]) -> Path:
    """Read texts and store their vectors for `ready_made`."""
    chosen = {text_key(text): text for text in texts}
    keys = sorted(chosen)
    rows = encoder.encode([chosen[key] for key in keys])
    scales = np.abs(rows).max(axis=1)
    path = folder / f"{encoder.key}.npz"
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            keys=np.array([np.frombuffer(bytes.fromhex(key), dtype=np.uint8) for key in keys]),
            rows=np.round(rows / scales[:, None] * 127).astype(np.int8),
            scales=scales.astype(np.float16),
        )
    return path
