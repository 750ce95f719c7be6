"""The question bank while building: what is found there, added under its own id, and compared with what it said."""

import pytest

from surveys.bank import banked
from tests.cast import Cast
from tests.consultations.makers import HARD, HELP, answered, draft, draft_of, opened
from tests.consultations.test_building import fields
from tests.visitor import Visitor

AGE = "q_bkageban"


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def test_the_bank_opens_on_its_topics_and_finds_by_words_and_tags(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast, key="blank", title="Ours")
    topics = (await priya.get(f"{here}/questions/bank")).text
    assert "<b>EHC plans</b>" in topics
    assert "Asked by us before" not in topics
    found = (await priya.get(f"{here}/questions/bank?words=how+old")).text
    assert "<h3>How old are you?</h3>" in found
    assert "1 question</h2>" in found
    assert "<h3>How old are you?</h3>" in (await priya.get(f"{here}/questions/bank?tag=age")).text
    assert "Nothing found" in (await priya.get(f"{here}/questions/bank?words=elephant%20%00")).text


async def test_a_question_is_added_under_its_own_id_and_only_once(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    added = await priya.post(f"{here}/questions/bank", {"question": AGE, "after": HELP})
    assert added.headers["location"] == f"{here}/questions/{AGE}?done=added"
    kept = await draft_of(cast, here)
    order = [one.id for one in kept.questions]
    assert order.index(AGE) == order.index(HELP) + 1
    assert kept.question(AGE) == banked(AGE).question  # type: ignore[union-attr]
    again = await priya.post(f"{here}/questions/bank", {"question": AGE})
    assert again.headers["location"] == f"{here}/questions/{AGE}?done=there"
    assert "in your survey already" in (await priya.get(again.headers["location"])).text
    assert "It is in this survey already." in (await priya.get(f"{here}/questions/bank?words=how+old")).text
    assert len((await draft_of(cast, here)).questions) == len(order)
    gone = await priya.post(f"{here}/questions/bank", {"question": "q_nowhere1"})
    assert gone.headers["location"] == f"{here}/questions/bank"


async def test_a_question_of_the_bank_is_seen_on_the_phone_before_it_is_added(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    shown = await priya.get(f"{here}/preview/{AGE}?mode=std")
    assert "How old are you?" in shown.text
    pressed = await priya.post(f"{here}/preview/{AGE}?mode=std", {"go": "easy"})
    assert pressed.headers["location"] == f"{here}/preview/{AGE}?mode=easy"
    assert (await priya.get(f"{here}/preview/q_nowhere1")).status_code == 404


async def test_other_words_are_told_and_can_become_a_question_of_its_own(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await priya.post(f"{here}/questions/bank", {"question": AGE, "after": HELP})
    form = fields((await priya.get(f"{here}/questions/{HARD}")).text)
    rule = {"condition_rows": "1", "c1_what": f"{AGE}:is:under_5", "c1_says": "said", "when_join": "all"}
    assert (await priya.post(f"{here}/questions/{HARD}", {**form, **rule})).status_code == 303
    same = await priya.get(f"{here}/questions/{AGE}")
    assert "It comes from the question bank." in same.text
    assert "Make it a question of its own" not in same.text
    form = {**fields(same.text), "text": ["What is your age?"]}
    await priya.post(f"{here}/questions/{AGE}", form)
    told = (await priya.get(f"{here}/questions/{AGE}")).text
    assert "Waves compare only while the words stay the same." in told
    assert "You changed: the words of the question." in told
    own = await priya.post(f"{here}/questions/{AGE}", {**fields(told), "text": ["Your age?"], "do": ["own"]})
    kept = await draft_of(cast, here)
    new = own.headers["location"].rpartition("/")[2].partition("?")[0]
    assert kept.question(AGE) is None
    assert kept.question(new).text["en"] == "Your age?"  # type: ignore[union-attr]
    assert kept.question(HARD).show_if == f"{new} is under_5"  # type: ignore[union-attr]
    assert "Waves compare" not in (await priya.get(own.headers["location"])).text


async def test_what_was_asked_before_is_offered_with_how_many_answered(priya: Visitor, cast: Cast) -> None:
    before = await opened(cast)
    for words in ("Quiet rooms", "More breaks"):
        await answered(cast, before, words)
    await answered(cast, before, "Not sent", finishes=False)
    here = await draft(cast, key="blank", title="The second wave")
    assert "Asked by us before" in (await priya.get(f"{here}/questions/bank")).text
    offered = (await priya.get(f"{here}/questions/bank?topic=earlier")).text
    assert "Asked in “School and you”" in offered
    assert "2 people answered." in offered
    added = await priya.post(f"{here}/questions/bank", {"question": HELP})
    assert added.headers["location"] == f"{here}/questions/{HELP}?done=added"
    assert "It was asked in “School and you”." in (await priya.get(f"{here}/questions/{HELP}")).text


async def test_another_organisation_s_questions_are_not_offered(visitor: Visitor, cast: Cast) -> None:
    await opened(cast)
    here = await draft(cast, who="Ana", key="blank", title="The council's")
    visitor.sign_in(await cast.session("Ana"))
    assert "Asked by us before" not in (await visitor.get(f"{here}/questions/bank")).text
