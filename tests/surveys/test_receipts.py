"""Three-word codes and the words they are made of."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import Problem
from surveys.receipts import CHECK_WORDS, code_for, code_hash, new_token, read_receipt, token_hash
from surveys.wordlist import WORDS, words_in

keys = st.binary(min_size=1, max_size=40)


def one_change_apart(one: str, other: str) -> bool:
    """Whether a single letter changed, added or left out makes one word of the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    return one[same:] == other[same + 1 :] or one[same + 1 :] == other[same + 1 :]


@given(
    st.uuids(), keys, st.integers(0, 31), st.sampled_from([" ", "-", "", ", ", " – ", "\n"]), st.booleans()
)
def test_a_code_is_read_however_it_is_typed(
    id: UUID, key: bytes, attempt: int, between: str, loud: bool
) -> None:
    code = code_for(id, key, attempt)
    typed = code.replace("-", between)
    assert read_receipt(f"  {typed.upper() if loud else typed}. ") == code


@given(st.uuids(), keys)
def test_the_same_response_has_the_same_words_and_another_key_or_attempt_has_others(
    id: UUID, key: bytes
) -> None:
    assert code_for(id, key) == code_for(id, key)
    others = {code_for(id, key, attempt) for attempt in range(8)} | {code_for(id, key + b"x")}
    assert len(others) >= 8
    assert code_hash(code_for(id, key), key) != code_hash(code_for(id, key), key + b"x")


@given(st.text(st.characters(), max_size=300))
def test_whatever_is_typed_is_three_words_or_a_sentence(raw: str) -> None:
    read = read_receipt(raw)
    assert read == CHECK_WORDS or (isinstance(read, str) and read.count("-") == 2)


def test_two_words_four_words_and_unknown_words_are_asked_for_again() -> None:
    for raw in ("plum river", "plum river fox fox", "plum river fax", "", "😀"):
        assert read_receipt(raw) == Problem("code", "Check the three words. They look like: plum river fox")
    assert read_receipt("Plum River Fox") == "plum-river-fox"


def test_the_order_of_the_words_counts() -> None:
    assert read_receipt("fox plum river") == "fox-plum-river"


def test_there_are_enough_words_and_all_are_short_and_plain() -> None:
    assert len(WORDS) >= 512
    assert list(WORDS) == sorted(set(WORDS))
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9 for word in WORDS)


def test_no_word_is_one_slip_away_from_another() -> None:
    near = [
        (one, other)
        for place, one in enumerate(WORDS)
        for other in WORDS[:place]
        if one_change_apart(one, other)
    ]
    assert near == []


def test_no_word_begins_another_so_words_may_run_together() -> None:
    assert [(one, other) for one, other in pairwise(WORDS) if other.startswith(one)] == []
    assert words_in("rain bow PLUMfox") == ("rainbow", "plum", "fox")


def test_tokens_are_long_and_only_their_hash_is_needed() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) >= 32 for token in tokens)
    assert len(token_hash("any \ud800 thing")) == 64
