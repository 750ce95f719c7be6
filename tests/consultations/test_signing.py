"""Signing the questions: who may speak for whom, what exactly was signed, and young reviewers who come by a link."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import httpx
import pytest

from engage.consultations import partners
from engage.consultations.building.drafts import mark_of
from engage.consultations.looking_over.review_form import Opinion, read_said
from engage.consultations.looking_over.signatures import Signature, signatures_of, still_missing
from engage.consultations.tables import Party, Sees, Verdict
from engage.database import rows, writing
from engage.web.forms import Form
from surveys.differences import What
from tests.cast import Cast
from tests.consultations.makers import HELP, dated, draft, draft_of, field, opened, seen_by
from tests.consultations.test_changing import edit, publish, reworded
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def shared(cast: Cast, here: str) -> None:
    """Priya shares it with the council, themes only."""
    async with writing():
        actor, seen = await cast.actor("Priya"), await seen_by(cast, "Priya", here)
        assert await partners.share(actor, seen, cast.council, Sees.themes, now=datetime.now(UTC))


async def signed(cast: Cast, here: str) -> tuple[Signature, ...]:
    return await signatures_of((await seen_by(cast, "Priya", here)).id)


async def sign(visitor: Visitor, here: str, verdict: str = "happy", note: str = "") -> httpx.Response:
    html = (await visitor.get(f"{here}/signing")).text
    return await visitor.post(
        f"{here}/signing", {"mark": field(html, "mark"), "verdict": verdict, "note": note}
    )


async def a_link(priya: Visitor, here: str) -> str:
    """The path of a new link, from the page that shows it once."""
    shown = (await priya.post(f"{here}/signing/reviewer")).text
    found = re.search(r'value="http://127\.0\.0\.1:8000(/review/[\w-]+)" readonly', shown)
    assert found
    return found[1]


async def test_the_forum_and_the_council_sign_and_the_page_says_who_is_missing(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    assert "There is no council to ask yet." in (await priya.get(f"{here}/signing")).text
    await shared(cast, here)
    assert (await sign(priya, here)).headers["location"] == f"{here}/signing?done=signed"
    priya.sign_in(await cast.session("Ana"))
    assert "Sign" in (await priya.get(here)).text
    assert (
        await priya.get(f"{here}/preview/{HELP}")
    ).status_code == 200  # themes only, and the questions all the same
    assert (await sign(priya, here, "change", "Ask about transport")).status_code == 303
    forum, council = await signed(cast, here)
    assert (forum.party, forum.by, forum.person, forum.is_happy, forum.is_current) == (
        Party.forum, "Northmere Parent Carers", "Priya", True, True,
    )  # fmt: skip
    assert (council.party, council.by, council.verdict) == (
        Party.council,
        "Northmere Council",
        Verdict.change,
    )
    assert still_missing((forum, council)) == (Party.council, Party.young_reviewer)
    shown = (await priya.get(f"{here}/signing")).text
    assert "Ask about transport" in shown
    assert "Would change something" in shown
    acts = await rows("SELECT sentence FROM audit_event WHERE act = 'questions:signed' ORDER BY id")
    assert [row["sentence"] for row in acts] == [
        "Northmere Parent Carers is happy with the questions",
        "Northmere Council would change something",
    ]


async def test_a_later_change_shows_as_an_earlier_wording_with_what_changed(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    await sign(priya, here)
    await edit(cast, here, reworded("Do you get the help you want?"))
    (signature,) = await signed(cast, here)
    assert [part.id for part in signature.changed] == [HELP]
    shown = (await priya.get(f"{here}/signing")).text
    assert "Signed an earlier wording" in shown
    assert re.search(r"<ins>.*?want", shown)
    await sign(priya, here)
    (signature,) = await signed(cast, here)
    assert signature.is_current


async def test_the_last_word_of_an_organisation_counts(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await sign(priya, here, "change", "Too long")
    await sign(priya, here)
    (signature,) = await signed(cast, here)
    assert signature.is_happy
    assert len(await rows("SELECT 1 FROM co_sign")) == 2


async def test_changes_need_words_and_nobody_signs_without_looking(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    empty = await sign(priya, here, "")
    assert (empty.status_code, "Choose what you think of the questions" in empty.text) == (422, True)
    wordless = await sign(priya, here, "change")
    assert (wordless.status_code, "Write what you would change" in wordless.text) == (422, True)
    html = (await priya.get(f"{here}/signing")).text
    await edit(cast, here, reworded("Do you get the help you want?"))
    late = await priya.post(
        f"{here}/signing", {"mark": field(html, "mark"), "verdict": "happy", "note": "Lovely questions"}
    )
    assert late.status_code == 422
    assert "This was changed while you were writing" in late.text
    assert "Lovely questions" in late.text
    assert await signed(cast, here) == ()


@pytest.mark.parametrize("who", ["Ana", "Nia"])
async def test_an_organisation_that_does_not_see_it_cannot_sign(
    visitor: Visitor, cast: Cast, who: str
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session(who))
    assert (await visitor.get(f"{here}/signing")).status_code == 404
    assert (await visitor.post(f"{here}/signing", {"verdict": "happy"})).status_code == 404


async def test_nobody_signs_for_another_organisation(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await shared(cast, here)
    html = (await priya.get(f"{here}/signing")).text
    typed = {"mark": field(html, "mark"), "verdict": "happy", "organisation": str(cast.council)}
    await priya.post(f"{here}/signing", typed)
    (signature,) = await signed(cast, here)
    assert signature.organisation == cast.forum
    priya.sign_in(await cast.session("Ana"))
    for path in ("/signing/reviewer", f"/signing/reviewer/{signature.id}/end"):
        assert (await priya.post(f"{here}{path}")).status_code == 403


async def test_a_young_reviewer_walks_through_and_says_what_they_think(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    link = await a_link(priya, here)
    assert "Not opened yet." in (await priya.get(f"{here}/signing")).text
    async with Visitor.arriving() as young:
        opened_it = await young.get(link)
        assert 'data-mode="easy"' in opened_it.text  # Easy Read until they choose otherwise
        begun = await young.post(link)
        assert begun.headers["location"] == "/review"
        start = (await young.get("/review")).text
        assert link.rpartition("/")[2] not in start
        assert "School and you" in start
        at = re.findall(r'href="(/review/q/[^"]+)"', start)[0]
        seen = 0
        while at != "/review/say":
            shown = (await young.get(at)).text
            assert "We do not keep what you choose." in shown
            at = (await young.post(at, {"go": "next", "answer": "yes"})).headers["location"]
            seen += 1
        assert seen == len((await draft_of(cast, here)).questions)
        said = await young.post(
            "/review/say", {"verdict": "change", "note": "Faces are babyish", "called": "name", "name": "Sam"}
        )
        assert said.headers["location"] == "/review/thanks"
        assert "0800 1111" in (await young.get("/review/thanks")).text
        assert (await young.get("/review")).status_code == 404
    (signature,) = await signed(cast, here)
    assert (signature.party, signature.by, signature.note) == (
        Party.young_reviewer, "Sam", "Faces are babyish",
    )  # fmt: skip
    assert signature.is_current
    assert not await rows("SELECT 1 FROM response")
    assert not await rows("SELECT 1 FROM answer")
    shown = (await priya.get(f"{here}/signing")).text
    assert "Faces are babyish" in shown
    [act] = await rows("SELECT actor_name, sentence FROM audit_event WHERE act = 'questions:signed'")
    assert act == {"actor_name": "", "sentence": "A young reviewer would change something"}


async def test_a_link_works_once_and_looking_at_it_uses_nothing_up(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    link = await a_link(priya, here)
    async with Visitor.arriving() as young, Visitor.arriving() as other:
        for _ in range(2):
            assert "Will you check our questions?" in (await young.get(link)).text
        await young.post(link)
        assert (await young.get(link)).headers["location"] == "/review"  # the same phone goes on
        late = await other.get(link)
        assert (late.status_code, "This link is over" in late.text) == (404, True)
        assert (await other.post(link)).status_code == 404
        cookie = young.client.cookies.get("reviewing")
        assert cookie
        assert (await other.get(f"/review/{cookie}")).status_code == 404  # what the cookie holds is no link
    [kept] = await rows("SELECT token_hash FROM co_sign")
    assert link.rpartition("/")[2] not in str(kept)


async def test_a_link_taken_back_too_old_or_made_up_opens_nothing(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    back, old, begun = [await a_link(priya, here) for _ in range(3)]
    async with Visitor.arriving() as young:
        await young.post(begun)
        newest_first = [row["id"] for row in await rows("SELECT id FROM co_sign ORDER BY asked_at DESC")]
        for id in newest_first:
            if id == newest_first[1]:
                await rows(
                    "UPDATE co_sign SET expires_at = $2 WHERE id = $1", id, datetime.now(UTC) - timedelta(1)
                )
            else:
                assert (await priya.post(f"{here}/signing/reviewer/{id}/end")).status_code == 303
        for link in (back, old, begun, "/review/nonsense"):
            assert (await young.get(link)).status_code == 404, link
            assert (await young.post(link)).status_code == 404, link
        assert (await young.get("/review/say")).status_code == 404
        late = await young.post("/review/say", {"verdict": "happy", "called": "nobody"})
        assert late.status_code == 404
    assert await signed(cast, here) == ()


async def test_what_was_reviewed_is_the_wording_from_when_they_began(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    link = await a_link(priya, here)
    async with Visitor.arriving() as young:
        await young.post(link)
        await edit(cast, here, reworded("Do you get the help you want?"))
        assert "help you want" not in (await young.get(f"/review/q/{HELP}")).text
        await young.post("/review/say", {"verdict": "happy", "called": "nobody"})
    (signature,) = await signed(cast, here)
    assert (signature.by, signature.is_happy, [part.id for part in signature.changed]) == ("", True, [HELP])
    assert still_missing((signature,)) == (Party.forum, Party.council, Party.young_reviewer)


async def test_a_group_that_opens_its_links_at_the_same_moment_reviews_one_wording(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    links = [await a_link(priya, here) for _ in range(4)]
    async with Visitor.arriving() as young:
        begun = await asyncio.gather(*(young.post(link) for link in links))
    assert [one.headers["location"] for one in begun] == ["/review"] * 4
    marks = await rows("SELECT DISTINCT mark FROM co_sign")
    assert [row["mark"] for row in marks] == [
        row["id"].hex for row in await rows("SELECT id FROM survey_version")
    ]


@pytest.mark.parametrize("kind", ["health", "youth_forum", "other"])
async def test_only_a_forum_or_a_council_signs_as_one(visitor: Visitor, cast: Cast, kind: str) -> None:
    here = await draft(cast)
    await rows("UPDATE organisation SET kind = $1 WHERE id = $2", kind, cast.health)
    async with writing():
        actor, seen = await cast.actor("Priya"), await seen_by(cast, "Priya", here)
        assert await partners.share(actor, seen, cast.health, Sees.themes, now=datetime.now(UTC))
    visitor.sign_in(await cast.session("Nia"))
    shown = (await visitor.get(f"{here}/signing")).text
    assert "A parent carer forum and a council sign here." in shown
    assert 'name="verdict"' not in shown
    typed = {
        "verdict": "happy",
        "organisation": str(cast.health),
        "mark": mark_of(await draft_of(cast, here)),
    }
    assert (await visitor.post(f"{here}/signing", typed)).headers["location"] == f"{here}/signing"
    assert await signed(cast, here) == ()
    assert f"{here}/signing" not in (await visitor.get("/staff")).text  # nothing of it waits for them


@pytest.mark.parametrize("name", ["Sam", "Zoë", "J-Lo", "O’Neil", "صفاء", "sam2"])
def test_one_name_is_enough(name: str) -> None:
    told = read_said({"verdict": ("happy",), "called": ("name",), "name": (name,)})
    assert told == Opinion(Verdict.happy, "", name)


@pytest.mark.parametrize("name", ["", "Sam Smith", "sam@example.org", "07700 900123", "x" * 30, "Sam, 12"])
def test_a_whole_name_or_a_way_to_reach_somebody_is_kindly_refused(name: str) -> None:
    told = read_said({"verdict": ("happy",), "called": ("name",), "name": (name,)})
    assert isinstance(told, Form)
    assert [mistake.field for mistake in told.mistakes] == ["name"]


async def test_the_page_before_opening_says_who_signed_and_lets_it_open_all_the_same(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    await dated(cast, here)
    await sign(priya, here)
    asked = unescape((await priya.get(f"{here}/open")).text)
    assert "Northmere Parent Carers: happy with these questions" in asked
    assert "You can open it all the same." in asked
    assert (await priya.post(f"{here}/open")).status_code == 303
    [act] = await rows("SELECT detail FROM audit_event WHERE act = 'survey:opened'")
    assert '"not_signed_by": ["council", "young_reviewer"]' in str(act["detail"])


async def test_after_a_slip_is_put_right_the_signatures_are_about_an_earlier_wording(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    await sign(priya, here)
    await edit(cast, here, reworded("Do you get the help you want?"))
    (signature,) = await signed(cast, here)
    assert signature.is_current  # people are still asked what was signed
    html = (await priya.get(f"{here}/changes")).text
    await priya.post(
        f"{here}/changes", {"mark": field(html, "mark"), "means": "slips", "note": "A slip was put right"}
    )
    (signature,) = await signed(cast, here)
    assert not signature.is_current


async def test_an_organisation_that_is_gone_keeps_its_word(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await shared(cast, here)
    priya.sign_in(await cast.session("Ana"))
    await sign(priya, here)
    priya.sign_in(await cast.session("Priya"))
    await priya.post(f"{here}/partners/{cast.council}/end")
    (signature,) = await signed(cast, here)
    assert (signature.by, signature.is_happy) == ("Northmere Council", True)


async def test_a_partner_is_told_that_questions_wait_to_be_signed_until_they_are(
    priya: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    await shared(cast, here)
    assert "Look at the questions of" not in (await priya.get("/staff")).text
    priya.sign_in(await cast.session("Ana"))
    waits = unescape((await priya.get("/staff")).text)
    assert "Northmere Parent Carers asks whether you are happy with them. They open to people soon." in waits
    await sign(priya, here)
    assert "Look at the questions of" not in (await priya.get("/staff")).text
    await edit(cast, here, reworded("Do you get the help you want?"))
    assert "The questions have changed since you looked." in (await priya.get("/staff")).text


async def test_changes_signed_before_they_are_published_stay_signed_when_counted_apart(
    priya: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    await sign(priya, here)
    await edit(cast, here, reworded("Did you get help last week?"))
    await shared(cast, here)
    priya.sign_in(await cast.session("Ana"))
    await sign(priya, here)
    priya.sign_in(await cast.session("Priya"))
    apart = {f"count_{HELP}": "apart", f"why_{HELP}": "Last week only"}
    assert (await publish(priya, here, means="else", **apart)).status_code == 303
    forum, council = await signed(cast, here)
    assert (council.by, council.is_current) == ("Northmere Council", True)
    (part,) = forum.changed  # one question in other words, not one gone and one new
    assert {one.what for one in part.found} == {What.reworded}
