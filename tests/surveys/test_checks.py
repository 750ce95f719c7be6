"""What the check page says about a survey, and how hard a text is to read."""

import pytest

from surveys.checks import Severity, opening_remarks, problems_with
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section
from surveys.editing import changed, replace_question
from surveys.reading import hard_words, long_sentences, reading_age, syllables
from tests.surveys.makers import HELP, SCHOOL, SINGLE


def one_question(words: str, easy: str = "") -> Definition:
    question = Question(
        id="q_aaaaaaaa", kind=QuestionKind.long_text, text={"en": words, "en-simple": easy}, symbol="me"
    )
    return Definition(
        title={"en": "A survey", "en-simple": "A survey"},
        sections=(Section(id="s_1", questions=(question,)),),
    )


def said(definition: Definition, *groups: Group) -> list[str]:
    return [remark.message for remark in problems_with(definition, groups)]


def test_an_empty_survey_can_not_open_and_is_told_what_it_needs() -> None:
    assert [remark.message for remark in opening_remarks(Definition())] == ["Enter a title", "Add a question"]


def test_a_good_survey_may_open_whatever_advice_there_is() -> None:
    assert opening_remarks(SCHOOL) == ()
    assert said(SCHOOL)


def test_a_question_to_choose_from_needs_words_and_two_answers_with_words() -> None:
    broken = changed(SINGLE, text={}, options=(Option(code="a1"),))
    remarks = opening_remarks(replace_question(SCHOOL, broken))
    assert [(remark.question_id, remark.message) for remark in remarks] == [
        (HELP, "Enter the question"),
        (HELP, "Give two answers or more to choose from"),
        (HELP, "Enter words for every answer, or take the empty one out"),
    ]


def test_what_stops_a_survey_comes_before_advice() -> None:
    broken = replace_question(SCHOOL, changed(SINGLE, text={}))
    severities = [remark.severity for remark in problems_with(broken)]
    assert severities == sorted(severities, key=lambda one: one is Severity.should)


def test_missing_easy_read_and_pictures_are_named() -> None:
    question = Question(id="q_aaaaaaaa", kind=QuestionKind.long_text, text={"en": "What helps?"})
    survey = Definition(title={"en": "T"}, sections=(Section(id="s_1", questions=(question,)),))
    assert {
        "Write the title in Easy Read",
        "Write this question in Easy Read",
        "Choose a picture for Easy Read",
    } <= set(said(survey))
    assert said(changed(survey, languages=("en",))) == []


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        ("What is your full name?", "This asks who somebody is"),
        ("What is your child’s date of birth?", "This asks who somebody is"),
        ("What is your postcode?", "This asks who somebody is"),
        ("Which school do you go to?", "This could show who somebody is"),
        ("How is school and how is home?", "This asks two things at once"),
        ("Was it clear and easy?", "This asks two things at once"),
        ("Do you like it? Why?", "This asks two things at once"),
        ("Don’t you think it is better?", "This hints at the answer"),
        ("How helpful was the team?", "This hints at the answer"),
        ("What provision is there?", "“provision” is a hard word. Try “help”"),
        ("What about intergovernmental things?", "“intergovernmental” is a hard word"),
    ],
)
def test_a_wording_that_asks_for_trouble_gets_its_hint(words: str, remark: str) -> None:
    assert any(message.startswith(remark) for message in said(one_question(words, "Why?")))


@pytest.mark.parametrize(
    "words",
    [
        "What is good about school or college?",
        "How do you feel about friends and family?",
        "What is the name for that feeling?",
        "Who helped you?",
        "Do you get the help you need?",
    ],
)
def test_a_plain_question_gets_no_hint(words: str) -> None:
    assert said(one_question(words, words)) == []


def test_easy_read_allows_twelve_words_a_sentence_and_the_standard_twenty() -> None:
    thirteen = "one two three four five six seven eight nine ten more and more?"
    assert said(one_question(thirteen, "Why?")) == []
    assert any("to 12 words or fewer" in message for message in said(one_question("Why?", thirteen)))


def test_a_hard_text_is_judged_by_who_reads_it() -> None:
    intro = (
        "The council wants to improve the way in which families find support. Your answers will shape the next plan. "
        "Officers will study every comment with care, then publish a summary of what people have told us this autumn."
    )
    survey = changed(one_question("What helps?", "What helps?"), intro={"en": intro, "en-simple": "Hello."})
    age = reading_age(intro)
    assert age > 9
    assert any("Try for 9" in message for message in said(survey, Group.young_person, Group.parent_carer))
    assert any("Try for 11" in message for message in said(survey, Group.parent_carer)) == (age > 11)


def test_reading_age_rises_from_a_child_s_words_to_an_office_s() -> None:
    easy = "School is too loud. It is hard to think after a noisy break. I go to a quiet room."
    office = (
        "Following consultation, the Authority has implemented revised transition arrangements enabling pupils "
        "with sensory processing needs to access differentiated movement between lessons."
    )
    assert reading_age(easy) <= 7
    assert reading_age(office) >= 18
    assert reading_age("") == reading_age("… 12 !") == 5


def test_syllables_sentences_and_hard_words_are_counted_as_one_hears_them() -> None:
    counted = {word: syllables(word) for word in ("school", "helped", "wanted", "table", "changes", "needs")}
    assert counted == {
        "school": 1,
        "helped": 1,
        "wanted": 2,
        "table": 2,
        "changes": 2,
        "needs": 1,
    }
    assert long_sentences("One two three. One two.\nOne two three four", 2) == [
        "One two three.",
        "One two three four",
    ]
    assert hard_words("Feedback for everybody", easy=False) == {}
    assert hard_words("Feedback for everybody", easy=True) == {"Feedback": "what you think"}
