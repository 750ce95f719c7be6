"""Each difference as staff read it."""

from engage.consultations.changing.changes_told import told
from surveys.definition import Definition, Option
from surveys.differences import differences
from surveys.editing import changed, remove_question, replace_question, set_title
from surveys.languages import LANGUAGES
from surveys.question import Question, Route
from tests.surveys.makers import FEEL, FEELING, HARD, HELP, LONG, MANY, SCHOOL, SINGLE, WHY


def said_of(draft: Definition) -> list[str]:
    """Every line about the one part that differs."""
    (part,) = told(differences(SCHOOL, draft))
    return [line.sentence or line.label for line in part.lines]


def with_(question: Question) -> Definition:
    return replace_question(SCHOOL, question)


def test_a_text_is_named_with_its_language_and_runs_its_own_way() -> None:
    (part,) = told(differences(SCHOOL, set_title(SCHOOL, "ur", "اسکول")))
    (line,) = part.lines
    assert (part.title, line.label, line.language, line.direction) == (
        "The beginning",
        "Title, Urdu",
        "ur",
        "rtl",
    )
    assert "ur" in LANGUAGES
    assert said_of(set_title(SCHOOL, "pl-simple", "Szkoła")) == ["Title, Polish, Easy Read"]


def test_rules_are_told_in_plain_english() -> None:
    shown = said_of(with_(changed(LONG, show_if=f"{HELP} is yes")))
    assert len(shown) == 1
    assert shown[0].startswith("Before: Shown to everybody. Now: ")
    routed = said_of(with_(changed(FEELING, routes=(Route(when="", to=HARD),))))
    assert routed == ["Before: Everybody goes on to the next. Now: Everybody goes on to “What is hard?”."]


def test_a_rule_that_cannot_be_read_is_told_all_the_same() -> None:
    assert said_of(with_(changed(LONG, show_if="((("))) != []


def test_answers_are_named_by_their_words() -> None:
    noise, _, none = MANY.options
    louder = changed(noise, text={**noise.text, "en": "Loud noise"}, symbol="talk", exclusive=True)
    more = Option(code="bus", text={"en": "The bus"})
    assert sorted(said_of(with_(changed(MANY, options=(louder, more, none))))) == [
        "Another picture for Easy Read of the answer “Noise”.",
        "Answer taken out: “The work”.",
        "Answer “Noise”",
        "Answer “Noise”: chosen alone now.",
        "New answer: “The bus”.",
    ]


def test_limits_and_quiet_answers_are_told_by_name() -> None:
    assert said_of(with_(changed(LONG, max_length=900))) == ["Letters at most: 500 before, 900 now."]
    assert said_of(with_(changed(SINGLE, offers_dont_know=False))) == [
        "“I don’t know” to choose: yes before, no now."
    ]


def test_a_question_taken_out_is_told_to_keep_its_answers() -> None:
    (part,) = told(differences(SCHOOL, remove_question(SCHOOL, WHY)))
    assert part.title == "Question 5"
    assert "What people answered so far stays" in part.lines[0].sentence
    assert not part.asks


def test_a_question_moved_says_from_where_to_where() -> None:
    sections = SCHOOL.sections
    first = changed(sections[0], questions=(*sections[0].questions[1:], sections[0].questions[0]))
    assert said_of(changed(SCHOOL, sections=(first, sections[1]))) == [
        "Moved: it was question 1 and is question 3 now."
    ]
    assert sections[0].questions[0].id == FEEL
