"""The languages of a survey: added, translated on a page or by a file, offered to people; and nobody's words lost."""

import re
from html import unescape
from io import BytesIO
from uuid import UUID

from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from engage.audit import trail
from engage.consultations.translating.translation_form import (
    ENOUGH,
    Show,
    counts,
    posted_sheet,
    read_translations,
    sheet,
)
from engage.web.forms import Form
from surveys.definition import Definition
from surveys.templates import templates
from surveys.texts import offered, places, set_text
from surveys.translated import mark_of, out_of_date, remarked
from surveys.translating import gettext_file, spreadsheet
from tests.cast import Cast
from tests.consultations.makers import draft, draft_of, field, opened
from tests.visitor import Visitor

LONGEST = max((one.definition for one in templates()), key=lambda one: len(one.questions))
TITLE = "School and you"


def _typed(html: str) -> dict[str, str | list[str]]:
    """What the form of a language carries, as a browser would send it back untouched."""
    fields: dict[str, str | list[str]] = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
        if name != "_token"
    }
    boxes = re.findall(r'<textarea [^>]*?name="(t-[^"]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    return {**fields, **{name: unescape(words) for name, words in boxes}}


async def _page(visitor: Visitor, here: str, query: str = "") -> dict[str, str | list[str]]:
    answer = await visitor.get(f"{here}/languages/pl{query}")
    assert answer.status_code == 200
    return _typed(answer.text)


async def _pl(cast: Cast, here: str, key: str = "title") -> str | None:
    text = next(place.text for place in places(await draft_of(cast, here)) if place.key == key)
    return text.get("pl")


async def test_a_language_is_added_translated_and_offered(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    added = await visitor.post(f"{here}/languages", {"language": "pl"})
    assert added.headers["location"] == f"{here}/languages?done=added&language=pl"
    told = (await visitor.get(added.headers["location"])).text
    assert "Polish is added. People are not offered it yet." in told
    assert "Not offered" in told
    saved = await visitor.post(
        f"{here}/languages/pl?show=all",
        {**await _page(visitor, here), "t-title": "Szkoła i ty", "do": "stay"},
    )
    assert saved.headers["location"] == f"{here}/languages/pl?show=all&from=&done=saved"
    assert await _pl(cast, here) == "Szkoła i ty"
    await visitor.post(f"{here}/languages/pl/offer", {"offered": "yes"})
    assert offered(await draft_of(cast, here)) == ("en", "pl")
    listed = (await visitor.get(f"{here}/languages")).text
    assert "Offered to people" in listed
    assert re.search(r"1 of \d+ texts", listed)
    assert "texts are shown in English." in listed
    assert "nobody has read them in Polish yet" in listed


async def test_every_act_is_in_the_history(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(f"{here}/languages", {"language": "ur"})
    await visitor.post(f"{here}/languages/ur/offer", {"offered": "yes"})
    await visitor.post(f"{here}/languages/ur/offer", {"offered": "no"})
    await visitor.post(f"{here}/languages/pl", {**await _page(visitor, here), "t-title": "Szkoła"})
    await visitor.post(f"{here}/languages/ur/off")
    await visitor.post(f"{here}/languages/pl/remove")
    told = [event["sentence"] for event in await trail.events(subject=here.rsplit("/", 1)[1])]
    assert told[:6] == [
        "Removed Polish and all its words",
        "Took Urdu off the list of languages",
        "Changed 1 text in Polish",
        "Stopped offering Urdu to people",
        "Offered Urdu to people",
        "Added Urdu (اردو)",
    ]
    assert await _pl(cast, here) is None


async def test_words_of_a_language_off_the_list_are_kept_until_removed_for_good(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(f"{here}/languages/pl", {**await _page(visitor, here), "t-title": "Szkoła"})
    await visitor.post(f"{here}/languages/pl/off")
    assert await _pl(cast, here) == "Szkoła"
    assert "Words that are kept" in (await visitor.get(f"{here}/languages")).text
    asked = (await visitor.get(f"{here}/languages/pl/remove")).text
    assert "1 text in Polish goes" in asked


async def test_two_translators_at_once_lose_nothing(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    mine = await _page(visitor, here)
    await visitor.post(f"{here}/languages/pl", {**mine, "t-title": "Szkoła", "t-intro": "Wstęp"})
    late = await visitor.post(f"{here}/languages/pl", {**mine, "t-title": "Twoja szkoła"})
    assert late.status_code == 422
    assert "This was changed while you were writing" in late.text
    assert "Somebody else has written:" in late.text
    assert "Changed 2 texts in Polish" in unescape(late.text) or "changed 2 texts in Polish" in unescape(
        late.text
    )
    again = _typed(late.text)
    assert again["t-title"] == "Twoja szkoła"
    # the text this person left alone shows what it says now, and saving does not undo it
    assert again["t-intro"] == "Wstęp"
    await visitor.post(f"{here}/languages/pl", again)
    assert (await _pl(cast, here), await _pl(cast, here, "intro")) == ("Twoja szkoła", "Wstęp")


async def test_words_for_a_question_that_was_taken_out_are_shown_to_be_copied(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    mine = await _page(visitor, here)
    asked = (await visitor.get(f"{here}/questions/q_schlfeel/remove")).text
    await visitor.post(f"{here}/questions/q_schlfeel/remove", {"mark": field(asked, "mark")})
    late = await visitor.post(
        f"{here}/languages/pl", {**mine, "t-q_schlfeel.text": "Jak się czujesz?", "t-title": "Szkoła"}
    )
    assert late.status_code == 422
    assert "This text was taken out meanwhile" in late.text
    assert "Jak się czujesz?" in late.text
    assert _typed(late.text)["t-title"] == "Szkoła"
    assert await _pl(cast, here) is None


async def test_new_english_puts_a_translation_on_the_list_until_somebody_says_it_is_right(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(
        f"{here}/languages/pl", {**await _page(visitor, here), "t-q_schlfeel.text": "Jak jest?"}
    )
    question = f"{here}/questions/q_schlfeel"
    html = (await visitor.get(question)).text
    fields = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
        if name != "_token"
    }
    changed = {
        **fields, "text": "How do you feel at school?", "text_easy": "How do you feel?", "kind": "feeling_scale", "do": "save",
        "points": "5", "symbol": "school",
    }  # fmt: skip
    assert (await visitor.post(question, changed)).status_code == 303
    assert [place.key for place in out_of_date(await draft_of(cast, here), "pl")] == ["q_schlfeel.text"]
    old = await visitor.get(f"{here}/languages/pl?show=old")
    assert "The English has changed since this was written." in old.text
    await visitor.post(
        f"{here}/languages/pl?show=old", {**_typed(old.text), "r-q_schlfeel.text": "yes", "do": "stay"}
    )
    assert out_of_date(await draft_of(cast, here), "pl") == ()


async def test_a_lost_answer_is_told_beside_its_text_and_everything_typed_stays(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    mine = await _page(visitor, here)
    wrong = await visitor.post(
        f"{here}/languages/pl", {**mine, "t-title": "{q_schlfeel}", "t-intro": "Wstęp"}
    )
    assert wrong.status_code == 422
    assert "Take {q_schlfeel} out: the English does not say it" in wrong.text
    assert _typed(wrong.text)["t-intro"] == "Wstęp"
    assert await _pl(cast, here, "intro") is None


async def test_only_who_builds_the_survey_translates_it(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Nia"))
    assert (await visitor.get(f"{here}/languages")).status_code == 404
    assert (await visitor.post(f"{here}/languages", {"language": "pl"})).status_code == 404


async def test_a_language_that_is_not_there_is_not_found(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    for code in ("en", "xx", "pl-simple-simple", "-simple", "%00"):
        assert (await visitor.get(f"{here}/languages/{code}")).status_code == 404
    assert (await visitor.get(f"{here}/languages/pl/file/exe")).status_code == 404
    refused = await visitor.post(f"{here}/languages", {"language": "xx"})
    assert (refused.status_code, "Choose a language from the list" in refused.text) == (422, True)


async def test_easy_read_and_easy_read_in_another_language_have_pages_of_their_own(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    english = await visitor.get(f"{here}/languages/en-simple")
    assert "texts are written in Easy Read." in english.text
    urdu = (await visitor.get(f"{here}/languages/ur-simple")).text
    assert '<textarea id="t-title" name="t-title" rows="2" lang="ur" dir="rtl"' in urdu


async def test_a_file_goes_to_a_translator_and_comes_back_to_be_looked_at_first(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    sent = await visitor.get(f"{here}/languages/pl/file/po")
    assert re.search(r'filename="[\w-]+-pl\.po"', sent.headers["content-disposition"])
    catalog = read_po(BytesIO(sent.content))
    for message in catalog:
        if message.id:
            message.string = f"po polsku: {message.id}"
    out = BytesIO()
    write_po(out, catalog)
    shown = await visitor.post(
        f"{here}/languages/pl/file", files={"file": ("pl.po", out.getvalue(), "text/plain")}
    )
    many = counts(await draft_of(cast, here), "pl").all
    assert f"{many} texts would change." in shown.text
    assert await _pl(cast, here) is None
    held = _typed(shown.text)
    kept = await visitor.post(f"{here}/languages/pl/file/keep", held)
    assert kept.headers["location"] == f"{here}/languages/pl?done=kept"
    assert await _pl(cast, here) == f"po polsku: {TITLE}"
    assert "pl" in (await draft_of(cast, here)).languages
    told = (await trail.events(subject=here.rsplit("/", 1)[1]))[0]
    assert told["sentence"] == f"Took {many} texts in Polish from a translator’s file"
    # pressed twice is kept once
    assert (await visitor.post(f"{here}/languages/pl/file/keep", held)).status_code in {303, 422}


async def test_a_file_over_words_somebody_has_written_meanwhile_is_shown_again(
    visitor: Visitor, cast: Cast
) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    filled = set_text(await draft_of(cast, here), "title", "pl", "Z pliku")
    file = {"file": ("pl.xlsx", spreadsheet.write(filled, "pl"), "application/octet-stream")}
    shown = await visitor.post(f"{here}/languages/pl/file", files=file)
    assert "1 text would change." in shown.text
    await visitor.post(f"{here}/languages/pl", {**await _page(visitor, here), "t-title": "Ze strony"})
    late = await visitor.post(f"{here}/languages/pl/file/keep", _typed(shown.text))
    assert late.status_code == 422
    assert "It says now:" in late.text
    assert "Ze strony" in late.text
    assert await _pl(cast, here) == "Ze strony"
    await visitor.post(f"{here}/languages/pl/file/keep", _typed(late.text))
    assert await _pl(cast, here) == "Z pliku"


async def test_a_file_that_can_not_be_used_says_why(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    urdu = gettext_file.write(await draft_of(cast, here), "ur")
    for raw, told in (
        (urdu, "This file is for Urdu. Choose the one for Polish"),
        (b"", "This file is empty"),
        (b"%PDF-1.7", "Choose a .po or .xlsx file"),
        (b"PK\x03\x04 broken", "This file can’t be read as a spreadsheet"),
    ):
        answer = await visitor.post(f"{here}/languages/pl/file", files={"file": ("x", raw, "text/plain")})
        assert answer.status_code == 422
        assert told in answer.text
    none = await visitor.post(f"{here}/languages/pl/file")
    assert "Choose the file that came back" in none.text
    for held in ("", "{", "[1]", '[{"key": "title"}]'):
        answer = await visitor.post(f"{here}/languages/pl/file/keep", {"changes": held})
        assert answer.headers["location"] == f"{here}/languages/pl/file"


async def test_a_translation_of_an_open_survey_waits_to_be_published(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post(f"{here}/languages/pl", {**await _page(visitor, here), "t-title": "Szkoła"})
    assert "changes that nobody sees yet" in (await visitor.get(f"{here}/languages")).text
    assert await _pl(cast, here) == "Szkoła"
    assert UUID(here.rsplit("/", 1)[1])


def test_pages_together_hold_every_text_once() -> None:
    met: list[str] = []
    start: str | None = ""
    while start is not None:
        shown = sheet(LONGEST, "pl", Show.all, start)
        met += [row.line.key for group in shown.groups for row in group.rows]
        assert sum(len(group.rows) for group in shown.groups) <= ENOUGH * 3
        start = shown.after
    assert met == [place.key for place in places(LONGEST)]


def test_earlier_texts_lead_back_the_way_later_texts_came() -> None:
    first = sheet(LONGEST, "pl", Show.all, "")
    assert first.before is None
    assert first.after is not None
    second = sheet(LONGEST, "pl", Show.all, first.after)
    assert second.before == first.groups[0].part


def test_the_tabs_count_what_they_show() -> None:
    marked = remarked(LONGEST, LONGEST)
    moved = remarked(marked, set_text(marked, "title", "en", "Another title"))
    many = counts(moved, "en-simple")
    for show, wanted in ((Show.all, many.all), (Show.missing, many.missing), (Show.old, many.old)):
        met, start = 0, ""
        while True:
            shown = sheet(moved, "en-simple", show, start)
            met += sum(len(group.rows) for group in shown.groups)
            if shown.after is None:
                break
            start = shown.after
        assert met == wanted, show
    assert many.old == 1


_keys = st.sampled_from(
    ["title", "intro", "q_schlfeel.text", "s_1.title", "nonsense", "", "q_schlfeel.options.x"]
)
_names = st.builds(lambda head, key: head + key, st.sampled_from(["t-", "w-", "r-", ""]), _keys)
_values = st.lists(st.text(max_size=8) | st.just("yes") | st.just(mark_of("")), max_size=2).map(tuple)


@given(st.dictionaries(_names, _values, max_size=8))
def test_whatever_is_posted_is_read(typed: dict[str, tuple[str, ...]]) -> None:
    definition: Definition = LONGEST
    saving = read_translations(typed, definition, "pl")
    posted_sheet(definition, "pl", Form(typed, saving.mistakes), saving.theirs)
    assert set(saving.words) <= {place.key for place in places(definition)}
