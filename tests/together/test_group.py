"""A group that answers together: hands and sticky notes, as staff type them in and as results, words, themes and files say
them afterwards."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from engage.access.permissions import Role
from engage.accounts import people
from engage.database import rows, writing
from engage.themes.live import codebook
from engage.themes.reading import read_for
from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, Question, QuestionKind
from surveys.exporting import export_headings, export_rows, exported
from surveys.open_answers import open_answers
from surveys.results import asked_by, cells_of, reached
from surveys.tally import count
from surveys.together import notes as sticky
from surveys.together import sessions
from surveys.together.hands import Hands, answer_of, hands_in_all, is_more_than_room, read_hands
from surveys.who import Group
from tests.cast import Cast
from tests.consultations.makers import FEELING, GOOD, HELP, answered, opened, seen_by
from tests.visitor import Visitor


def question(kind: QuestionKind = QuestionKind.single_choice) -> Question:
    options = tuple(Option(code=code, text={"en": code.title()}) for code in ("yes", "some", "no"))
    return Question(id="q_4kd2mwpx", kind=kind, text={"en": "Is it loud?"}, options=options)


def test_most_hands_are_the_groups_answer() -> None:
    hands = Hands({"yes": 7, "no": 2})
    assert answer_of(question(), hands) == Given(AnswerState.given, ("yes",))
    assert answer_of(question(), Hands({})) is None


def test_what_was_agreed_goes_before_what_most_hands_were_for() -> None:
    assert answer_of(question(), Hands({"yes": 7, "no": 2}, ("no",))) == Given(AnswerState.given, ("no",))


def test_a_tie_is_no_answer_where_only_one_can_be_chosen() -> None:
    tie = Hands({"yes": 4, "no": 4})
    assert answer_of(question(), tie) is None
    assert answer_of(question(QuestionKind.many), tie) == Given(AnswerState.given, ("yes", "no"))


def test_more_hands_than_people_are_asked_about() -> None:
    assert is_more_than_room(question(), Hands({"yes": 7, "no": 3}), 9)
    assert not is_more_than_room(question(), Hands({"yes": 7, "no": 1}), 9)
    assert not is_more_than_room(question(QuestionKind.many), Hands({"yes": 7, "no": 7}), 9)
    assert not is_more_than_room(question(), Hands({"yes": 700}), 0)


@pytest.mark.parametrize("raw", ["seven", "-1", "1.5", "1000", "99999999999"])
def test_hands_are_whole_numbers(raw: str) -> None:
    told = read_hands(question(), {"hands.yes": (raw,)}, ())
    assert told == Problem("hands.yes", "Enter how many hands as a number, such as 7")


def test_hands_forget_what_the_question_does_not_offer() -> None:
    told = read_hands(
        question(), {"hands.yes": (" 7 ",), "hands.maybe": ("3",), "hands.no": ("0",)}, ("maybe",)
    )
    assert told == Hands({"yes": 7}, ())


def test_notes_are_read_one_a_line_without_the_dots_of_a_list() -> None:
    raw = "- Quiet room\n\n•  Longer lunch \n3) Teachers who listen\nIt\u200b is 2-1 for us\r\n   \n"
    assert sticky.read_notes(raw) == ("Quiet room", "Longer lunch", "Teachers who listen", "It is 2-1 for us")


def test_notes_that_are_none_or_too_many_or_too_long_say_so() -> None:
    assert isinstance(sticky.read_notes(" \n - \n"), tuple | Problem)
    for raw in ("", "\n\n", "a\n" * 201, "ok\n" + "b" * 1001):
        told = sticky.read_notes(raw)
        assert isinstance(told, Problem)
        assert told.field == "notes"


@pytest.fixture
async def here(cast: Cast) -> str:
    return await opened(cast)


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def started(visitor: Visitor, here: str, **fields: str) -> str:
    """A session started on the page; its address."""
    wanted = {"name": "Tuesday group", "group": "young_person", "devices": "phones", "hours": "2", **fields}
    answer = await visitor.post(f"{here}/sessions", wanted)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


async def test_a_session_is_started_shown_counted_and_closed(priya: Visitor, here: str) -> None:
    assert "Start a session" in (await priya.get(f"{here}/sessions")).text
    session = await started(priya, here)
    shown = (await priya.get(session)).text
    digits = re.search(r'class="join-digits"[^>]*>(\d{3} \d{3})<', shown)
    assert digits
    assert "Nobody has begun yet." in shown
    wall = (await priya.get(f"{session}/show")).text
    assert all(f"<span>{half}</span>" in wall for half in digits[1].split())
    assert (await priya.get(f"{session}/progress")).json() == {
        "finished": False,
        "text": "Nobody has begun yet.",
    }
    counted = await priya.post(
        f"{session}/present", {"present.young_person": "9", "present.professional": "2"}
    )
    assert counted.status_code == 303
    assert 'value="9"' in (await priya.get(session)).text
    assert "Enter how many people" in (await priya.post(f"{session}/present", {"present.other": "x"})).text
    await priya.post(f"{session}/close")
    assert "This session is closed" in (await priya.get(session)).text
    assert "This session is over" in (await priya.get(f"{session}/show")).text
    assert (await priya.get(f"{session}/progress")).json()["finished"] is True
    acts = [
        row["act"] for row in await rows("SELECT act FROM audit_event ORDER BY id") if "session" in row["act"]
    ]
    assert acts == ["session:started", "session:counted", "session:closed"]
    said = await rows("SELECT detail::text AS d, sentence FROM audit_event WHERE act LIKE 'session:%'")
    assert not any(digits[1].replace(" ", "") in row["d"] + row["sentence"] for row in said)


async def test_what_is_missing_to_start_is_asked_for(priya: Visitor, here: str) -> None:
    answer = await priya.post(f"{here}/sessions", {"name": "", "hours": "40"})
    assert answer.status_code == 422
    for words in ("Enter a name", "Choose who they are", "Choose how they answer", "Choose how long"):
        assert words in answer.text


async def test_a_facilitator_runs_sessions_and_others_do_not(visitor: Visitor, cast: Cast, here: str) -> None:
    async with writing():
        fay = await people.welcome("Fay", "fay@example.org", now=datetime.now(UTC))
        await people.join(fay, cast.forum, Role.facilitator)
    cast.people["Fay"] = fay
    visitor.sign_in(await cast.session("Fay"))
    session = await started(visitor, here)
    for name, status in (("Mo", 403), ("Ana", 404)):
        visitor.sign_in(await cast.session(name))
        assert (await visitor.get(session)).status_code == status


async def test_a_session_of_another_consultation_is_not_found_here(
    priya: Visitor, cast: Cast, here: str
) -> None:
    session = await started(priya, here)
    another = await opened(cast)
    id = session.rpartition("/")[2]
    assert (await priya.get(f"{another}/sessions/{id}")).status_code == 404
    assert (await priya.post(f"{another}/sessions/{id}/close")).status_code == 404


async def test_hands_are_one_group_in_the_results_and_stand_beside_the_table(
    priya: Visitor, cast: Cast, here: str
) -> None:
    for _ in range(12):
        await answered(cast, here, "Loud")
    session = await started(priya, here)
    listed = (await priya.get(f"{session}/group")).text
    assert f"{session}/hands/{HELP}" in listed
    saved = await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "12", "hands.no": "2"})
    assert saved.status_code == 303, saved.text
    assert "Yes 12, No 2. The group’s answer: Yes" in (await priya.get(f"{session}/group")).text
    survey = (await seen_by(cast, "Priya", here)).survey
    assert (await reached(survey)).completed == 13
    asked = await asked_by(survey)
    helped = next(one for one in asked.questions if one.id == HELP)
    told = count(helped, await cells_of(survey, asked))
    assert (told.given, {one.code: one.n for one in told.options}["yes"]) == (13, 13)
    assert "In 1 group, by show of hands: Yes 10" in (await priya.get(f"{here}/answers")).text
    # changed, then taken back: nothing is left of the group
    await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "1"})
    assert (await hands_in_all(survey))[HELP].counts == {"yes": 1}
    assert "too few hands to show" in (await priya.get(f"{here}/answers")).text
    await priya.post(f"{session}/hands/{HELP}", {})
    assert await hands_in_all(survey) == {}
    assert (await reached(survey)).completed == 12


async def test_more_hands_than_the_room_are_asked_about_kindly(priya: Visitor, here: str) -> None:
    session = await started(priya, here)
    await priya.post(f"{session}/present", {"present.young_person": "9"})
    asked = await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "12"})
    assert asked.status_code == 422
    assert "12 hands went up, and 9 people are in the room" in asked.text
    assert (
        await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "12", "sure": "yes"})
    ).status_code == 303


async def test_a_tie_keeps_the_hands_and_waits_for_an_answer(priya: Visitor, cast: Cast, here: str) -> None:
    session = await started(priya, here)
    await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "4", "hands.no": "4"})
    assert "several got the same number" in (await priya.get(f"{session}/group")).text
    await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "4", "hands.no": "4", "agreed": "no"})
    assert "The group’s answer: No" in (await priya.get(f"{session}/group")).text
    assert re.search(r'name="agreed" value="no" checked', (await priya.get(f"{session}/hands/{HELP}")).text)


async def test_an_open_question_takes_no_hands_and_a_closed_one_no_notes(priya: Visitor, here: str) -> None:
    session = await started(priya, here)
    for path in (f"hands/{GOOD}", f"notes/{HELP}", "hands/q_nothing1"):
        assert (await priya.get(f"{session}/{path}")).status_code == 404


async def test_notes_are_passages_of_their_own_and_one_answer(priya: Visitor, cast: Cast, here: str) -> None:
    await answered(cast, here, "Loud")
    session = await started(priya, here)
    saved = await priya.post(
        f"{session}/notes/{GOOD}",
        {"notes": "- Quiet room\n- Longer lunch\n- Quiet room", "after": "0", "quote": "yes"},
    )
    assert saved.headers["location"].endswith("?saved=3")
    assert "Saved 3 notes." in (await priya.get(saved.headers["location"])).text
    seen = await seen_by(cast, "Priya", here)
    asked = await asked_by(seen.survey)
    good = next(one for one in asked.questions if one.id == GOOD)
    assert count(good, await cells_of(seen.survey, asked)).given == 2
    found = await open_answers(seen.survey, asked.screens([good]))
    assert [one.text for one in found.answers] == ["Loud", "Quiet room", "Longer lunch", "Quiet room"]
    assert {one.question_id for one in found.answers} == {GOOD}
    book = await codebook(seen.id)
    reading = await read_for(seen.id, None)
    theirs = [one for one in reading.order.passages if one.text in {"Quiet room", "Longer lunch"}]
    assert len(theirs) == 3
    assert len({one.respondent for one in theirs}) == 1
    assert all(one.question for one in theirs)
    assert book.people == 2
    screens = exported(asked, {})
    place = export_headings(screens).index(
        next(one for one in screens if one.question.id == GOOD).headings()[0]
    )
    cells = [row[place] async for some in export_rows(seen.survey, screens) for row in some]
    assert sorted(cells) == ["Loud", "Quiet room\nLonger lunch\nQuiet room"]
    words = (await priya.get(f"{here}/answers/words?question={GOOD}")).text
    assert "Longer lunch" in words
    assert "On sticky notes" in words
    assert [
        row["may_quote"] for row in await rows("SELECT may_quote FROM response WHERE channel = 'notes'")
    ] == [True]


async def test_notes_added_later_leave_the_others_as_they_are(priya: Visitor, cast: Cast, here: str) -> None:
    session = await started(priya, here)
    path = f"{session}/notes/{GOOD}"
    await priya.post(path, {"notes": "Quiet room\nLonger lunch", "after": "0"})
    before = {row["id"]: row["question_id"] for row in await rows("SELECT id, question_id FROM answer")}
    await priya.post(path, {"notes": "A garden", "after": "2"})
    # the same page sent twice keeps its lines once; a fresh page may say the same again
    assert (
        (await priya.post(path, {"notes": "A garden", "after": "2"})).headers["location"].endswith("saved=0")
    )
    assert (
        (await priya.post(path, {"notes": "A garden", "after": "3"})).headers["location"].endswith("saved=1")
    )
    after = {row["id"]: row["question_id"] for row in await rows("SELECT id, question_id FROM answer")}
    assert before.items() <= after.items()
    assert sorted(after.values()) == [f"{GOOD}.{n}" for n in (1, 2, 3, 4)]


async def test_a_note_is_taken_away_and_put_back(priya: Visitor, cast: Cast, here: str) -> None:
    session = await started(priya, here)
    path = f"{session}/notes/{GOOD}"
    await priya.post(path, {"notes": "Quiet room\nSomething silly", "after": "0"})
    seen = await seen_by(cast, "Priya", here)
    asked = await asked_by(seen.survey)
    good = [one for one in asked.questions if one.id == GOOD]
    silly = (await rows("SELECT id FROM answer WHERE text = 'Something silly'"))[0]["id"]
    await priya.post(f"{path}/{silly}", {"do": "away"})
    assert [one.text for one in (await open_answers(seen.survey, asked.screens(good))).answers] == [
        "Quiet room"
    ]
    assert "Put it back" in (await priya.get(path)).text
    await priya.post(f"{path}/{silly}", {"do": "back"})
    assert (await open_answers(seen.survey, asked.screens(good))).total == 2
    assert (await priya.post(f"{path}/{UUID(int=1)}", {"do": "away"})).status_code == 404


async def test_two_people_typing_notes_at_once_lose_none(cast: Cast, here: str) -> None:
    seen = await seen_by(cast, "Priya", here)
    now = datetime.now(UTC)
    new = sessions.NewSession(
        seen.survey, "Group", Group.other, False, "Priya", UUID(int=1), now + timedelta(hours=1)
    )
    async with writing():
        id = await sessions.start(new, now)
    session = await sessions.find_session(id)
    version = (await rows("SELECT current_version FROM survey WHERE id = $1", seen.survey))[0][
        "current_version"
    ]
    assert session

    async def typing(who: str) -> None:
        for n in range(5):
            async with writing():
                await sticky.add_notes(session, version, GOOD, [f"{who} {n}"], 10_000, now)

    await asyncio.gather(typing("Priya"), typing("Fay"), typing("Mo"))
    notes = await sticky.notes_of(id, GOOD)
    assert [note.number for note in notes] == list(range(1, 16))
    assert len({note.text for note in notes}) == 15
    assert len(await rows("SELECT id FROM response WHERE channel = 'notes'")) == 1


async def test_nothing_is_added_once_the_consultation_is_closed(priya: Visitor, here: str) -> None:
    session = await started(priya, here)
    await rows("UPDATE survey SET state = 'closed'")
    assert (await priya.post(f"{session}/notes/{GOOD}", {"notes": "Late"})).status_code == 422
    assert (await priya.post(f"{session}/hands/{HELP}", {"hands.yes": "3"})).status_code == 422
    assert await rows("SELECT id FROM answer") == []
    assert (
        await priya.post(
            f"{here}/sessions", {"name": "x", "group": "mixed", "devices": "phones", "hours": "1"}
        )
    ).status_code == 422


async def test_a_scale_is_answered_by_hands_too(priya: Visitor, here: str) -> None:
    session = await started(priya, here)
    page = (await priya.get(f"{session}/hands/{FEELING}")).text
    assert 'name="hands.great"' in page
    assert (await priya.post(f"{session}/hands/{FEELING}", {"hands.great": "3"})).status_code == 303
