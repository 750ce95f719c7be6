"""A translation falls behind when its English changes and it does not, and never otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.checks import LANGUAGES, problems_with
from surveys.definition import Definition
from surveys.editing import remove_question, set_title
from surveys.texts import offering, places, set_text
from surveys.translated import UNSURE, behind, mark_of, out_of_date, remarked, translate, with_marks
from surveys.wording import EASY
from tests.surveys.translations import HELPED, definitions, words

MARKED = remarked(HELPED, HELPED)


def _behind(definition: Definition, language: str) -> list[str]:
    return [place.key for place in out_of_date(definition, language)]


def _edited(definition: Definition, *texts: tuple[str, str, str]) -> Definition:
    after = definition
    for key, language, said in texts:
        after = set_text(after, key, language, said)
    return remarked(definition, after)


def test_nothing_is_behind_to_begin_with() -> None:
    assert [_behind(definition, code) for definition in (HELPED, MARKED) for code in ("pl", "ur", EASY)] == [
        []
    ] * 6


def test_new_english_leaves_translations_and_easy_read_behind() -> None:
    after = _edited(HELPED, ("q_thehelp1.text", "en", "Do you get the help you need?"))
    assert [_behind(after, code) for code in ("pl", "ur", EASY)] == [["q_thehelp1.text"]] * 3


def test_a_translation_changed_with_or_after_its_english_is_fresh() -> None:
    together = _edited(HELPED, ("title", "en", "Your school"), ("title", "pl", "Twoja szkoła"))
    assert (_behind(together, "pl"), _behind(together, "ur")) == ([], ["title"])
    later = _edited(together, ("title", "ur", "آپ کا سکول"))
    assert _behind(later, "ur") == []


def test_english_put_back_makes_its_translations_right_again() -> None:
    changed = _edited(HELPED, ("title", "en", "Your school"))
    assert _behind(_edited(changed, ("title", "en", "School and you")), "pl") == []


def test_somebody_can_say_that_a_translation_is_still_right() -> None:
    changed = _edited(HELPED, ("title", "en", "School and You"))
    ticked = remarked(changed, translate(changed, "pl", {"title": "Szkoła i ty"}))
    assert (_behind(ticked, "pl"), _behind(ticked, "ur")) == ([], ["title"])


def test_a_translation_made_from_older_english_stays_behind_however_often_it_comes() -> None:
    changed = _edited(HELPED, ("title", "en", "Your school"))
    for said in ("Szkoła", "Szkoła twoja", "Twoja szkoła"):
        fresh = set_text(changed, "title", "pl", said)
        made_from = behind(changed.translated_from["title"]["pl"], "School and you", "Your school")
        changed = remarked(changed, with_marks(fresh, "pl", {"title": made_from}))
        assert _behind(changed, "pl") == ["title"], said
    assert changed.translated_from["title"]["pl"] in {UNSURE, mark_of("School and you")}


def test_easy_read_in_another_language_follows_the_easy_read() -> None:
    easy = _edited(
        HELPED, ("q_thehelp1.hint", "pl", "Pomoc."), ("q_thehelp1.hint", "pl-simple", "Ktoś pomaga.")
    )
    after = _edited(easy, ("q_thehelp1.hint", EASY, "Somebody helps."))
    assert (_behind(after, "pl-simple"), _behind(after, "pl")) == (["q_thehelp1.hint"], [])


def test_marks_of_texts_that_are_gone_are_dropped() -> None:
    assert any(key.startswith("q_thehelp1") for key in MARKED.translated_from)
    after = remarked(MARKED, remove_question(MARKED, "q_thehelp1"))
    assert not any(key.startswith("q_thehelp1") for key in after.translated_from)
    assert "pl" not in _edited(MARKED, ("title", "pl", "")).translated_from.get("title", {})


def test_a_marked_survey_comes_back_from_its_json() -> None:
    assert Definition.model_validate_json(MARKED.model_dump_json()) == MARKED


@given(definitions(), words)
def test_marks_settle_and_only_what_was_left_alone_falls_behind(definition: Definition, said: str) -> None:
    before = remarked(definition, definition)
    after = remarked(before, set_title(before, "en", said))
    assert remarked(after, after) == after
    moved = {place.key for place in places(after)} & {"title"}
    for language in ("pl", "ur", "ur-simple", EASY):
        assert set(_behind(after, language)) <= moved


@given(definitions(), st.data(), words)
def test_what_is_translated_now_is_never_behind(
    definition: Definition, data: st.DataObject, said: str
) -> None:
    keys = [place.key for place in places(definition) if place.text.get("en")]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    after = remarked(definition, translate(definition, "ro", {key: said}))
    assert key not in _behind(after, "ro")


def test_the_check_says_what_is_missing_and_what_fell_behind() -> None:
    changed = _edited(HELPED, ("title", "en", "Your school"), ("title", "en-simple", "School"))
    again = _edited(changed, ("title", "en", "Your school now"))
    told = [one.message for one in problems_with(again) if one.field == LANGUAGES]
    assert told == [
        "4 texts are missing in Polish. People see English in its place",
        "1 text is out of date in Polish. The English has changed since",
        "4 texts are missing in Urdu. People see English in its place",
        "1 text is out of date in Urdu. The English has changed since",
        "1 text is out of date in Easy Read. The English has changed since",
    ]
    assert not [
        one
        for one in problems_with(offering(offering(HELPED, "pl", False), "ur", False))
        if one.field == LANGUAGES
    ]
