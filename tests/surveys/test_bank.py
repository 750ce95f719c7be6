"""The question bank: ids that never change, words anybody can read, and nothing the check page would mention."""

import re

import pytest

from engage.web.sprite import LABELS
from surveys.bank import Banked, banked, found, tags, topics
from surveys.checks import problems_with
from surveys.definition import EASY, Definition, QuestionKind, Section
from surveys.families import says, stands_alone
from surveys.questions import gaps

OWN = [one for topic in topics() if not topic.key.startswith("survey-") for one in topic.questions]
EVERY = [one for topic in topics() for one in topic.questions]

# The ids and what they ask. A question that must ask something else gets a new id and a new line; these stay as they
# are for as long as anybody compares one year with another.
FOREVER = """
q_bkwhoisn q_bkageban q_bksettin q_bkneedss q_bkplanse q_bkpostar q_bktalkin q_bkhowman q_bklangua
q_bkehfeel q_bkehweek q_bkehmont q_bkehsaid q_bkehclea q_bkehhapp q_bkehrevi q_bkehmiss q_bkehstat
q_bkschfee q_bkschhel q_bkschbel q_bkschhar q_bkschhom q_bkschday q_bkschfri q_bkschtel q_bkschgoo q_bkschone
q_bkmovfee q_bkmovtal q_bkmovwhe q_bkmovtop q_bkmovwor q_bkmovhea q_bkmovwrr
q_bkheause q_bkheawai q_bkheatol q_bkheafee q_bkheaeas q_bkheawel q_bkheamis
q_bkheards q_bkhchoos q_bkhtoldb q_bkhtrust q_bkhtoget q_bkhstopp q_bkhsayit
q_bkbrkuse q_bkbrkfee q_bkbrknee q_bkbrkday q_bkbrkres q_bkbrkwan
q_bktraway q_bktrafee q_bktramin q_bktratim q_bktraown q_bktrachg
q_bkwestre q_bkwefeel q_bkwestat q_bkwecalm q_bkwesafe q_bkwelone q_bkwegood q_bkwephot q_bkwecare
q_bklofuse q_bklofeas q_bklofmis q_bklofmad q_bklofchg
q_bkevfeel q_bkevhear q_bkevstat q_bkevlear q_bkevagai q_bkevnext
q_bkbetter q_bkbehelp q_bkbesaid q_bkbeenou q_bkbelist q_bkbewhyy
"""


def test_the_ids_of_the_bank_are_the_ones_that_were_promised() -> None:
    assert [one.id for one in OWN] == FOREVER.split()
    assert len(OWN) >= 60


def test_no_two_questions_share_an_id_also_not_with_the_ready_made_surveys() -> None:
    ids = [one.id for one in EVERY]
    assert len(set(ids)) == len(ids)
    assert banked(ids[0]) == EVERY[0]
    assert banked("q_nowhere1") is None


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_question_of_the_bank_can_be_asked_as_it_is_and_in_easy_read(one: Banked) -> None:
    question = one.question
    assert gaps(question) == ()
    survey = Definition(title={"en": "T", EASY: "T"}, sections=(Section(id="s_1", questions=(question,)),))
    assert problems_with(survey) == ()
    assert question.symbol in LABELS
    assert not question.show_if
    assert not question.routes
    for row in (*question.options, *question.statements):
        assert {"en", EASY} <= row.text.keys()
        assert row.symbol is None or row.symbol in LABELS
        assert not row.says or says(question.kind)
        assert not row.exclusive or stands_alone(question.kind)


def test_every_question_of_the_bank_has_a_topic_and_tags_to_find_it_by() -> None:
    assert all(one.topic and one.tags for one in OWN)
    assert set(tags()) == {tag for one in EVERY for tag in one.tags}
    assert all(found(tag=tag) for tag in tags())


def test_the_bank_is_searched_by_all_words_in_the_question_its_answers_and_its_tags() -> None:
    assert banked("q_bkageban") in found("how old")
    assert banked("q_bkschhar") in found("NOISE school")
    assert found("noise elephant") == ()
    assert all(one.topic == "EHC plans" for one in found(topic="ehc-plans"))
    assert len(found()) == len(EVERY)


def test_the_bank_asks_in_many_ways() -> None:
    kinds = {one.question.kind for one in EVERY}
    assert len(kinds) >= 18
    assert QuestionKind.date not in kinds  # a day is rarely needed, and easily a birthday


def test_nobody_is_asked_who_they_are() -> None:
    asked = "\n".join(one.question.text["en"] for one in EVERY)
    assert not re.search(r"\b(your name|address|e-mail|phone number|date of birth)\b", asked, re.IGNORECASE)
