"""A language of the site is a draft until somebody has read it; then people are answered in it, without a restart."""

import re

import pytest

from engage.accounts import language_pages
from engage.audit import trail
from engage.database import rows
from engage.web import catalogue_read, languages
from tests.cast import Cast
from tests.visitor import HOST, Visitor

PL = "/staff/languages/pl"
POLISH = catalogue_read.read_catalogue("pl")
assert POLISH
WORDS = next(one for one in POLISH.strings if one.english == ("Make this site work for you",))


def _in_polish(visitor: Visitor) -> None:
    visitor.client.cookies.set("display", "light.std.calm.pl", domain=HOST)


def _mark(html: str) -> str:
    found = re.search(r'name="mark" value="([0-9a-f]{16})"', html)
    assert found
    return found[1]


async def test_a_draft_is_never_shown_to_people(visitor: Visitor) -> None:
    _in_polish(visitor)
    html = (await visitor.get("/display")).text
    assert '<html lang="en-GB" dir="ltr"' in html
    assert "Make this site work for you" in html


async def test_every_text_can_be_read_beside_its_english(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Grace"))
    listed = (await visitor.get("/staff/languages")).text
    assert re.search(r"Polish</b> · <bdi lang=\"pl\">Polski</bdi><br>\d+ of \d+ texts", listed)
    html = (await visitor.get(PL)).text
    assert WORDS.words[0] in html
    assert '<td lang="ur" dir="rtl">' in (await visitor.get("/staff/languages/ur")).text
    assert (await visitor.get("/staff/languages/xx")).status_code == 404
    assert (await visitor.get("/staff/languages/en-simple")).status_code == 404


async def test_once_read_people_who_chose_it_are_answered_in_it(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Grace"))
    mark = _mark((await visitor.get(PL)).text)
    done = await visitor.post(f"{PL}/reviewed", {"mark": mark, "read": "yes"})
    assert done.headers["location"] == "/staff/languages?done=on&language=pl"
    assert (
        "People who choose Polish are now answered in it."
        in (await visitor.get(done.headers["location"])).text
    )
    told = (await trail.events(subject="pl"))[0]
    assert (told["act"], told["actor_name"]) == ("language:reviewed", "Grace")
    _in_polish(visitor)
    html = (await visitor.get("/display")).text
    assert '<html lang="pl" dir="ltr"' in html
    assert WORDS.words[0] in html
    # people who work here are answered in English: only what respondents see is translated
    assert '<html lang="en-GB"' in (await visitor.get("/staff/languages")).text
    await visitor.post(f"{PL}/off")
    assert '<html lang="en-GB"' in (await visitor.get("/display")).text
    assert (await trail.events(subject="pl"))[0]["act"] == "language:turned-off"


async def test_it_is_turned_on_only_by_somebody_who_says_they_read_it(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Grace"))
    mark = _mark((await visitor.get(PL)).text)
    for fields, told in (
        ({"mark": mark}, language_pages.READ_IT),
        ({"mark": "0" * 16, "read": "yes"}, language_pages.CHANGED),
    ):
        answer = await visitor.post(f"{PL}/reviewed", fields)
        assert (answer.status_code, told in answer.text) == (422, True)
    assert await rows("SELECT 1 FROM catalogue_review") == []


async def test_texts_that_change_after_the_reading_are_told_and_it_stays_on(
    visitor: Visitor, cast: Cast
) -> None:
    visitor.sign_in(await cast.session("Grace"))
    await rows(
        "INSERT INTO catalogue_review (language, mark, reviewed_by, reviewed_at) VALUES ('pl', 'another', 'Grace', now())"
    )
    assert "Texts have changed since. It stays on" in (await visitor.get("/staff/languages")).text
    assert "Texts have changed since Grace read them" in (await visitor.get(PL)).text
    _in_polish(visitor)
    assert '<html lang="pl"' in (await visitor.get("/display")).text


def test_the_mark_changes_with_any_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalogue_read.read_catalogue("pl")
    assert before
    first = before.strings[0]
    for one in ((), ("inne słowa",)):
        strings = (catalogue_read.StringRead(first.english, one), *before.strings[1:])
        monkeypatch.setattr(catalogue_read, "_strings", lambda _, found=strings: iter(found))
        assert catalogue_read._read("pl", hash(one)).mark != before.mark


@pytest.mark.parametrize(
    ("cookie", "language", "easy"),
    [
        ("light.std.calm", "en", False),
        ("light.std.calm.pl", "pl", False),
        ("dark.easy.move.ur", "ur", True),
        ("pl.ur", "pl", False),
        ("light.std.calm.xx", "en", False),
        ("..;<>", "en", False),
        ("", "en", False),
    ],
)
def test_a_cookie_says_which_language_and_anything_else_in_it_is_passed_over(
    cookie: str, language: str, easy: bool
) -> None:
    display = languages.read_display(cookie)
    assert (display.language, display.easy) == (language, easy)
    assert languages.read_display(display.cookie) == display


def test_a_survey_is_read_in_the_language_it_offers() -> None:
    urdu = languages.Display(language="ur", easy=True)
    assert (urdu.reads(("en", "ur")), urdu.reads(("en", "pl"))) == ("ur-simple", "en-simple")
    assert languages.Display().reads(("en", "ur")) == "en"
