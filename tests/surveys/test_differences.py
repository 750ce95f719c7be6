"""What differs between two wordings: nothing is passed over, and a slip put right is never more than words."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definition import Definition, Option, QuestionKind
from surveys.differences import Part, What, differences, may_be_correction
from surveys.editing import (
    Direction,
    add_question,
    changed,
    move_question,
    remove_question,
    replace_question,
    set_intro,
)
from surveys.order import moved_among
from surveys.question import Question
from surveys.word_by_word import Stroke, word_by_word
from tests.surveys.makers import FEEL, FEELING, HARD, HELP, LONG, MANY, SCHOOL, SINGLE
from tests.surveys.wordings import wordings


def part_of(id: str, parts: tuple[Part, ...]) -> Part:
    return next(part for part in parts if part.id == id)


@given(wordings(), wordings())
@settings(max_examples=200, deadline=None)
def test_two_wordings_without_a_difference_are_equal(one: Definition, other: Definition) -> None:
    assert differences(one, one) == ()
    assert bool(differences(one, other)) == (one != other)


# written down a second time on purpose: what has to stay for a slip to be a slip
_WORDS = {
    "text",
    "title",
    "intro",
    "hint",
    "stem",
    "unit",
    "transcript",
    "symbol",
    "audio",
    "video",
    "languages",
}
_WORDS |= {"picture", "picture_says", "unoffered", "translated_from"}


def _bones(value: Any) -> Any:
    """A survey without its words and pictures."""
    if isinstance(value, dict):
        return {name: _bones(one) for name, one in value.items() if name not in _WORDS}
    return [_bones(one) for one in value] if isinstance(value, list) else value


@given(wordings(), wordings())
@settings(max_examples=200, deadline=None)
def test_only_words_and_pictures_may_be_put_right(one: Definition, other: Definition) -> None:
    same_bones = _bones(one.model_dump(mode="json")) == _bones(other.model_dump(mode="json"))
    assert may_be_correction(differences(one, other)) == same_bones


def test_a_word_changed_in_a_question_is_told_with_before_and_after() -> None:
    asked = changed(SINGLE, text={"en": "Do you get enough help?", "en-simple": "Do you get help?"})
    (part,) = differences(SCHOOL, replace_question(SCHOOL, asked))
    (found,) = part.found
    assert (part.id, part.number, part.words) == (HELP, 2, "Do you get enough help?")
    assert (found.what, found.place, found.language) == (What.reworded, "text", "en")
    assert (part.is_wording_only, part.asks_for_join, part.must_be_apart) == (True, True, False)


def test_a_translation_added_asks_nothing_of_anybody() -> None:
    asked = changed(SINGLE, text={**SINGLE.text, "pl": "Czy dostajesz pomoc?"})
    (part,) = differences(SCHOOL, replace_question(SCHOOL, asked))
    assert part.whats == {What.worded}
    assert part.is_wording_only
    assert not part.asks_for_join


def test_a_hint_where_there_was_none_asks_what_it_means() -> None:
    asked = changed(SINGLE, hint={"en": "Think of last week."})
    (part,) = differences(SCHOOL, replace_question(SCHOOL, asked))
    assert part.whats == {What.reworded}
    assert part.asks_for_join


def test_one_question_moved_up_is_one_move() -> None:
    moved = move_question(SCHOOL, HARD, Direction.up)
    moved = move_question(moved, HARD, Direction.up)
    (part,) = differences(SCHOOL, moved)
    assert part.id == HARD
    assert part.whats == {What.moved}
    assert (part.found[0].before, part.found[0].after) == ("3", "1")
    assert not part.asks_for_join
    assert not may_be_correction((part,))


def test_a_question_added_and_one_taken_out_are_told_where_they_stand() -> None:
    new = Question(id="q_anewone1", kind=QuestionKind.short_text, text={"en": "Anything else?"})
    added = add_question(remove_question(SCHOOL, FEEL), new, after=HELP)
    assert isinstance(added, Definition)
    parts = differences(SCHOOL, added)
    assert [(part.id, *part.whats, part.number) for part in parts] == [
        ("q_anewone1", What.added, 2),
        (FEEL, What.removed, 1),
    ]
    assert not any(part.asks_for_join for part in parts)


def test_another_type_can_only_be_counted_apart() -> None:
    other = changed(SINGLE, kind=QuestionKind.many)
    (part,) = differences(SCHOOL, replace_question(SCHOOL, other))
    assert part.must_be_apart
    assert (part.found[0].before, part.found[0].after) == ("single_choice", "many")


def test_answers_added_taken_out_moved_and_reworded_are_four_things() -> None:
    noise, work, none = MANY.options
    options = (
        changed(work, text={"en": "The homework"}),
        noise,
        Option(code="bus", text={"en": "The bus"}),
    )
    (part,) = differences(SCHOOL, replace_question(SCHOOL, changed(MANY, options=options)))
    told = {one.what: one for one in part.found if one.language != "en-simple"}
    assert told[What.answer_removed].before == none.text["en"]
    assert told[What.answer_added].after == "The bus"
    assert told[What.reworded].place == "options.work.text"
    assert told[What.answers_moved].after == "The homework, Noise, The bus"
    assert part.asks_for_join


def test_a_longer_answer_that_is_allowed_means_nothing_else() -> None:
    (part,) = differences(SCHOOL, replace_question(SCHOOL, changed(LONG, max_length=900)))
    assert part.whats == {What.limits}
    assert not part.asks_for_join
    assert not part.is_wording_only


def test_the_introduction_is_a_part_of_its_own() -> None:
    (part,) = differences(SCHOOL, set_intro(SCHOOL, "en", "Tell us about school and home."))
    assert (part.id, part.is_question, part.words) == ("", False, "School and you")
    assert may_be_correction((part,))


def test_logic_is_never_a_slip() -> None:
    (part,) = differences(SCHOOL, replace_question(SCHOOL, changed(FEELING, show_if=f"{HELP} = yes")))
    assert part.whats == {What.logic}
    assert not may_be_correction((part,))


@given(st.permutations("abcdefgh"), st.permutations("abcdefxy"))
def test_without_what_moved_both_orders_are_the_same(before: list[str], after: list[str]) -> None:
    moved = moved_among(before, after)
    both = set(before) & set(after)
    assert moved <= both
    stayed = both - moved
    assert [one for one in before if one in stayed] == [one for one in after if one in stayed]


def test_as_few_as_can_be_have_moved() -> None:
    assert moved_among("abcde", "eabcd") == {"e"}
    assert moved_among("abcde", "bcdea") == {"a"}
    assert moved_among("abc", "abc") == frozenset()
    assert moved_among("", "abc") == frozenset()


sentences = st.lists(st.sampled_from(("How", "is", "school", "now?", "\n", "work")), max_size=8).map(" ".join)


@given(sentences, sentences)
def test_the_pieces_of_both_texts_are_the_texts(before: str, after: str) -> None:
    pieces = word_by_word(before, after)
    old = " ".join(piece.text for piece in pieces if piece.stroke is not Stroke.into)
    new = " ".join(piece.text for piece in pieces if piece.stroke is not Stroke.out)
    assert (old.split(), new.split()) == (before.split(), after.split())


def test_a_changed_word_stands_between_what_stayed() -> None:
    pieces = word_by_word("How is school now?", "How is work now?")
    assert [(piece.stroke.value, piece.text) for piece in pieces] == [
        ("same", "How is"),
        ("out", "school"),
        ("into", "work"),
        ("same", "now?"),
    ]
