"""A survey on paper: every type has its boxes and lines, and a rule says which question to go to."""

from datetime import UTC, datetime

import pytest

from engage.consultations.building.paper import numbers_on_paper, on_paper
from engage.database import writing
from engage.web.reviewed import Review, look_again, mark_reviewed
from surveys.definition import Definition, QuestionKind, Route, Section
from surveys.editing import changed, replace_question
from surveys.templates import templates
from tests.cast import Cast
from tests.consultations.every_type import EVERY_SURVEY, EVERY_TYPE
from tests.consultations.makers import HARD, HELP, draft
from tests.consultations.test_building import fields
from tests.visitor import Visitor

BY_KIND = {question.kind: question for question in EVERY_TYPE}
YES, NUMBER, LAST = BY_KIND[QuestionKind.yes_no], BY_KIND[QuestionKind.number], EVERY_TYPE[-1]


@pytest.mark.parametrize("language", ["en", "en-simple", "ur"])
@pytest.mark.parametrize("question", EVERY_TYPE, ids=lambda question: question.kind.value)
def test_every_type_can_be_answered_with_a_pen(question, language: str) -> None:  # type: ignore[no-untyped-def]
    survey = Definition(sections=(Section(id="s_1", questions=(question,)),))
    ((part,), (one,)) = on_paper(survey, language), on_paper(survey, language)[0].questions
    assert one.text
    if question.kind is QuestionKind.information:
        assert (one.number, one.offers, one.boxes, one.lines) == ("", (), (), ())
        return
    assert one.number == "1"
    assert one.boxes or one.lines
    assert one.instruction
    assert part.only_if == ""


def test_statements_have_letters_and_pages_to_read_no_number() -> None:
    numbers = numbers_on_paper(EVERY_SURVEY)
    statements = BY_KIND[QuestionKind.statement_set]
    assert [numbers[f"{statements.id}.s{n}"] for n in (1, 2, 3)] == ["7a", "7b", "7c"]
    asked = [one for one in EVERY_TYPE if one.kind is not QuestionKind.information]
    assert [numbers[one.id] for one in asked] == [str(n) for n in range(1, len(asked) + 1)]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (f"{YES.id} is yes", "Only answer this if you said “Yes, I do” to question 2."),
        (f"{YES.id} is not no", "Only answer this if you said something else than “No” to question 2."),
        (
            f"{NUMBER.id} is more than 20",
            "Only answer this if your answer to question 12 is more than 20.",
        ),
        ("q_every006.s2 is no", "Only answer this if you said “No” to question 7b."),
        ("q_every007 ranks home first", "Only answer this if you put “Home” first in question 8."),
        (f"{YES.id} is answered", "Only answer this if you answered question 2."),
        ("group is parent_carer", "Only answer this if you are a parent or carer."),
        (
            f"{YES.id} is yes or group is young_person",
            "Only answer this if you said “Yes, I do” to question 2 or you are a child or young person.",
        ),
        (
            f"not ({YES.id} is yes and group is parent_carer)",
            "Only for people who did not say “Yes, I do” to “About yes no?”",
        ),
        ("not a condition", ""),
    ],
)
def test_a_rule_is_told_to_the_person_with_the_pen(condition: str, words: str) -> None:
    survey = replace_question(EVERY_SURVEY, changed(LAST, show_if=condition))
    told = on_paper(survey, "en")[1].questions[-1].only_if
    assert told.startswith(words) if words else told == ""


def test_a_way_on_names_the_question_it_leads_to() -> None:
    routed = changed(
        YES,
        routes=(
            Route(when=f"{YES.id} is no", to=LAST.id),
            Route(when=f"{YES.id} is unknown", to="s_2"),
            Route(when="", to="end"),
        ),
    )
    one = on_paper(replace_question(EVERY_SURVEY, routed), "en")[0].questions[1]
    assert one.goes_on == (
        "If you said “No” to question 2, go to question 21.",
        "If you did not know what to say to question 2, go to question 12.",
        "Now go to the end.",
    )


def test_what_is_asked_about_each_one_says_to_take_another_copy() -> None:
    repeat = BY_KIND[QuestionKind.repeat]
    survey = Definition(sections=(Section(id="s_1", questions=(repeat, YES, NUMBER)),))
    (part,) = on_paper(survey, "en")
    assert (part.unit, part.again) == ("Child", "2")


def test_easy_read_has_pictures_and_three_faces() -> None:
    feel = changed(BY_KIND[QuestionKind.feeling_scale], points=5)
    survey = Definition(sections=(Section(id="s_1", questions=(feel, BY_KIND[QuestionKind.many])),))
    standard, easy = on_paper(survey, "en")[0].questions, on_paper(survey, "en-simple")[0].questions
    assert (len(standard[0].boxes), len(easy[0].boxes)) == (5, 3)
    assert [box.face for box in easy[0].boxes] == ["good", "ok", "bad"]
    assert not any(box.symbol for box in standard[1].boxes)
    assert all(box.symbol for box in easy[1].boxes)


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.key)
def test_every_template_is_printed_whole(template) -> None:  # type: ignore[no-untyped-def]
    printed = [one.text for part in on_paper(template.definition, "en") for one in part.questions]
    assert printed == [one.text["en"] for one in template.definition.questions]


async def test_the_page_prints_in_each_way_of_reading(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    form = fields((await visitor.get(f"{here}/questions/{HARD}")).text)
    rule = {"condition_rows": ["1"], "c1_what": [f"{HELP}:is:no"], "c1_says": ["said"], "when_join": ["all"]}
    assert (await visitor.post(f"{here}/questions/{HARD}", {**form, **rule})).status_code == 303
    standard = (await visitor.get(f"{here}/paper")).text
    assert "Only answer this if you said “No” to question 2." in standard
    assert "<h1>School and you</h1>" in standard
    assert "Northmere Parent Carers asks" in standard
    easy = (await visitor.get(f"{here}/paper?mode=easy")).text
    assert "What makes school hard?" in easy
    assert 'class="paper easy-paper"' in easy
    assert (await visitor.get(f"{here}/paper?mode=ur")).status_code == 200


async def test_paper_speaks_a_language_that_somebody_has_read(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    form = fields((await visitor.get(f"{here}/questions/{HARD}")).text)
    rule = {"condition_rows": ["1"], "c1_what": [f"{HELP}:is:no"], "c1_says": ["said"], "when_join": ["all"]}
    assert (await visitor.post(f"{here}/questions/{HARD}", {**form, **rule})).status_code == 303
    assert "You can skip any question." in (await visitor.get(f"{here}/paper?mode=pl")).text
    async with writing():
        await mark_reviewed(Review("pl", "a mark", "Grace", datetime.now(UTC)))
    look_again()
    printed = (await visitor.get(f"{here}/paper?mode=pl")).text
    assert "Możesz pominąć każde pytanie." in printed
    assert "Odpowiedz tu tylko wtedy, gdy Twoja odpowiedź na pytanie 2 to „Nie”." in printed
    assert "You can skip any question." not in printed


async def test_a_partner_who_sees_only_themes_has_no_paper(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Nia"))
    assert (await visitor.get(f"{here}/paper")).status_code == 404
