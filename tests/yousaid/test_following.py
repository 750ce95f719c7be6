"""Following my words: the theme once agreed, what was done about it, and quotes that go when somebody says no."""

import re

import pytest

from engage.database import rows, writing
from engage.web.rendering import DISPLAY_COOKIE
from engage.yousaid import checking, quoted
from tests.cast import Cast
from tests.visitor import HOST, Visitor
from tests.yousaid.followers import WORDS, answered, comes_back, place
from tests.yousaid.ground import NOW, Ground, make_theme, prepare, published, seen, waiting

READING = "We are reading the answers."


def became(html: str) -> str:
    """The part of the page that tells what became of the words, as plain text."""
    part = html.partition('id="became"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


async def test_words_that_nobody_has_placed_are_being_read(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    page = await comes_back(visitor, await answered(ground))
    assert READING in became(page)
    assert "Noise in corridors" not in page


@pytest.mark.parametrize("state", ["confirmed", "machine"])
async def test_an_agreed_theme_is_named_and_so_is_what_was_done(
    visitor: Visitor, cast: Cast, state: str
) -> None:
    ground = await prepare(cast)
    follower = await answered(ground)
    await place(follower, ground.theme, state)
    page = became(await comes_back(visitor, follower))
    assert "We call it: Noise in corridors" in page
    assert "Nothing is decided yet" in page
    entry = await published(ground)
    page = (await visitor.get("/my-words/answers")).text
    assert "You can leave class five minutes early." in became(page)
    assert f'href="/what-changed/{entry}"' in page


async def test_a_suggested_theme_or_an_unsure_machine_says_nothing_yet(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast, theme_state="candidate")
    follower = await answered(ground)
    await place(follower, ground.theme)
    assert READING in became(await comes_back(visitor, follower))
    await rows("UPDATE theme SET state = 'accepted'")
    assert "Noise in corridors" in became((await visitor.get("/my-words/answers")).text)
    await rows("UPDATE coding SET state = 'machine', needs_person = true WHERE answer = $1", follower.answer)
    assert "Noise in corridors" not in (await visitor.get("/my-words/answers")).text


async def test_words_changed_after_they_were_read_are_read_again(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground)
    await place(follower, ground.theme)
    await rows("""UPDATE coding SET evidence = '{"of": 1}' WHERE answer = $1""", follower.answer)
    await rows("UPDATE answer SET revision = 2 WHERE id = $1", follower.answer)
    assert READING in became(await comes_back(visitor, follower))


async def test_a_theme_of_few_people_is_not_named_nor_one_of_a_small_base(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast, (("young_person", 40, 6),))
    follower = await answered(ground)
    await place(follower, ground.theme)  # the seventh
    page = await comes_back(visitor, follower)
    assert "Few people said it, so we do not say more." in became(page)
    assert "Noise in corridors" not in page
    eighth = await answered(ground, "It is loud")
    await place(eighth, ground.theme)
    assert "Noise in corridors" in (await visitor.get("/my-words/answers")).text


async def test_words_that_a_person_put_aside_are_told_so(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground)
    aside = await make_theme(ground.consultation, "candidate", ground.areas["early"], "", name="")
    await place(follower, aside)
    assert "It did not fit together with other answers." in became(await comes_back(visitor, follower))


async def test_a_merged_theme_leads_to_the_one_that_holds_it_and_to_entries_of_both(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    follower = await answered(ground)
    await place(follower, ground.theme)
    other = await make_theme(
        ground.consultation, "accepted", ground.areas["early"], "confirmed", "A calm school"
    )
    await rows("UPDATE theme SET state = 'merged', merged_into = $2 WHERE id = $1", ground.theme, other)
    page = await comes_back(visitor, follower)
    assert "We call it: A calm school" in became(page)
    assert str(entry) in page


async def test_a_withdrawn_entry_leaves_its_marker(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground)
    await place(follower, ground.theme)
    entry = await published(ground)
    async with writing():
        await checking.take_back(await cast.actor("Sam"), entry, "the passes were not ready", now=NOW)
    page = became(await comes_back(visitor, follower))
    assert "because: the passes were not ready" in page
    assert "five minutes early" not in page


async def test_nobody_learns_of_a_draft_or_of_what_others_wrote(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground)
    await place(follower, ground.theme)
    await waiting(ground)
    page = await comes_back(visitor, follower)
    assert "five minutes early" not in page
    assert "The corridor is loud" not in page  # what the other forty wrote
    assert not re.search(r"about \d+ people", page)


async def test_easy_read_has_a_picture_for_each_place_of_the_road(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground)
    visitor.client.cookies.set(DISPLAY_COOKIE, "light.easy.calm", domain=HOST)
    page = await comes_back(visitor, follower)
    road = page.partition('id="road"')[2].partition("</section>")[0]
    assert road.count("<svg") == 4
    assert 'aria-current="step"' in road


async def test_saying_no_takes_down_what_quotes_me_at_once(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground, quote=True)
    await place(follower, ground.theme)
    mine = await published(ground, said={"en": f"“{WORDS}”", "en-simple": "It is loud."})
    other = await published(ground)
    assert WORDS in (await visitor.get(f"/what-changed/{mine}")).text
    assert "Stop using my words" in await comes_back(visitor, follower)
    answer = await visitor.post("/my-words/quoting", {"may": "no"})
    assert answer.headers["location"].startswith("/my-words/answers?done=gone")
    public = (await visitor.get(f"/what-changed/{mine}")).text
    assert WORDS not in public
    assert quoted.WHY in public
    assert WORDS not in (await visitor.get("/what-changed")).text
    assert WORDS not in (await visitor.get("/what-changed.csv")).text
    assert (await seen(ground, other)).is_public
    acts = await rows(
        "SELECT actor, sentence, detail::text AS detail FROM audit_event WHERE act = 'entry:withdrawn'"
    )
    assert [act["actor"] for act in acts] == [None]
    assert str(follower.response) not in str(acts)
    assert "May we show your words?" in (page := (await visitor.get("/my-words/answers")).text)
    assert "You may use my words" in page
    await visitor.post("/my-words/quoting", {"may": "yes"})
    assert (await rows("SELECT may_quote FROM response WHERE id = $1", follower.response))[0]["may_quote"]
    assert not (await seen(ground, mine)).is_public  # what was taken down comes back by people's hands only


async def test_deleting_my_answers_takes_down_what_quotes_me(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    follower = await answered(ground, quote=True)
    await place(follower, ground.theme)
    mine = await published(ground, said={"en": f"{WORDS}.", "en-simple": "It is loud."})
    await comes_back(visitor, follower)
    assert (await visitor.post("/my-words/delete")).status_code == 303
    assert WORDS not in (await visitor.get(f"/what-changed/{mine}")).text


async def test_nobody_is_quoted_who_did_not_allow_it(cast: Cast) -> None:
    ground = await prepare(cast)
    await answered(ground)
    entry = await waiting_or_blocked(ground, f"You said: {WORDS.lower()}, every day.")
    assert "was written by somebody who may not be quoted" in entry
    await rows("UPDATE response SET may_quote = true")
    assert await waiting_or_blocked(ground, f"You said: {WORDS.lower()}, every day.") == ""


async def waiting_or_blocked(ground: Ground, text: str) -> str:
    """Why an entry with this text cannot be handed to a second person; "" when it can."""
    from tests.yousaid.ground import draft

    id = await draft(ground, said={"en": text, "en-simple": "It is loud."})
    async with writing():
        done = await checking.ask_for_check(await ground.cast.actor("Ana"), id, now=NOW)
    return " | ".join(done.sentences) if isinstance(done, checking.Blocked) else ""


@pytest.mark.parametrize(
    ("text", "is_quote"),
    [
        (f"People told us: {WORDS}.", True),
        ("Many said “cannot hear my friends” at school.", True),
        ("THE BELL IS SO LOUD, THAT I CANNOT HEAR!", True),
        ("The bell is loud, and people cannot hear their friends.", False),
        ("Many wrote about “the bell”.", False),
        ("", False),
    ],
)
def test_a_quote_is_known_by_its_marks_or_by_eight_words_in_a_row(text: str, is_quote: bool) -> None:
    assert bool(quoted.quoted_from(text, [WORDS])) is is_quote
