"""Sentence vectors: cut into pieces, read by the models, kept and found again."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analysis.embed.encoder import Encoder, Floats, installed
from analysis.embed.store import VectorStore, _recent, keep_ready, ready_made, text_key
from analysis.embed.wordpiece import WordPiece, basic_words

PIECES = {
    piece: place
    for place, piece in enumerate(["[CLS]", "[SEP]", "[UNK]", "bus", "##es", "late", "!", "cafe"])
}


class Lengths:
    """An encoder of our own whose vectors are easy to work out; it counts the texts it reads."""

    title = "lengths"

    def __init__(self, key: str = "lengths") -> None:
        self.key = key
        self.read = 0

    def encode(self, texts: Sequence[str]) -> Floats:
        self.read += len(texts)
        rows = np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(-1, 2)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_words_lose_case_and_accents_and_signs_stand_alone() -> None:
    assert basic_words("Café, isn't\u00a0it?") == ["cafe", ",", "isn", "'", "t", "it", "?"]


def test_the_longest_known_piece_is_taken_first() -> None:
    cut = WordPiece(PIECES, 8)
    assert cut.pieces("Buses late!") == [0, 3, 4, 5, 6, 1]
    assert cut.pieces("tram") == [0, 2, 1]
    assert cut.pieces("bus " * 50) == [0, 3, 3, 3, 3, 3, 3, 1]


def test_a_text_is_read_once_and_found_again_in_the_folder(tmp_path: Path) -> None:
    _recent.clear()
    first = Lengths()
    rows = VectorStore(first, tmp_path).vectors(["a", "bb", "a"])
    assert first.read == 2
    _recent.clear()  # as in another process
    second = Lengths()
    again = VectorStore(second, tmp_path).vectors(["bb", "a", "ccc"])
    assert second.read == 1
    assert np.array_equal(rows[1], again[0])
    assert np.allclose(np.linalg.norm(again, axis=1), 1)


def test_a_process_remembers_what_it_read_last_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.embed.store.MOST_RECENT", 3)
    encoder = Lengths("forgetful")
    VectorStore(encoder).vectors(["a", "b", "c", "d", "e"])
    VectorStore(encoder).vectors(["e"])
    assert encoder.read == 5
    assert len(_recent["forgetful"]) == 3


def test_a_damaged_folder_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "vectors-lengths.npz").write_bytes(b"not a zip")
    assert VectorStore(Lengths(), tmp_path).vectors(["a"]).shape == (1, 2)
    assert VectorStore(Lengths(), tmp_path).vectors([]).shape[0] == 0


def test_vectors_kept_small_come_back_nearly_the_same(tmp_path: Path) -> None:
    encoder = Lengths()
    keep_ready(tmp_path, encoder, ["a", "bbbb"])
    found = ready_made(tmp_path, "lengths")
    assert set(found) == {text_key("a"), text_key("bbbb")}
    assert np.allclose(found[text_key("a")], encoder.encode(["a"])[0], atol=0.01)
    assert ready_made(tmp_path, "another") == {}


@pytest.mark.parametrize("place", [0, 1])
def test_each_model_finds_meaning_and_does_not_care_about_company(place: int) -> None:
    encoders, _ = installed()
    if len(encoders) <= place:
        pytest.skip("this language model is not installed")
    encoder: Encoder = encoders[place]
    texts = ["The bus never comes on time", "Our taxi is always late", "I like drawing cats", ""]
    rows = encoder.encode(texts)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert np.array_equal(encoder.encode(texts[1:3])[0], rows[1])
