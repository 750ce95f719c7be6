"""Writing an entry: the form says what to do, keeps every word, and never overwrites somebody else's."""

from uuid import uuid4

from engage.database import rows
from tests.cast import Cast
from tests.visitor import Visitor
from tests.yousaid.ground import draft, fields, prepare, published, seen


async def test_an_officer_writes_a_draft_about_a_theme(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    visitor.sign_in(await cast.session("Ana"))
    chooser = await visitor.get("/staff/entries/new")
    assert f"/staff/entries/new?theme={ground.theme}" in chooser.text
    form = await visitor.get(f"/staff/entries/new?theme={ground.theme}")
    assert f'<option value="{ground.areas["early"]}" selected>' in form.text
    answer = await visitor.post("/staff/entries/new", fields(ground, id=str(uuid4())))
    assert answer.status_code == 303
    entry = await visitor.get(answer.headers["location"])
    assert "Corridors are loud and full." in entry.text
    assert "Needs a second person: somebody other than Ana" in entry.text
    acts = await rows("SELECT act FROM audit_event WHERE act LIKE 'entry:%'")
    assert [row["act"] for row in acts] == ["entry:written"]


async def test_pressing_save_twice_makes_one_entry(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    visitor.sign_in(await cast.session("Ana"))
    sent = fields(ground, id=str(uuid4()))
    first = await visitor.post("/staff/entries/new", sent)
    second = await visitor.post("/staff/entries/new", sent)
    assert first.headers["location"] == second.headers["location"]
    assert len(await rows("SELECT 1 FROM entry")) == 1


async def test_each_state_asks_for_what_makes_it_honest(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    visitor.sign_in(await cast.session("Ana"))
    asked = {
        "cant": ("Give the reason why it can’t be done", "Choose the day when you look at it again"),
        "not_ours": ("Say who it was passed to",),
        "doing": ("Choose the day when you look at it again",),
        "planned": ("Choose the day when you look at it again",),
        "checking": ("Choose the day when you look at it again",),
    }
    for outcome, sentences in asked.items():
        answer = await visitor.post("/staff/entries/new", fields(ground, outcome=outcome, look_again_on=""))
        assert answer.status_code == 422, outcome
        for sentence in sentences:
            assert sentence in answer.text, outcome
    assert not await rows("SELECT 1 FROM entry")


async def test_what_was_typed_is_kept_with_every_mistake(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    visitor.sign_in(await cast.session("Ana"))
    sent = fields(
        ground, said_en="", did_en="We moved the <b>bell</b>.", focus_area="elsewhere", decided_on="next week"
    )
    answer = await visitor.post("/staff/entries/new", sent)
    assert answer.status_code == 422
    assert "Write what people said" in answer.text
    assert "We moved the &lt;b&gt;bell&lt;/b&gt;." in answer.text
    assert "Write the day as year-month-day" in answer.text
    answer = await visitor.post(
        "/staff/entries/new", fields(ground, focus_area="elsewhere", decided_on="2999-01-01")
    )
    assert "Choose a focus area, or “In no plan yet”" in answer.text
    assert "Choose the day it was decided: today or before" in answer.text


async def test_a_newer_revision_is_never_silently_overwritten(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await draft(ground)
    visitor.sign_in(await cast.session("Sam"))
    theirs = await visitor.post(
        f"/staff/entries/{entry}/edit", fields(ground, revision="1", did_en="Sam’s words.")
    )
    assert theirs.status_code == 303
    visitor.sign_in(await cast.session("Ana"))
    mine = await visitor.post(
        f"/staff/entries/{entry}/edit", fields(ground, revision="1", did_en="Ana’s words.")
    )
    assert mine.status_code == 422
    assert "Sam saved other words. Read both, then save again" in mine.text
    assert "Sam’s words." in mine.text
    assert "Ana’s words." in mine.text
    assert "You said, in Easy Read" not in mine.text.split("Your words are below")[0]
    assert (await seen(ground, entry)).did["en"] == "Sam’s words."
    assert 'name="revision" value="2"' in mine.text
    decided = await visitor.post(
        f"/staff/entries/{entry}/edit", fields(ground, revision="2", did_en="Ana’s words.")
    )
    assert decided.status_code == 303
    assert (await seen(ground, entry)).did["en"] == "Ana’s words."


async def test_a_form_without_its_revision_overwrites_nothing(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await draft(ground)
    visitor.sign_in(await cast.session("Sam"))
    for revision in ("", "x", "9" * 30):
        sent = fields(ground, revision=revision, did_en="Other words.")
        assert (await visitor.post(f"/staff/entries/{entry}/edit", sent)).status_code == 422
    assert (await seen(ground, entry)).revision == 1


async def test_the_form_says_the_reading_age_and_the_words_to_change(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    hard = "We will implement additional provision to facilitate participation of stakeholders in transition."
    entry = await draft(ground, did={"en": hard, "en-simple": "We will help."})
    visitor.sign_in(await cast.session("Ana"))
    form = await visitor.get(f"/staff/entries/{entry}/edit")
    assert "Change “implement” (try “do”)" in form.text
    assert "try for 9" in form.text


async def test_saving_and_asking_at_once_saves_also_when_something_is_missing(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    visitor.sign_in(await cast.session("Ana"))
    answer = await visitor.post("/staff/entries/new", fields(ground, id=str(uuid4()), did_easy="", do="ask"))
    assert answer.status_code == 422
    assert "Write “We did” in Easy Read" in answer.text
    assert [row["stage"] for row in await rows("SELECT stage FROM entry")] == ["draft"]


async def test_a_board_reader_reads_entries_and_writes_none(visitor: Visitor, cast: Cast) -> None:
    ground = await prepare(cast)
    entry = await draft(ground)
    visitor.sign_in(await cast.session("Bo"))
    assert "Corridors are loud" in (await visitor.get("/staff/entries")).text
    page = await visitor.get(f"/staff/entries/{entry}")
    assert page.status_code == 200
    assert "Change the words" not in page.text
    for path in ("/staff/entries/new", f"/staff/entries/{entry}/edit", f"/staff/entries/{entry}/check"):
        assert (await visitor.get(path)).status_code == 403, path
    assert (await visitor.post("/staff/entries/new", fields(ground))).status_code == 403


async def test_entries_of_a_consultation_that_is_not_shared_do_not_exist(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    entry = await draft(ground)
    visitor.sign_in(await cast.session("Nia"))
    assert "Corridors" not in (await visitor.get("/staff/entries")).text
    for path in ("", "/edit", "/check", "/take-back"):
        assert (await visitor.get(f"/staff/entries/{entry}{path}")).status_code == 404, path
    assert (await visitor.get(f"/staff/entries/new?theme={ground.theme}")).status_code == 404
    assert (await visitor.post("/staff/entries/new", fields(ground))).status_code == 404
    sent = {"do": "agree", "revision": "1"}
    assert (await visitor.post(f"/staff/entries/{entry}/check", sent)).status_code == 404


async def test_changing_a_published_entry_leaves_the_published_words_until_the_next_check(
    visitor: Visitor, cast: Cast
) -> None:
    ground = await prepare(cast)
    entry = await published(ground)
    visitor.sign_in(await cast.session("Ana"))
    sent = fields(ground, revision="1", did_en="Secret new words.")
    assert (await visitor.post(f"/staff/entries/{entry}/edit", sent)).status_code == 303
    board = (await visitor.get("/what-changed")).text
    assert "You can leave class five minutes early." in board
    assert "Secret new words." not in board
    listed = (await visitor.get("/staff/entries")).text
    assert "Earlier words are on the page" in listed
