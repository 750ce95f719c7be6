"""Staff enter how many people there are, match a question, and read who has not been heard."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engage.database import rows
from surveys.channels import Channel
from tests.cast import Cast
from tests.invitations.reach_ground import AGE, AGES, SETTING, came, ground
from tests.visitor import Visitor

SOURCE = {"source": "School census", "counted_on": "2026-01-15"}


@pytest.fixture
async def here(cast: Cast) -> str:
    """Forty answered; nobody of 17 to 19."""
    path = await ground(cast)
    await came(cast, path, 25, age="11_13", setting="mainstream")
    await came(cast, path, 15, Channel.card, age="14_16", setting="special")
    return path


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def entered(visitor: Visitor, here: str, text: str = AGES) -> None:
    kept = await visitor.post(f"{here}/reach/numbers/keep", {"kept": text, **SOURCE})
    assert kept.status_code == 303, kept.text


async def matched(visitor: Visitor, here: str) -> None:
    """The ages as they are suggested."""
    form = {
        "of": "Age",
        "question": AGE,
        "of.11_13": "11 to 13",
        "of.14_16": "14 to 16",
        "of.17_19": "17 to 19",
    }
    assert (await visitor.post(f"{here}/reach/match", form)).status_code == 303


async def test_pasted_numbers_are_looked_at_before_anything_is_kept(priya: Visitor, here: str) -> None:
    empty = await priya.get(f"{here}/reach")
    assert "How many people are there?" in empty.text
    looked = await priya.post(f"{here}/reach/numbers/look", {"rows": f"{AGES}Age\t20 to 25\tmany\n"})
    assert "1 row is left out" in looked.text
    assert "Give a whole number of people" in looked.text
    assert not await rows("SELECT 1 FROM population")
    unsaid = await priya.post(f"{here}/reach/numbers/keep", {"kept": AGES, "source": ""})
    assert (unsaid.status_code, "Say where the numbers are from" in unsaid.text) == (422, True)
    await entered(priya, here)
    stored = await rows("SELECT label, people, source FROM population ORDER BY place")
    assert [(row["label"], row["people"]) for row in stored] == [("11 to 13", 900), ("14 to 16", 800), ("17 to 19", 420)]  # fmt: skip
    assert await rows("SELECT 1 FROM audit_event WHERE act = 'population:kept'")


async def test_numbers_are_typed_in_by_hand_changed_and_taken_away(priya: Visitor, here: str) -> None:
    form = {"name": "Age", "label": ["11 to 13", "14 to 16", ""], "people": ["900", "lots", ""], **SOURCE}
    wrong = await priya.post(f"{here}/reach/numbers/one", {**form, "do": "save"})
    assert (wrong.status_code, "In line 2: give a whole number of people" in wrong.text) == (422, True)
    assert 'value="lots"' in wrong.text
    more = await priya.post(f"{here}/reach/numbers/one", {**form, "do": "more"})
    assert more.text.count('name="label"') == 7
    saved = await priya.post(
        f"{here}/reach/numbers/one", {**form, "people": ["900", "1,800", ""], "do": "save"}
    )
    assert saved.headers["location"].endswith("/reach/match?of=Age")
    twice = await priya.post(f"{here}/reach/numbers/one", {**form, "people": ["1", "2", ""], "do": "save"})
    assert "There are numbers with this name" in twice.text
    renamed = {**form, "was": "Age", "name": "Years", "people": ["900", "800", ""], "do": "save"}
    await priya.post(f"{here}/reach/numbers/one", renamed)
    assert {row["dimension"] for row in await rows("SELECT dimension FROM population")} == {"Years"}
    assert (await priya.get(f"{here}/reach/numbers/one?of=Age")).status_code == 404
    assert "Years" in (await priya.get(f"{here}/reach/numbers/one?of=Years")).text
    await priya.post(f"{here}/reach/numbers/one", {"was": "Years", "do": "remove"})
    assert not await rows("SELECT 1 FROM population")


async def test_the_page_says_first_who_has_not_been_heard(priya: Visitor, here: str) -> None:
    await entered(priya, here)
    asked = await priya.get(f"{here}/reach/match?of=Age")
    assert '<option value="17 to 19" selected>' in asked.text
    await matched(priya, here)
    shown = await priya.get(f"{here}/reach")
    assert "We have heard from nobody in “17 to 19”: none of about 420." in shown.text
    assert shown.text.index("We have heard from nobody") < shown.text.index('role="img"')
    assert "School census" in shown.text
    assert "Code card" in shown.text
    assert f'href="{here}/sessions"' in shown.text
    line = "Not heard enough: “17 to 19”."
    assert line in (await priya.get(here)).text
    assert line in (await priya.get("/staff")).text


async def test_few_are_never_counted_out(priya: Visitor, cast: Cast, here: str) -> None:
    await came(cast, here, 3, age="17_19", setting="college")
    await entered(priya, here)
    await matched(priya, here)
    shown = await priya.get(f"{here}/reach")
    assert "We have heard from few in “17 to 19”: fewer than 8 of about 420." in shown.text
    assert ">3<" not in shown.text


async def test_two_ways_of_telling_people_apart_can_be_laid_over_each_other(
    priya: Visitor, here: str
) -> None:
    await entered(priya, here, f"{AGES}Setting\tMainstream school\t1500\nSetting\tSpecial school\t400\n")
    await matched(priya, here)
    form = {
        "of": "Setting",
        "question": SETTING,
        "of.mainstream": "Mainstream school",
        "of.special": "Special school",
    }
    await priya.post(f"{here}/reach/match", form)
    both = await priya.get(f"{here}/reach?one=Age&other=Setting")
    assert "“17 to 19” and “Special school”" in both.text
    assert "Choose two different ones." in (await priya.get(f"{here}/reach?one=Age&other=Age")).text
    assert (await priya.get(f"{here}/reach?one=%00&other=x")).status_code == 200


async def test_an_answer_stands_for_one_group_and_one_or_more_is_asked_for(priya: Visitor, here: str) -> None:
    await entered(priya, here)
    none = await priya.post(f"{here}/reach/match", {"of": "Age", "question": AGE, "of.11_13": "Martian"})
    assert (none.status_code, "Say for one answer or more" in none.text) == (422, True)
    assert (await priya.get(f"{here}/reach/match?of=Shoes")).status_code == 404
    assert (await priya.get(f"{here}/reach/match?of=Age&question=q_nothing1")).status_code == 200
    await matched(priya, here)
    dropped = await priya.post(f"{here}/reach/match", {"of": "Age", "do": "drop"})
    assert dropped.headers["location"].endswith("?done=unmatched")
    assert not await rows("SELECT 1 FROM reach_question")


async def test_only_those_who_run_it_change_the_numbers_and_only_readers_see_who_is_missing(
    visitor: Visitor, cast: Cast, here: str
) -> None:
    for who, status in (("Nia", {403, 404}), ("Bo", {403, 404}), ("Ana", {403, 404}), ("Priya", {200})):
        visitor.sign_in(await cast.session(who))
        assert (await visitor.get(f"{here}/reach/numbers")).status_code in status, who
        if who != "Priya":
            refused = await visitor.post(f"{here}/reach/numbers/keep", {"kept": AGES, **SOURCE})
            assert refused.status_code in {403, 404}
    assert not await rows("SELECT 1 FROM population")


PARTS = st.text(max_size=30) | st.sampled_from(
    ["420", "=1+1", "Age", "1e9", "-1", "\x00", "\ud800", "9" * 30]
)


@given(st.lists(st.tuples(PARTS, PARTS, PARTS), max_size=6), st.binary(max_size=120))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_upload_breaks_the_page(
    priya: Visitor, here: str, lines: list[tuple[str, str, str]], raw: bytes
) -> None:
    text = "\n".join("\t".join(line) for line in lines).encode("utf-8", "replace").decode()
    looked = await priya.post(f"{here}/reach/numbers/look", {"rows": text})
    assert looked.status_code in {200, 422}
    typed = {"name": text[:40], "label": [line[1].encode("utf-8", "replace").decode() for line in lines], "people": [line[2].encode("utf-8", "replace").decode() for line in lines], "do": "save"}  # fmt: skip
    assert (await priya.post(f"{here}/reach/numbers/one", typed)).status_code in {303, 422}
    kept = await priya.post(f"{here}/reach/numbers/keep", {"kept": text, **SOURCE})
    assert kept.status_code in {303, 404}
    sent = await priya.post(f"{here}/reach/numbers/look", {}, {"file": ("n.xlsx", raw or b"-", "text/csv")})
    assert sent.status_code in {200, 422}
