"""One survey with everything that can come between two numbers (trying out, taken back, not finished, off the way, a version
that takes answers away, a question counted apart, a repeat): the results page, the words, the file and the themes agree."""

import csv
import io
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest

from analysis.small_numbers import in_words, shown
from engage.consultations import opening
from engage.database import rows, writing
from engage.themes.live import totals_of
from surveys import authoring, responding
from surveys.all_versions import asked_by
from surveys.answers import DONT_KNOW, SKIPPED, AnswerState, Format, Given, HowAnswered
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section
from surveys.editing import changed, replace_question
from surveys.joins import Counted, Publication, Said, decided
from surveys.responding import complete, save_answer, start
from surveys.results import cells_of, open_answers, people_of, reached, worded_questions
from surveys.tables import Attachment
from surveys.tally import QuestionCount, count
from surveys.versions import publish
from tests.cast import Cast
from tests.consultations.makers import KEY, dated, draft, seen_by
from tests.visitor import Visitor

HELP, HARD, TRUE, WHY, NOW_ID, SAY, KIDS, AT, CHILD = (f"q_agreein{n}" for n in "abcdefghi")


def _options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code=code, text={"en": f"It is {code}"}, says=code == "other") for code in codes)


def _asked(id: str, kind: QuestionKind, words: str, **more: object) -> Question:
    return Question(id=id, kind=kind, text={"en": words}, **more)


K = QuestionKind
FIRST = Definition(
    title={"en": "Everything at once"},
    sections=(
        Section(
            id="s_1",
            questions=(
                _asked(HELP, K.single_choice, "Who helps?", options=_options("mum", "school", "other")),
                _asked(HARD, K.many, "What is hard?", options=_options("noise", "food", "other")),
                _asked(TRUE, K.statement_set, "Is it true?", statements=_options("safe", "heard")),
                _asked(WHY, K.long_text, "Why?"),
                _asked(NOW_ID, K.yes_no, "Is it good?"),
                _asked(SAY, K.voice, "Say it"),
            ),
        ),
        Section(
            id="s_2",
            questions=(
                _asked(KIDS, K.repeat, "How many children?", most=3, unit={"en": "Child"}),
                _asked(AT, K.yes_no, "Is this one at school?"),
                _asked(CHILD, K.short_text, "What helps this one?"),
            ),
        ),
    ),
)


def chose(*codes: str, text: str = "") -> Given:
    return Given(AnswerState.given, codes, text)


def everything(n: int, names: Mapping[str, str], children: int) -> dict[str, Given]:
    """What the n-th person says; enough of each to be shown."""
    other = chose("other", text=f"The driver, {n}")
    return {
        HELP: [chose("mum"), chose("school"), other, DONT_KNOW][n % 4],
        HARD: [chose("noise", "food"), chose("noise"), chose("other", text=f"Queues {n}"), SKIPPED][n % 4],
        f"{TRUE}.safe": chose(["agree", "disagree"][n % 2]),
        f"{TRUE}.heard": SKIPPED if n % 3 == 0 else chose("agree"),
        WHY: chose(text=f"Because of number {n}") if n % 2 else SKIPPED,
        names.get(NOW_ID, NOW_ID): chose(["yes", "no"][n % 3 == 0]),
        SAY: chose(UUID(int=n + 1).hex, text="Listen" if n % 2 else ""),
        names.get(KIDS, KIDS): chose(str(children)),
        **{f"{AT}.{turn}": chose(["yes", "no"][(n + turn) % 2]) for turn in range(1, children + 1)},
        **{f"{CHILD}.{turn}": chose(text=f"Music {n}.{turn}") for turn in range(1, children + 1)},
    }


class Place:
    """The survey and what happens to it."""

    def __init__(self, here: str, survey: UUID) -> None:
        self.here, self.survey, self.people = here, survey, 0

    async def answers(
        self, names: Mapping[str, str] = {}, children: int = 2, *, off: Sequence[str] = ()
    ) -> UUID:
        """One more person who finishes; `off` are screens their way does not lead to."""
        n, moment = self.people, datetime.now(UTC)
        self.people += 1
        version = (await rows("SELECT current_version AS v FROM survey WHERE id = $1", self.survey))[0]["v"]
        given = everything(n, names, children)
        started = await start(
            self.survey,
            version,
            Group.parent_carer if n % 2 else Group.young_person,
            HowAnswered.alone,
            "en",
            moment,
        )
        for id, answer in given.items():
            await save_answer(started.response_id, id, answer, Format.std, "en", moment)
        await Attachment(
            id=UUID(int=n + 1), response=started.response_id, question_id=SAY, kind="sound", media_type="audio/ogg",
            size=1, sha256="0", body=b"x", made_at=moment, transcript=f"I said {n}" if n % 4 == 0 else "",
        ).save()  # fmt: skip
        await complete(started.response_id, True, moment, KEY, [id for id in given if id not in off])
        return started.response_id


@pytest.fixture(params=[Counted.together, Counted.apart])
async def place(cast: Cast, request: pytest.FixtureRequest) -> Place:
    """Two versions of it with everything in them; 24 people count. How many children are asked about is counted as the
    parameter says; the questions about each child go on."""
    here = await draft(cast)
    await dated(cast, here)
    seen = await seen_by(cast, "Priya", here)
    await rows("UPDATE survey SET draft = $1 WHERE id = $2", FIRST.model_dump_json(), seen.survey)
    async with writing():
        opened = await opening.open_it(await cast.actor("Priya"), seen, now=datetime.now(UTC))
    assert isinstance(opened, authoring.Opened), opened
    made = Place(here, seen.survey)
    for _ in range(11):
        await made.answers(children=3)
    await made.answers(
        children=3, off=[WHY, HELP, f"{CHILD}.1"]
    )  # the twelfth said why, and could not have been asked
    second = await _second_version(seen.survey, request.param)
    for _ in range(12):
        await made.answers(second, children=2)
    await rows("UPDATE response SET is_pilot = true WHERE id = $1", await made.answers(second))
    await rows("UPDATE response SET completed_at = NULL WHERE id = $1", await made.answers(second))
    await responding.withdraw(await made.answers(second), datetime.now(UTC))
    return made


async def _second_version(survey: UUID, kids: Counted) -> Mapping[str, str]:
    """An answer is taken out, fewer children are asked about, one question is counted apart; new ids by old ones."""
    row = await authoring.find_survey(survey)
    assert row
    first = await authoring.published_of(row)
    assert first
    wanted = first
    for id, more in (
        (HARD, {"options": _options("noise", "other")}),
        (KIDS, {"most": 2, "text": {"en": "How many children now?"}}),
        (NOW_ID, {"text": {"en": "Was it good last week?"}}),
    ):
        question = first.question(id)
        assert question
        wanted = replace_question(wanted, changed(question, **more))
    decisions = {
        HARD: Said(Counted.together),
        KIDS: Said(kids, "At home now"),
        NOW_ID: Said(Counted.apart, "Last week only"),
    }
    publication = decided(first, wanted, decisions, only_slips=False, rng=random.Random(1))
    assert isinstance(publication, Publication), publication
    await publish(row, publication, "Clearer", "Priya", datetime.now(UTC))
    return {join.was: join.question for join in publication.joins}


async def _file(visitor: Visitor, here: str) -> list[dict[str, str]]:
    made = await visitor.post(f"{here}/answers/file", {"file": "csv", "why": "report", "reason": ""})
    found = csv.reader(io.StringIO(made.content.decode("utf-8-sig")))
    head = next(found)
    assert len(set(head)) == len(head)
    return [dict(zip(head, row, strict=True)) for row in found]


def _said(told: Sequence[dict[str, str]], heading: str) -> list[str]:
    """Every answer in the file to one question, all turns of it."""
    turns = [f"{heading}{more}" for more in ("", *(f" (number {n})" for n in range(1, 11)))]
    return [row[turn] for row in told for turn in turns if row.get(turn)]


def _heading(question: Question) -> str:
    return " – ".join(filter(None, [question.stem.get("en", ""), question.text["en"]]))


def _states(counts: QuestionCount) -> dict[str, int]:
    each = (counts.given, counts.skipped, counts.dont_know)
    return {name: n for name, n in zip(("given", "(skipped)", "(don’t know)"), each, strict=True) if n}


async def test_every_count_of_the_page_is_that_of_the_file(
    visitor: Visitor, cast: Cast, place: Place
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    told, asked, cells = (
        await _file(visitor, place.here),
        await asked_by(place.survey),
        await cells_of(place.survey),
    )
    came = await reached(place.survey)
    assert (len(told), came.completed, came.started, came.withdrawn) == (24, 24, 26, 1)
    for question in asked.questions:
        counts = count(question, cells)
        found = _said(told, _heading(question))
        states = Counter(cell if cell.startswith("(") else "given" for cell in found)
        assert dict(states) == _states(counts), question.text
        chosen = Counter(part.split(":")[0] for cell in found if cell[0] != "(" for part in cell.split("; "))
        if counts.options:
            assert {one.label: one.n for one in counts.options if one.n} == dict(chosen), question.text
        if question.id == HARD:  # each answer has a column of its own, also the one that was taken out
            own = {
                one.label: sum(row[f"What is hard? – {one.label}"] == "1" for row in told)
                for one in counts.options
            }
            assert own == {one.label: one.n for one in counts.options}
    people = await people_of(place.survey, asked)
    assert {id: sum(cell.n for cell in some) for id, some in people.items()} == {AT: 24, CHILD: 24}


async def test_the_words_of_the_list_are_those_of_the_file_and_the_open_ones_those_of_the_themes(
    visitor: Visitor, cast: Cast, place: Place
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    told, asked = await _file(visitor, place.here), await asked_by(place.survey)
    listed = await open_answers(place.survey, asked.screens(worded_questions(asked.questions)), limit=500)
    by_question = Counter(one.question_id for one in listed.answers)
    written = {
        HELP: [cell for cell in _said(told, "Who helps?") if ":" in cell],
        HARD: [cell for cell in _said(told, "What is hard?") if ":" in cell],
        WHY: [cell for cell in _said(told, "Why?") if cell[0] != "("],
        SAY: [cell for cell in _said(told, "Say it") if "Listen" in cell or "written down:" in cell],
        CHILD: _said(told, "What helps this one?"),
    }
    assert by_question == {id: len(cells) for id, cells in written.items()}
    consultation = UUID(place.here.rsplit("/", 1)[1])
    themes = (await totals_of([consultation]))[consultation]
    beside = by_question[HELP] + by_question[HARD]
    assert (themes.answers, themes.people) == (listed.total - beside, 24)


async def test_what_the_page_shows_is_what_was_counted_rounded(
    visitor: Visitor, cast: Cast, place: Place
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    page = (await visitor.get(f"{place.here}/answers")).text
    asked, cells = await asked_by(place.survey), await cells_of(place.survey)
    for question in asked.questions:
        if question.id in asked.repeated:
            answers = count(question, cells).given
            assert (
                f"{in_words(answers, 'answers')}, one for each child, from about {shown(24)} people." in page
            )
        else:
            assert f"{in_words(count(question, cells).given)} answered." in page
