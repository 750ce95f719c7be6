"""Every text has a place of its own, and a survey keeps the words of a language that is not offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definition import Definition
from surveys.editing import NoSuchPart
from surveys.texts import (
    completeness,
    forgotten,
    offered,
    offering,
    places,
    set_text,
    with_language,
    with_texts,
    without_language,
    written_languages,
)
from tests.surveys.translations import EVERY_TYPE, HELPED, definitions, words


def _text(definition: Definition, key: str) -> dict[str, str]:
    return next(dict(place.text) for place in places(definition) if place.key == key)


def test_every_text_of_a_survey_has_a_place_in_order() -> None:
    assert [(place.key, place.about) for place in places(HELPED)] == [
        ("title", "Title"),
        ("intro", "Introduction"),
        ("s_1.title", "Part 1: heading"),
        ("q_thehelp1.text", "Question 1"),
        ("q_thehelp1.hint", "Question 1: hint"),
        ("q_thehelp1.options.yes", "Question 1, answer 1"),
        ("q_thehelp1.options.no", "Question 1, answer 2"),
        ("q_theagain.text", "Question 2"),
    ]


def test_no_words_of_any_type_of_question_are_without_a_place() -> None:
    told = {place.text["en"] for place in places(EVERY_TYPE)}
    wanted = {"Noise", "I feel safe at school", "weeks", "Hello.", "Child", "Everything"}
    assert wanted <= told


@given(definitions())
def test_no_two_texts_share_a_place(definition: Definition) -> None:
    keys = [place.key for place in places(definition)]
    assert len(set(keys)) == len(keys)


@given(definitions(), st.data(), words)
def test_a_text_that_is_set_stands_in_its_place_and_nowhere_else(
    definition: Definition, data: st.DataObject, said: str
) -> None:
    there = {place.key: place.text for place in places(definition)}
    if not there:
        return
    key = data.draw(st.sampled_from(sorted(there)))
    after = {place.key: place.text for place in places(set_text(definition, key, "ro", said))}
    kept = said.strip() and after[key].get("ro")
    assert {name: text for name, text in after.items() if name != key} == {
        name: text for name, text in there.items() if name != key
    }
    assert bool(kept) == ("ro" in after.get(key, {}))


@given(definitions())
def test_every_text_can_be_set_to_what_it_is(definition: Definition) -> None:
    assert with_texts(definition, {place.key: place.text for place in places(definition)}) == definition


@pytest.mark.parametrize(
    "key", ["", "titel", "q_thehelp1", "q_thehelp1.options.maybe", "q_thehelp1.kind", "s_9.title", "s_1.id", "q_gone1234.text"]
)  # fmt: skip
def test_a_place_that_is_not_there_is_told(key: str) -> None:
    with pytest.raises(NoSuchPart):
        set_text(HELPED, key, "pl", "Cześć")


def test_no_words_take_a_translation_out() -> None:
    assert "pl" not in _text(set_text(HELPED, "title", "pl", "  "), "title")


def test_how_much_is_translated_is_counted_against_the_english() -> None:
    assert completeness(HELPED, "en") == (8, 8)
    assert completeness(HELPED, "pl") == (4, 8)
    assert completeness(HELPED, "so") == (0, 8)


def test_a_new_language_waits_until_staff_offer_it() -> None:
    added = with_language(HELPED, "so")
    assert "so" in added.languages
    assert offered(added) == ("en", "pl", "ur")
    assert offered(offering(added, "so", True)) == ("en", "pl", "ur", "so")
    assert offered(offering(HELPED, "pl", False)) == ("en", "ur")


def test_english_is_always_offered() -> None:
    assert offered(offering(HELPED, "en", False)) == ("en", "pl", "ur")
    assert "en" in without_language(HELPED, "en").languages
    assert forgotten(HELPED, "en") == HELPED


def test_a_language_taken_off_the_list_keeps_its_words() -> None:
    without = without_language(HELPED, "pl")
    assert "pl" not in without.languages
    assert _text(without, "title")["pl"] == "Szkoła i ty"
    assert completeness(with_language(without, "pl"), "pl") == (4, 8)


def test_a_language_removed_for_good_leaves_no_word() -> None:
    with_easy = set_text(HELPED, "title", "pl-simple", "Szkoła")
    gone = forgotten(with_easy, "pl")
    assert written_languages(gone) == ("en", "en-simple", "ur")
    assert "pl" not in gone.languages
