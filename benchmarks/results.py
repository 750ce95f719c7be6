"""How long staff wait for the results of a hundred thousand answers: five thousand people, twenty questions of every way of
counting, through the server as `engage run` starts it. `python -m benchmarks.results`"""

import asyncio
import time
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from benchmarks.site import Site, running_site, say
from engage import database
from engage.access.permissions import Role
from engage.accounts import people, sessions
from engage.consultations.tables import Consultation
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.questions import counted

PEOPLE = 5_000
ROUNDS = 7


def _options(*words: str) -> tuple[Option, ...]:
    return tuple(Option(code=f"o{n}", text={"en": text}) for n, text in enumerate(words))


HELP = _options("Yes", "Sometimes", "No", "I don’t need help")
HARD = (
    *_options("Noise", "The work", "Break times", "Getting there", "Toilets"),
    Option(code="other", text={"en": "Something else"}, says=True),
)
_K = QuestionKind
_QUESTIONS: tuple[tuple[QuestionKind, str, dict[str, Any]], ...] = (
    (_K.feeling_scale, "How do you feel about school?", {}),
    (_K.single_choice, "Do you get the help you need?", {"options": HELP}),
    (_K.yes_no, "Do you have a plan?", {}),
    (_K.many, "What is hard?", {"options": HARD}),
    (_K.rank, "What matters most?", {"options": HARD[:5], "most": 3}),
    (_K.agreement_scale, "Adults listen to me.", {}),
    (_K.statement_set, "How true is this?", {"statements": tuple(Option(code=f"s{n}", text={"en": text}) for n, text in enumerate(("I feel safe", "I have friends", "I am asked", "I know my plan")))}),
    (_K.number, "How many weeks did you wait?", {"unit": {"en": "weeks"}, "low": 0}),
    (_K.month, "When did it begin?", {}),
    (_K.postcode_area, "Where do you live?", {}),
    (_K.consent, "May we write to you?", {}),
    (_K.who_answers, "Who is answering?", {}),
    (_K.short_text, "One word for school", {}),
    (_K.long_text, "What should change?", {}),
    (_K.long_text, "What is good?", {}),
    (_K.repeat, "How many children?", {"most": 3}),
    (_K.single_choice, "Is this child at school?", {"options": HELP}),
)  # fmt: skip


def a_survey() -> Definition:
    """Seventeen questions; with the statements and a child and its like, some twenty answers a person."""
    made = tuple(
        Question(id=f"q_bench{n:03}", kind=kind, text={"en": text}, **more)
        for n, (kind, text, more) in enumerate(_QUESTIONS)
    )
    return Definition(title={"en": "A large survey"}, sections=(Section(id="s_1", questions=made),))


_RESPONSES = """
INSERT INTO response (id, survey, version, "group", how_answered, language, token_hash, may_quote, is_pilot, notice,
                      channel, marks, started_at, last_answered_at, completed_at)
SELECT gen_random_uuid(), $1, $2, (ARRAY['young_person','young_person','parent_carer','professional'])[1 + n % 4],
       (ARRAY['alone','alone','helped','scribed'])[1 + n / 4 % 4], (ARRAY['en','en','en-simple','pl'])[1 + n / 16 % 4],
       md5(n::text), n % 3 = 0, false, '', (ARRAY['link','link','card','room'])[1 + n / 64 % 4],
       CASE WHEN n % 50 = 0 THEN ARRAY['duplicate'] ELSE ARRAY[]::varchar[] END, t, t, t
  FROM generate_series(1, $3::int) AS n, LATERAL (SELECT now() - make_interval(hours => n % 700) AS t) AS moment
"""
_ANSWERS = """
INSERT INTO answer (id, response, question_id, state, choices, text, format, language, answered_at, revision, is_asked)
SELECT gen_random_uuid(), r.id, $2, s.state, CASE WHEN s.state <> 'given' THEN ARRAY[]::varchar[]
            WHEN $5 THEN ARRAY(SELECT c FROM unnest($3::varchar[]) AS c WHERE r.id IS NOT NULL ORDER BY random() LIMIT $6)
            WHEN cardinality($3::varchar[]) > 0 THEN ARRAY[($3::varchar[])[1 + floor(random() * cardinality($3::varchar[]))]]
            ELSE ARRAY[]::varchar[] END,
       CASE WHEN s.state = 'given' THEN coalesce(($4::text[])[1 + floor(random() * cardinality($4::text[]))], '') ELSE '' END,
       (ARRAY['std','easy'])[1 + floor(random() * 1.3)], r.language, now(), 1, true
  FROM response r, LATERAL (SELECT CASE WHEN random() < .08 AND r.id IS NOT NULL THEN 'skipped' ELSE 'given' END AS state
                             OFFSET 0) AS s WHERE r.survey = $1
"""
_WORDS = [
    "It is too loud at lunch, and nobody reads my plan. I would like a quiet room and a teacher who knows me.",
    "The bus comes late most days. My mum has to leave work to take me.",
    "I like my helper. She listens and gives me time.",
]


_PEOPLE = """
INSERT INTO population (id, dimension, label, place, people, source)
SELECT gen_random_uuid(), 'Help', 'Kind ' || n, n, 1000 * n, 'Made up' FROM generate_series(1, 4) AS n
"""
_MATCH = """
INSERT INTO reach_question (id, consultation, dimension, question_id, labels)
VALUES (gen_random_uuid(), $1, 'Help', 'q_bench001', '{"Kind 1": ["o0"], "Kind 2": ["o1"], "Kind 3": ["o2"], "Kind 4": ["o3"]}')
"""


async def _matched(url: str, consultation: UUID) -> None:
    """How many people there are, and the question that tells it."""
    connection = await asyncpg.connect(url)
    await connection.execute(_PEOPLE)
    await connection.execute(_MATCH, consultation)
    await connection.close()


async def _filled(url: str, survey: UUID, definition: Definition) -> int:
    """Everybody's answers, made by the database; how many."""
    connection = await asyncpg.connect(url)
    version = await connection.fetchval("SELECT current_version FROM survey WHERE id = $1", survey)
    await connection.execute(_RESPONSES, survey, version, PEOPLE)
    for step in definition.steps:
        if step.turn in {None, 1}:
            await connection.execute(_ANSWERS, survey, step.id, *_answers(step.question))
    await connection.execute("ANALYZE")
    total = await connection.fetchval("SELECT count(*) FROM answer")
    await connection.close()
    return int(total)


def _answers(question: Question) -> tuple[list[str], list[str], bool, int]:
    """Codes and texts to choose from at random; whether several codes, and how many."""
    codes = [option.code for option in counted(question)]
    texts = {
        QuestionKind.number: [str(n * n // 4) for n in range(20)],
        QuestionKind.month: [f"2026-{month:02}" for month in range(1, 12)],
        QuestionKind.postcode_area: [f"WV{n}" for n in range(1, 16)],
        QuestionKind.short_text: ["loud", "fine", "long"],
        QuestionKind.long_text: _WORDS,
    }.get(question.kind, [])
    several = question.kind in {QuestionKind.many, QuestionKind.rank}
    return codes, texts, several, 3 if several else 1


async def _prepared(url: str) -> tuple[UUID, str, int]:
    """A consultation for these answers and somebody who may see it: its id, their session, how many answers."""
    await database.open_pool(2)
    now = datetime.now(UTC)
    async with database.writing():
        forum = await people.found_organisation("Northmere Parent Carers", "forum")
        priya = await people.welcome("Priya", "priya@example.org", now=now)
        await people.join(priya, forum, Role.forum_lead)
        session = await sessions.begin(priya, "A benchmark", now=now)
        survey = (await database.rows("SELECT id FROM survey"))[0]["id"]
        consultation = Consultation(
            id=uuid4(), survey=survey, organisation=forum, title="A large survey", purpose="To be counted",
            template="", created_by=priya, created_at=now,
        )  # fmt: skip
        await consultation.save()
    await database.close_pool()
    await _matched(url, consultation.id)
    return consultation.id, session, await _filled(url, survey, a_survey())


def _seconds(site: Site, session: str, path: str, fields: dict[str, str] | None = None) -> tuple[float, int]:
    """How long one answer of the site takes to its last byte, and how many bytes it has."""
    request = urllib.request.Request(
        site.address + path,
        data=urllib.parse.urlencode(fields).encode() if fields else None,
        headers={"Cookie": f"session={session}", "Accept-Encoding": "gzip"},
    )
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=120) as answer:
        size = len(answer.read())
    return time.perf_counter() - began, size


def _form_token(site: Site, session: str, path: str) -> dict[str, str]:
    request = urllib.request.Request(site.address + path, headers={"Cookie": f"session={session}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        html = answer.read().decode()
    name, _, rest = html.partition('<input type="hidden" name="')[2].partition('" value="')
    return {name: rest.partition('"')[0]}


def main() -> None:
    """Measure and print."""
    with running_site(definition=a_survey()) as site:
        consultation, session, total = asyncio.run(_prepared(site.database_url))
        here = f"/staff/consultations/{consultation}/answers"
        figures: dict[str, Any] = {"people": PEOPLE, "answers": total}
        first, size = _seconds(site, session, here)
        figures |= {"results_first_seconds": first, "results_page_bytes_gz": size}
        for name, path in {
            "results": here,
            "results_of_a_group": f"{here}?group=young_person&how=alone",
            "results_of_a_way_in": f"{here}?channel=card",
            "results_without_marked": f"{here}?marked=no",
            "marked": f"{here}/marked",
            "reach": here.replace("/answers", "/reach"),
            "words": f"{here}/words",
            "words_found": f"{here}/words?holding=plan&group=young_person",
        }.items():
            figures[f"{name}_seconds"] = median(_seconds(site, session, path)[0] for _ in range(ROUNDS))
        before = site.pss_mb()
        for kind in ("csv", "xlsx"):
            fields = {
                **_form_token(site, session, f"{here}/file"),
                "file": kind,
                "why": "report",
                "reason": "",
            }
            figures[f"{kind}_seconds"], figures[f"{kind}_bytes"] = _seconds(
                site, session, f"{here}/file", fields
            )
        figures["files_memory_mb"] = max(0.0, site.pss_mb() - before)
        say(**figures)


if __name__ == "__main__":
    main()
