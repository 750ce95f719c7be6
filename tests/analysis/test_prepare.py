"""What counts as saying nothing, and what is kept of a text."""

from __future__ import annotations

import pytest

from analysis.prepare import clean, prepare, says_nothing, word_spans


@pytest.mark.parametrize(
    "text", ["", " ", ".", "-", "n/a", "N/A.", "NA", "Nothing", "none!", "don’t know", "asdfghjkl", "???"]
)
def test_a_text_without_content_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["bus", "CAMHS", "😀", "too long", "nothing ever changes", "ਬੱਸ ਦੇਰ ਨਾਲ"])
def test_short_answers_with_content_are_kept(text: str) -> None:
    assert not says_nothing(text)


def test_no_is_an_answer_only_beside_a_yes_or_no_question() -> None:
    assert not says_nothing("no", "Do adults listen to you?")
    assert says_nothing("no", "Anything else?")


def test_cleaning_drops_hidden_marks_and_survives_lone_surrogates() -> None:
    assert clean("a\u200bb\u202e c\ud800\n d") == "ab c\ufffd d"
    assert clean("👩\u200d👧") == "👩\u200d👧"


def test_words_know_where_they_stand() -> None:
    text = "Don’t cut the BUS"
    assert [text[start:end] for _, start, end in word_spans(text)] == ["Don’t", "cut", "the", "BUS"]
    assert word_spans(text)[0][0] == "don't"


def test_vowel_signs_do_not_break_a_word() -> None:
    assert [word for word, _, _ in word_spans("ਪਲੈਨ ਵਿੱਚ")] == ["ਪਲੈਨ", "ਵਿੱਚ"]


def test_the_same_words_are_grouped_whatever_the_order_of_rows() -> None:
    texts = ["The bus is late", "n/a", "the bus is late!", "No bus"]
    forward = prepare(texts, ["q"] * 4)
    backward = prepare(texts[::-1], ["q"] * 4)
    assert forward.texts == backward.texts == ("No bus", "The bus is late")
    assert forward.counts == (1, 2)
    assert forward.of_passage == (1, -1, 1, 0)
