"""Twelve people answer by cards and by e-mail, on the real site. Afterwards nothing that is kept anywhere says which answers
came of which invitation; and the same search finds it where a join was planted."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from html import unescape
from itertools import permutations
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from engage.database import rows, writing
from engage.invitations.mail import keeping, sending, wording
from engage.invitations.mail.lists import AddressList
from engage.invitations.mail.stopping import hash_of
from engage.outbox.posting import post_waiting
from engage.outbox.ways import Folder
from engage.respond.admitted import Admitted, admitted_cookie
from engage.respond.keys import invitation_key
from engage.settings import settings
from engage.web.forms import CSRF_FIELD
from engage.web.security import keyed
from surveys.channels import Channel
from surveys.invitations import batches
from surveys.invitations.admission import forget_earlier
from surveys.invitations.codes import code_hash
from surveys.invitations.tables import BatchKind
from surveys.receipts import token_hash
from surveys.who import Group
from surveys.wordlist import WORDS
from tests.cast import gather_cast
from tests.consultations.makers import FEELING, HELP, opened, seen_by
from tests.running.house import ROOT, inside
from tests.running.joining import (
    Known,
    Trace,
    cookies_trace,
    database_traces,
    joins,
    log_traces,
    places_of_rows,
    trace,
)
from tests.running.open_survey import Standing, standing

pytestmark = pytest.mark.drill

CARDS, LETTERS = "cards", "letters"
SECRET = "d" * 40  # of the site that is started here
# what keyed hashes are made for, anywhere in our code
PURPOSES = sorted(
    {
        found
        for path in (ROOT / "engage").rglob("*.py")
        for found in re.findall(r'keyed\(\s*f?"([^"]+)"', path.read_text())
    }
)
# what answering writes, whichever way somebody came; and the one list that a code's use is kept in
ANSWERS = {"response", "answer", "attempt", "attachment", "invitation_batch"}
ADDRESSES = tuple(f"person{n:02}@families.example" for n in range(10))


@dataclass
class Somebody:
    """One person: the words they came with, and what they were left with."""

    name: str
    words: str
    path: str
    slips: bool = False
    receipt: str = ""
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)


@dataclass
class Gathered:
    """The site after everybody has answered."""

    site: Standing
    people: list[Somebody]
    invitations: Mapping[str, Sequence[Known]]
    responses: Sequence[Known]
    window: tuple[datetime, datetime]
    letters: list[Trace]
    before: Mapping[str, list[tuple[str, str]]]
    within: Callable[[Callable[[], Awaitable[Any]]], Any]

    async def traces(self, connection: asyncpg.Connection | None = None) -> list[Trace]:
        """All of it, as one connection sees the database."""
        if connection is None:
            async with _looking(self.site) as own:
                return await self.traces(own)
        kept = [cookies_trace(one.name, one.cookies) for one in self.people]
        return [*await database_traces(connection), *log_traces(self.site.said), *self.letters, *kept]

    async def found(self, connection: asyncpg.Connection | None = None, *more: Trace) -> list[str]:
        traces = [*await self.traces(connection), *more]
        return joins(self.invitations, self.responses, traces, self.window)


@asynccontextmanager
async def _looking(site: Standing) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(site.database_url)
    try:
        yield connection
    finally:
        await connection.close()


def _token(html: str) -> str:
    found = re.search(rf'name="{CSRF_FIELD}" value="([^"]+)"', html)
    assert found, html[:2000]
    return found[1]


def _fields(html: str) -> dict[str, str]:
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in hidden}


def _answers(somebody: Somebody, site: str, slug: str, opinion: str) -> None:
    """From the link on the card to the three words at the end, as a browser without JavaScript does it."""
    with httpx.Client(base_url=site, headers={"sec-fetch-site": "same-origin"}) as browser:

        def send(path: str, html: str, **given: Any) -> httpx.Response:
            answer = browser.post(path, data={**_fields(html), **given})
            assert answer.status_code == 303, answer.text
            somebody.seen.append(answer.headers["location"])
            return answer

        if somebody.slips:
            _slips(browser, somebody)
        look = browser.get(somebody.path)
        assert look.status_code == 200, look.text
        assert look.headers["referrer-policy"] == "no-referrer"
        assert look.headers["cache-control"] == "no-store"
        here = send(somebody.path, look.text).headers["location"]
        start = browser.get(here)
        onward = send(here, start.text, group="parent_carer", how="alone").headers["location"]
        for question, answer in ((FEELING, opinion), (HELP, "yes")):
            path = f"/s/{slug}/q/{question}"
            send(path, browser.get(path).text, answer=answer, go="next")
        assert onward.startswith(f"/s/{slug}/")
        somebody.token = browser.cookies["answering"].strip('"')
        check = browser.get(f"/s/{slug}/check")
        thanks = browser.get(send(f"/s/{slug}/check", check.text, agree="yes").headers["location"])
        words = re.search(r'class="code" translate="no">([a-z]+ – [a-z]+ – [a-z]+)<', thanks.text)
        assert words, thanks.text
        somebody.receipt = words[1].replace(" – ", "-")
        somebody.cookies = {one.name: one.value or "" for one in browser.cookies.jar}


def _slips(browser: httpx.Client, somebody: Somebody) -> None:
    """The right words where answers are found again, and then with one wrong word where cards are used."""
    door = browser.get("/my-words")
    wrong_door = browser.post("/my-words", data={**_fields(door.text), "code": somebody.words})
    assert "These words are from a card or an e-mail" in wrong_door.text
    first, second, _ = somebody.words.split("-")
    slip = next(word for word in WORDS if word not in somebody.words)
    wrong_word = browser.post(
        "/c", data={**_fields(browser.get("/c").text), "code": f"{first} {second} {slip}"}
    )
    assert wrong_word.status_code == 422


def _derived(site_secret: str, words: str) -> set[str]:
    """Every keyed hash our code could make of three words, of one or two of them, or of what is kept of them."""
    single = words.split("-")
    parts = {
        words,
        " ".join(single),
        *single,
        *map("-".join, permutations(single, 2)),
        *map("-".join, permutations(single)),
    }
    with _secret(site_secret):
        parts.add(code_hash(words, invitation_key()))
        return {keyed(purpose, part) for purpose in PURPOSES for part in parts}


@contextmanager
def _secret(of_site: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ENGAGE_SECRET", of_site)
        settings.cache_clear()
        try:
            yield
        finally:
            settings.cache_clear()


@dataclass
class _Made:
    slug: str
    cards: list[str]
    card_hashes: list[str]
    batches: dict[str, str]


async def _make_ready(folder: Path) -> _Made:
    """A consultation, twenty cards and a list of ten addresses, all made and sent two days ago."""
    cast = await gather_cast()
    here = await opened(cast)
    seen, priya = await seen_by(cast, "Priya", here), await cast.actor("Priya")
    ago = datetime.now(UTC) - timedelta(days=2)
    await rows("UPDATE survey SET opens_at = $2 WHERE id = $1", seen.survey, ago - timedelta(days=1))
    new = batches.NewBatch(seen.survey, BatchKind.cards, "Northmere Secondary", 20, None, None, "Priya")
    async with writing():
        cards = await batches.make_batch(new, invitation_key(), ago)
    async with writing():
        listed = await keeping.keep(
            priya, seen, keeping.NewList("Parents", Group.parent_carer, AddressList(ADDRESSES)), None, now=ago
        )
        assert not hasattr(listed, "message"), listed
    await _send(priya, seen, listed, 0, folder, ago)
    printed = await batches.codes_of(cards, invitation_key())
    return _Made(
        seen.slug, [one.words for one in printed], [code_hash(one.words, invitation_key()) for one in printed],
        {CARDS: str(cards), LETTERS: str(listed)},
    )  # fmt: skip


async def _send(actor: Any, seen: Any, listed: Any, nth: int, folder: Path, ago: datetime) -> None:
    words = wording.Words("Tell us", "Open your own link:\n{link}")
    async with writing():
        mailing = await sending.send(actor, seen, listed, nth, words, now=ago)
    assert not hasattr(mailing, "message"), mailing
    await sending.write_letters(mailing, lambda: ago)
    while await post_waiting(Folder(folder), "engage@localhost", now=ago):
        pass


def _codes_in(folder: Path) -> dict[str, str]:
    """The words each address was sent."""
    found = {}
    for path in folder.glob("*.eml"):
        letter = message_from_bytes(path.read_bytes())
        words = re.search(r"/c/([a-z]+-[a-z]+-[a-z]+)", letter.get_payload(decode=True).decode())  # type: ignore[union-attr]
        assert words
        found[str(letter["To"])] = words[1]
    return found


async def _places(url: str) -> Mapping[str, list[tuple[str, str]]]:
    connection = await asyncpg.connect(url)
    try:
        names = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return await places_of_rows(connection, sorted({name for (name,) in names} - ANSWERS))
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gathered]:
    folder = tmp_path_factory.mktemp("letters")
    with standing(workers=1) as site:

        def within(act: Callable[[], Awaitable[Any]]) -> Any:
            with pytest.MonkeyPatch.context() as patched:
                patched.setenv("ENGAGE_SECRET", SECRET)
                patched.setenv("ENGAGE_DATA", str(site.folder / "data"))
                patched.setenv("ENGAGE_PORT", site.address.rpartition(":")[2])
                return inside(site.database_url, act)

        made: _Made = within(lambda: _make_ready(folder))
        sent = _codes_in(folder)
        assert set(sent) == set(ADDRESSES)
        people = [Somebody(f"card {n}", made.cards[n], f"/c/{made.cards[n]}") for n in (3, 17, 0, 8, 12, 5)]
        people += [
            Somebody(one, sent[one], f"/c/{sent[one]}") for one in (ADDRESSES[n] for n in (7, 2, 9, 0, 4, 5))
        ]
        # by turns, so that neither the order of the cards nor that of the list is the order of the answers
        people[1].slips = people[8].slips = True
        people = [one for pair in zip(people[:6], people[6:], strict=True) for one in pair]
        before = within(lambda: _places(site.database_url))
        began = datetime.now(UTC)
        for n, somebody in enumerate(people):
            try:
                _answers(somebody, site.address, made.slug, ("good", "bad", "ok")[n % 3])
            except AssertionError:
                print(site.said[-3000:])
                raise
        window = began, datetime.now(UTC) + timedelta(seconds=1)

        async def known() -> tuple[dict[str, list[Known]], list[Known]]:
            letters = await _known_addresses(made.batches[LETTERS], sent)
            cards = [
                Known.of(f"card {n}", words, hash, derived=_derived(SECRET, words))
                for n, (words, hash) in enumerate(zip(made.cards, made.card_hashes, strict=True))
            ]
            return {CARDS: cards, LETTERS: letters}, await _known_responses(people)

        invitations, responses = within(known)
        post = [trace("letter", path.read_text()) for path in folder.glob("*.eml")]
        yield Gathered(site, people, invitations, responses, window, post, before, within)


async def _known_addresses(batch: str, sent: Mapping[str, str]) -> list[Known]:
    found = await rows(
        "SELECT id, place, address_hash FROM invitee WHERE batch = $1 AND place >= 0 ORDER BY place", batch
    )
    places = {hash_of(address): address for address in sent}
    return [
        Known.of(address := places[row["address_hash"]], address, row["address_hash"], str(row["id"]),
                 sent[address], code_hash(sent[address], invitation_key()), derived=_derived(SECRET, sent[address]))
        for row in found
    ]  # fmt: skip


async def _known_responses(people: Sequence[Somebody]) -> list[Known]:
    known: list[Known] = []
    for somebody in people:
        token = somebody.token.rstrip("~")
        found = await rows("SELECT id, receipt_hash FROM response WHERE token_hash = $1", token_hash(token))
        assert len(found) == 1, somebody
        known.append(
            Known.of(
                f"answers {len(known)}",
                str(found[0]["id"]),
                found[0]["receipt_hash"],
                token,
                somebody.receipt,
            )
        )
    return known


async def test_everybody_was_let_in_once_and_their_way_in_is_all_that_is_kept(gathered: Gathered) -> None:
    connection = await asyncpg.connect(gathered.site.database_url)
    ways = await connection.fetch(
        "SELECT channel, count(*) AS n FROM response GROUP BY channel ORDER BY channel"
    )
    spent = await connection.fetch("SELECT kind, spent FROM invitation_batch ORDER BY kind")
    columns = await connection.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'response'"
    )
    await connection.close()
    assert [tuple(row) for row in ways] == [("card", 6), ("email", 6)]
    for row in spent:
        assert len(row["spent"]) == 6
        assert row["spent"] == sorted(row["spent"])
    assert not {name for (name,) in columns} & {"batch", "code", "invitation", "invitee", "code_hash"}
    again = httpx.get(gathered.site.address + gathered.people[0].path)
    assert again.status_code == 410


async def test_nothing_kept_anywhere_is_shared_by_an_invitation_and_an_answer(gathered: Gathered) -> None:
    traces = await gathered.traces()
    # the search sees what it should: each code's row, each response, the log, the letters, the cookies
    assert sum(one.where == "invitation_code" for one in traces) == 30
    assert sum(one.where == "response" for one in traces) == 12
    assert sum(one.where == "letter" and "/c/" in one.text for one in traces) == 10
    assert sum(one.where == "log" and "/c/{words}" in one.text for one in traces) >= 24
    assert sum(one.where.startswith("cookies of") for one in traces) == 12
    found = await gathered.found()
    assert not found, "\n".join(found[:20])


async def test_using_a_code_moves_and_writes_no_row_but_its_batch(gathered: Gathered) -> None:
    after = await _places(gathered.site.database_url)
    changed = {name for name in after if after[name] != gathered.before[name]}
    assert not changed, changed
    connection = await asyncpg.connect(gathered.site.database_url)
    written = await connection.fetch("SELECT xmin::text, ctid FROM invitation_batch")
    answers = await connection.fetch(
        "SELECT xmin::text FROM response UNION ALL SELECT xmin::text FROM answer"
    )
    codes = await connection.fetch(
        "SELECT batch, count(DISTINCT xmin::text) AS n FROM invitation_code GROUP BY batch"
    )
    order = await connection.fetch(
        "SELECT batch, array_agg(code_hash ORDER BY ctid) AS hashes FROM invitation_code GROUP BY batch"
    )
    kept_times = await connection.fetchval("SHOW track_commit_timestamp")
    attempts = await connection.fetch("SELECT key FROM attempt")
    await connection.close()
    # the transaction that used the last code wrote no row that is still as it left it
    assert not {row["xmin"] for row in written} & {row["xmin"] for row in answers}
    assert all(row["n"] == 1 for row in codes)
    assert all(row["hashes"] == sorted(row["hashes"]) for row in order)
    assert kept_times == "off"
    # wrong words are counted, by browser and by everybody; the search looks whether any of it names a code
    assert attempts


async def test_no_code_is_in_an_address_after_it_was_used_nor_on_the_device(gathered: Gathered) -> None:
    for somebody in gathered.people:
        words = somebody.words
        assert not any(words in address for address in somebody.seen)
        left = cookies_trace(somebody.name, somebody.cookies).text
        assert words not in left
        assert _hash_of(words) not in left
        assert "admitted" not in somebody.cookies
    said = gathered.site.said.lower()
    for somebody in gathered.people:
        for spelled in (somebody.words, somebody.words.replace("-", " "), somebody.receipt, somebody.token):
            assert spelled.lower() not in said


def _hash_of(words: str) -> str:
    """What the site keeps of a code; the tests of this process have another secret."""
    with _secret(SECRET):
        return code_hash(words, invitation_key())


# $1: what is kept of a code; $2: what is kept of the token of the answers that came of it
PLANTED = {
    "a table that names both": "CREATE TABLE planted AS SELECT $1 AS hash, id FROM response WHERE token_hash = $2",
    "a moment beside a code": "CREATE TABLE planted AS SELECT $1 AS hash, started_at FROM response WHERE token_hash = $2",
    "a counted try with the code's hash": """INSERT INTO attempt (key, since, times)
        SELECT 'card:' || $1, started_at, 1 FROM response WHERE token_hash = $2""",
    "a response that knows its batch": """CREATE TABLE planted AS SELECT c.batch, r.id FROM invitation_code c, response r
        WHERE c.code_hash = $1 AND r.token_hash = $2""",
    "a third thing between the two": """CREATE TABLE planted AS
        SELECT receipt_hash AS half, $1 AS other FROM response WHERE token_hash = $2""",
    "two things between the two": """CREATE TABLE planted AS SELECT $1 AS one, 'errand-4711-about-it' AS two;
        CREATE TABLE planted_2 AS SELECT 'errand-4711-about-it' AS one, id FROM response WHERE token_hash = $2""",
    "one transaction that writes both": """UPDATE invitation_code SET code_hash = code_hash WHERE code_hash = $1;
        UPDATE response SET language = language WHERE token_hash = $2""",
    "a counted try with one word of the code": """INSERT INTO attempt (key, since, times)
        SELECT $3, started_at, 1 FROM response WHERE token_hash = $2""",
    "an act in the history": """INSERT INTO audit_event (id, at, act, detail, seal)
        SELECT 4711, made_at, 'card:used', jsonb_build_object('code', $1, 'response', r.id), ''
        FROM invitation_batch b, response r WHERE token_hash = $2 LIMIT 1""",
}


@pytest.mark.parametrize("planted", PLANTED)
async def test_the_same_search_finds_a_join_where_there_is_one(gathered: Gathered, planted: str) -> None:
    somebody = gathered.people[4]
    hash = _hash_of(somebody.words)
    with _secret(SECRET):
        one_word = keyed("tries-visitor", somebody.words.partition("-")[0])
    sql = (
        PLANTED[planted]
        .replace("$3", f"'{one_word}'")
        .replace("$1", f"'{hash}'::text")
        .replace("$2", f"'{token_hash(somebody.token)}'")
    )
    async with _looking(gathered.site) as connection:
        planting = connection.transaction()
        await planting.start()
        await connection.execute(sql)
        found = await gathered.found(connection)
        await planting.rollback()
    assert any(somebody.name in one for one in found), planted


async def test_a_line_of_a_log_that_names_a_code_is_found_too(gathered: Gathered) -> None:
    somebody = gathered.people[0]
    line = f'{{"timestamp": "{gathered.window[0].isoformat()}", "path": "/c/{somebody.words}"}}'
    assert any(somebody.name in one for one in await gathered.found(None, trace("log", line)))


async def test_a_note_left_on_a_device_is_found_too(gathered: Gathered) -> None:
    somebody = gathered.people[0]
    note = admitted_cookie("a-survey", Admitted(Channel.card, _hash_of(somebody.words)))
    left = cookies_trace(somebody.name, {"admitted": note.value or "", "answering": somebody.token})
    assert any(somebody.name in one for one in await gathered.found(None, left))


def test_what_a_batch_looked_like_before_its_last_use_is_wiped_from_the_disk(gathered: Gathered) -> None:
    """PostgreSQL leaves a row as it was, with the number of the transaction that wrote it, until it is vacuumed: laid one on
    the other, such rows would say in which order codes were used."""

    async def on_disk() -> list[int]:
        await rows("CHECKPOINT")
        file = (await rows("SELECT pg_relation_filepath('invitation_batch') AS path"))[0]["path"]
        body = (gathered.site.folder / "pg" / file).read_bytes()
        spent = (await rows("SELECT spent FROM invitation_batch WHERE kind = 'cards'"))[0]["spent"]
        return [body.count(one.encode()) for one in spent]

    assert max(gathered.within(on_disk)) > 1
    gathered.within(forget_earlier)
    assert gathered.within(on_disk) == [1] * 6


async def test_a_session_says_which_group_answered_and_never_who(gathered: Gathered) -> None:
    """Attendance lays a response beside a session on purpose, to count the room. There is no person in either."""
    connection = await asyncpg.connect(gathered.site.database_url)
    columns = await connection.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_name IN ('attendance', 'group_session')"
    )
    await connection.close()
    kept = {
        name: {row["column_name"] for row in columns if row["table_name"] == name}
        for name in ("attendance", "group_session")
    }
    assert kept["attendance"] == {"response", "session"}
    assert not kept["group_session"] & {"people", "names", "attended", "members", "addresses", "emails"}
