"""An earlier answer said again: the person's own choice in their language, and never a word they typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Given
from surveys.checks.texts import texts_of
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.piping import Pipe, can_be_piped, piped, pipes_in, read_back, unpiped, without_pipes
from tests.surveys import conditions

PLACE, BEST, HOURS, NAME, FEEL = "q_theplace", "q_thebest1", "q_thehours", "q_thename1", "q_feelings"
OPTIONS = (
    Option(code="school", text={"en": "School", "en-simple": "My school", "pl": "Szkoła"}),
    Option(code="home", text={"en": "Home", "pl": "Dom"}),
    Option(code="quiet", text={"en": "A {q_theplace} place"}),
    Option(code="else", text={"en": "Somewhere else"}, says=True),
)


def _ask(id: str, kind: QuestionKind) -> Question:
    return Question(id=id, kind=kind, text={"en": f"Question {id}"}, options=OPTIONS)


SURVEY = Definition(
    title={"en": "T"},
    sections=(
        Section(
            id="s_1",
            questions=(
                _ask(PLACE, QuestionKind.single_choice),
                _ask(BEST, QuestionKind.many),
                _ask(HOURS, QuestionKind.number),
                _ask(NAME, QuestionKind.short_text),
                _ask(FEEL, QuestionKind.feeling_scale),
            ),
        ),
    ),
)


def told(text: str, language: str = "en", **answers: Given) -> str:
    return piped(text, SURVEY, answers, language)


def chosen(*codes: str, text: str = "") -> Given:
    return Given(AnswerState.given, codes, text)


def test_a_choice_is_said_again_as_its_option_says_it_in_the_language_of_the_page() -> None:
    text = f"What is good about {{{PLACE}}}?"
    assert told(text, q_theplace=chosen("school")) == "What is good about School?"
    assert told(text, "en-simple", q_theplace=chosen("school")) == "What is good about My school?"
    assert told(text, "pl", q_theplace=chosen("school")) == "What is good about Szkoła?"
    assert told(text, "ur", q_theplace=chosen("home")) == "What is good about Home?"


def test_several_choices_are_joined() -> None:
    three = chosen("school", "home", "quiet")
    assert told(f"{{{BEST}}}.", q_thebest1=three) == "School, Home and A {q_theplace} place."
    assert told(f"{{{BEST}}}.", "pl", q_thebest1=chosen("school", "home")) == "Szkoła, Dom."


def test_numbers_are_said_again_and_standard_words_are_translated() -> None:
    assert told(f"Is {{{HOURS}}} enough?", q_thehours=chosen(text="12.5")) == "Is 12.5 enough?"
    feeling = {FEEL: chosen("good")}
    assert (
        piped(f"{{{FEEL}}}: why?", SURVEY, feeling, "pl", translate={"Good": "Dobrze"}.__getitem__)
        == "Dobrze: why?"
    )


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        (f"What is good at {{{PLACE}|your place}}?", "What is good at your place?"),
        (f"What is good at {{{PLACE}}}?", "What is good at?"),
        (f"At {{{PLACE}}} or  not", "At or  not"),
        (f"{{{PLACE}}} is where?\n{{{PLACE}|}} is", "is where?\nis"),
        (f"({{{PLACE}}}) {{{PLACE}}} {{{PLACE}}}!", "()!"),
        ("{not a pipe} {q_short} {{q_theplace", "{not a pipe} {q_short} {{q_theplace"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "nothing", [None, SKIPPED, DONT_KNOW, chosen("gone"), chosen("else", text="My secret")]
)
def test_without_an_answer_from_the_list_the_words_instead_are_said(
    text: str, becomes: str, nothing: Given
) -> None:
    assert piped(text, SURVEY, {PLACE: nothing} if nothing else {}, "en") == becomes


@given(st.text(min_size=8, max_size=40), st.sampled_from([*QuestionKind]))
def test_what_somebody_typed_is_never_said_again(words: str, kind: QuestionKind) -> None:
    secret = f"secret {words}"
    survey = Definition(sections=(Section(id="s_1", questions=(_ask(PLACE, kind),)),))
    for typed in (chosen(text=secret), chosen("else", text=secret), chosen(secret)):
        assert "secret" not in piped(f"At {{{PLACE}}}.", survey, {PLACE: typed}, "en")


def test_inside_a_repeat_the_answer_of_the_same_turn_is_said() -> None:
    asked = (Question(id=HOURS, kind=QuestionKind.repeat), _ask(PLACE, QuestionKind.single_choice))
    survey = Definition(sections=(Section(id="s_1", questions=asked),))
    answers = {HOURS: chosen("2"), f"{PLACE}.1": chosen("school"), f"{PLACE}.2": chosen("home")}
    assert piped(f"{{{PLACE}}} {{{HOURS}}}", survey, answers, "en", turn=2) == "Home 2"
    assert piped(f"{{{PLACE}.1}}", survey, answers, "en") == "School"
    assert read_back(f"At {{{PLACE}}}", survey) == f"At [answer to “Question {PLACE}”]"


def test_pipes_are_found_and_said_without_an_answer_to_those_who_look_at_nobodys() -> None:
    text = f"At {{{PLACE}|your place}} for {{{HOURS}}}, {{q_nothere1}}"
    assert pipes_in(text) == (Pipe(PLACE, "your place"), Pipe(HOURS, None), Pipe("q_nothere1", None))
    assert read_back(text, SURVEY) == (
        f"At [answer to “Question {PLACE}”] for [answer to “Question {HOURS}”], [answer to a question that is not here]"
    )
    piping = (Option(code="a", text={"en": f"Only {{{PLACE}|there}}"}),)
    asked = _ask(HOURS, QuestionKind.many).model_copy(update={"text": {"en": text}, "options": piping})
    plain = unpiped(asked)
    assert plain.text["en"] == "At your place for it, it"
    assert plain.options[0].text["en"] == "Only there"


def test_a_pipe_is_no_hard_word() -> None:
    text = f"What is good about {{{PLACE}|your school}}? Is {{{PLACE}}} loud?"
    assert without_pipes(text) == "What is good about your school? Is it loud?"
    asked = _ask(HOURS, QuestionKind.long_text).model_copy(update={"text": {"en": text}})
    assert [text["en"] for text in texts_of(asked) if text] == ["What is good about your school? Is it loud?"]


def test_only_answers_that_hold_no_words_can_be_piped() -> None:
    free = {kind for kind in QuestionKind if not can_be_piped(_ask(PLACE, kind))}
    assert free == {
        QuestionKind.short_text, QuestionKind.long_text, QuestionKind.several_texts, QuestionKind.voice,
        QuestionKind.photo, QuestionKind.drawing, QuestionKind.information, QuestionKind.statement_set,
    }  # fmt: skip


@given(conditions.surveys, conditions.answers, st.text(max_size=40), st.none() | st.integers(1, 3))
def test_any_text_with_any_answers_is_said(
    definition: Definition, answers: dict[str, Given], text: str, turn: int | None
) -> None:
    pipes = "".join(f"{{{id}|{text}}}" for id in conditions.IDS)
    assert "\x00" not in piped(f"{text.replace(chr(0), '')} {pipes}", definition, answers, "en", turn)
