"""The main job, end to end, as people do it: at 390 px, with JavaScript off, by keyboard alone.

Priya asks; a parent and a young person answer; Ana finds out what was said and says what was done; Sam checks it;
anybody reads it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from engage.database import rows, writing
from engage.demo.sources import frameworks, source
from engage.plan.importing import import_file
from engage.respond.keys import receipt_key
from surveys import responding
from surveys.answers import AnswerState, Format, Given, HowAnswered
from surveys.definition import Group
from tests.cast import Cast, gather_cast
from tests.journeys.conftest import Place, link_in
from tests.journeys.keyboard import Keyboard

Arrive = Callable[[], Keyboard]


@pytest.fixture
def arrive(browser: Browser, place: Place) -> Iterator[Arrive]:
    """Somebody new with a phone of their own: 390 px, no JavaScript."""
    opened = []

    def arrived() -> Keyboard:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=place.address
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Keyboard(page)

    yield arrived
    for context in opened:
        context.close()


def _set_up(place: Place) -> Cast:
    async def set_up() -> Cast:
        cast = await gather_cast()
        for path in frameworks():
            await import_file(path)
        return cast

    return place.does(set_up)


def _signs_in(place: Place, somebody: Keyboard, name: str) -> None:
    somebody.opens("/sign-in")
    somebody.writes("Your e-mail address", f"{name.lower()}@example.org")
    somebody.presses("Send me a link")
    somebody.stands_on("Look in your e-mail")
    somebody.opens(link_in(place.letter_with(f"Hello {name}")))
    somebody.presses("Sign in")
    somebody.stands_on("Overview")


def test_from_a_question_to_what_changed(place: Place, arrive: Arrive) -> None:
    _set_up(place)
    priya = arrive()
    _signs_in(place, priya, "Priya")
    survey = _priya_asks(priya)
    _a_parent_answers(arrive(), survey)
    words = _a_young_person_answers_in_easy_read(arrive(), survey)
    _more_people_answer(place, survey)
    _priya_shares_the_words_with_the_council(priya)
    ana = arrive()
    _signs_in(place, ana, "Ana")
    _ana_finds_out_what_was_said(place, ana)
    _ana_writes_what_was_done(ana)
    sam = arrive()
    _signs_in(place, sam, "Sam")
    _sam_checks_it(sam)
    _anybody_reads_it(arrive())
    _the_young_person_comes_back(arrive(), words)


def _priya_asks(priya: Keyboard) -> str:
    """She starts from a template, changes words, adds a question of each kind, looks at both ways of reading, opens."""
    priya.follows("Start a consultation")
    priya.writes("Title", "School and you")
    priya.writes("What it is for", "How school feels, and what would make it better.")
    priya.ticks("Young people")
    priya.ticks("Parents and carers")
    priya.picks("School and you")
    priya.presses("Start it")
    priya.opens(priya.page.url.partition("?")[0].rstrip("/").removesuffix("/questions") + "/questions")
    base = priya.page.url.removesuffix("/questions")
    _changes_a_wording(priya)
    for kind, text, easy in (
        ("Choose one", "Do you feel safe at school?", "Do you feel safe at school?"),
        ("Choose several", "Who helps you most?", "Who helps you?"),
        ("Faces", "How is getting to school?", "How is going to school?"),
        ("A few words", "One word for school", "Say school in one word"),
        ("Own words", "Anything else?", "Do you want to say more?"),
    ):
        _adds_a_question(priya, base, kind, text, easy)
    for mode in ("std", "easy"):
        priya.opens(f"{base}/preview?mode={mode}")
        priya.stands_on(
            "How do you feel about school" if mode == "std" else "How do you feel about school now"
        )
    priya.opens(f"{base}/dates")
    soon = datetime.now(UTC).date() + timedelta(days=20)
    for label, days in (("Last day to answer", 0), ("Answers are read by", 10), ("People are told by", 30)):
        priya.writes_day(label, (soon + timedelta(days=days)).isoformat())
    priya.presses("Save", exact=True)
    priya.opens(f"{base}/open")
    priya.presses("Open it")
    priya.opens(f"{base}/share")
    expect(priya.page.locator("img[src$='qr.svg'], svg.qr, .qr img, .qr svg").first).to_be_visible()
    link = priya.page.get_by_label("To copy").input_value()
    assert "/s/" in link
    return "/s/" + link.partition("/s/")[2]


def _changes_a_wording(priya: Keyboard) -> None:
    priya.follows("What is good about school or college?")
    priya.writes("Question", "What is good about school?")
    priya.presses("Save the question")


def _adds_a_question(priya: Keyboard, base: str, kind: str, text: str, easy: str) -> None:
    priya.opens(f"{base}/questions/add")
    priya.follows(kind)
    priya.writes("Question", text)
    priya.writes("Question in Easy Read", easy)
    summary = priya.page.locator("summary", has_text="Choose a picture")
    priya.reaches(summary)
    priya.page.keyboard.press("Enter")
    priya.picks("School")
    if kind.startswith("Choose"):
        for n, words in enumerate(
            ("Yes", "No", "Sometimes") if kind == "Choose one" else ("Mum or dad", "A friend", "A teacher")
        ):
            if n >= priya.page.get_by_label("Answer", exact=True).count():
                priya.presses("Add another answer")
            priya.writes("Answer", words, nth=n)
            priya.writes("Easy Read", words, nth=n)
            priya.chooses("Picture", "Me", nth=n)
    priya.presses("Save the question")
    expect(priya.page.locator("body")).not_to_contain_text("to fix")


def _a_parent_answers(parent: Keyboard, survey: str) -> None:
    """One question a page; skipping, not knowing and going back all keep what was said."""
    parent.opens(survey)
    parent.picks("A parent or carer")
    parent.picks("By myself")
    parent.presses("Start")
    parent.stands_on("How do you feel about school or college right now")
    parent.picks("Not good")
    parent.presses("Next question")
    parent.stands_on("Do you get the help you need")
    parent.picks("I don’t know")
    parent.presses("Next question")
    parent.stands_on("What makes school or college hard")
    parent.ticks("Noise")
    parent.ticks("Lunch and break times")
    parent.presses("Back")
    expect(parent.page.get_by_label("I don’t know")).to_be_checked()
    parent.presses("Next question")
    expect(parent.page.get_by_label("Noise")).to_be_checked()
    parent.presses("Next question")
    parent.presses("Next question")
    parent.picks("I don’t understand the question")
    parent.presses("Next question")
    parent.stands_on("What is good about school")
    parent.writes("What is good about school?", "He likes science.")
    parent.presses("Next question")
    parent.stands_on("What one thing would make it better")
    parent.writes("What one thing would make it better?", "x" * 3_100)
    parent.presses("Next question")
    parent.sees("to fix")
    assert len(parent.page.get_by_label("What one thing would make it better?").input_value()) == 3_100
    parent.writes(
        "What one thing would make it better?", "A quiet place to eat lunch, the hall is far too loud."
    )
    for _ in range(5):
        parent.presses("Next question")
    parent.presses("Check my answers")
    parent.stands_on("Check your answers")
    parent.sees("You skipped this")
    parent.sees("I don’t understand the question")
    parent.presses("Send my answers")
    parent.sees("Tick the box to say it is OK to send your answers")
    parent.ticks("It is OK to use my answers to make things better")
    parent.presses("Send my answers")
    parent.stands_on("Thank you. We have your answers.")
    parent.sees("What happens next")


def _a_young_person_answers_in_easy_read(asha: Keyboard, survey: str) -> str:
    """She switches to Easy Read in the middle of a sentence, and not a letter is lost. Her three words."""
    asha.opens(survey)
    asha.picks("A child or young person")
    asha.picks("Someone helps me")
    asha.presses("Start")
    asha.stands_on("How old are you?")
    asha.presses("13 to 17")
    asha.sees("a trained adult reads it")
    asha.follows("Start the questions")
    for _ in range(5):
        asha.presses("Next question")
    asha.stands_on("What is good about school")
    asha.writes("What is good about school?", "my frends and")
    asha.presses("Easy Read")
    assert asha.page.locator("textarea").input_value() == "my frends and"
    expect(asha.page.locator("html")).to_have_attribute("data-mode", "easy")
    asha.reaches(asha.page.locator("textarea"))
    asha.page.keyboard.press("Control+End")
    asha.page.keyboard.insert_text(" art 🎨")
    asha.page.locator("button[name=go][value=next]").first.wait_for()
    while not asha.page.url.endswith("/check"):
        asha.reaches(asha.page.locator("button[name=go][value=next]"))
        asha.enters()
    asha.sees("my frends and art 🎨")
    asha.reaches(asha.page.locator("#agree"))
    asha.page.keyboard.press("Space")
    asha.reaches(asha.page.locator("main form button.btn").first)
    asha.enters()
    words = asha.page.locator(".code").inner_text()
    assert len(words.split("–")) == 3
    return words


def _more_people_answer(place: Place, survey: str) -> None:
    """Forty more, through the same functions."""

    async def answered() -> None:
        found = await rows(
            "SELECT id, current_version FROM survey WHERE slug = $1", survey.removeprefix("/s/")
        )
        for n, told in enumerate(source("answers_school")["responses"][:48]):
            moment = datetime.now(UTC) + timedelta(milliseconds=n)
            async with writing():
                started = await responding.start(
                    found[0]["id"], found[0]["current_version"], Group(told["group"]), HowAnswered(told["how"]), "en", moment
                )  # fmt: skip
                for key, question in (("text1", "q_schlgood"), ("text2", "q_schlchng")):
                    given = (
                        Given(AnswerState.given, text=told[key]) if told[key] else Given(AnswerState.skipped)
                    )
                    await responding.save_answer(
                        started.response_id, question, given, Format.std, "en", moment
                    )
                await responding.complete(started.response_id, told["may_quote"], moment, receipt_key())

    place.does(answered)


def _priya_shares_the_words_with_the_council(priya: Keyboard) -> None:
    priya.opens(priya.page.url.replace("/share", "/dates"))
    priya.chooses("With", "Northmere Council")
    priya.picks("People’s words too", within="They see")
    priya.presses("Share it")
    priya.sees("themes and people’s words")


def _ana_finds_out_what_was_said(place: Place, ana: Keyboard) -> None:
    """She asks, sees how far it is, reads the words behind a theme, renames, merges, accepts and links."""
    ana.follows("Themes", exact=True)
    ana.follows("School and you")
    ana.chooses("Which plan", "Wolverhampton Written")
    ana.reaches(ana.page.locator("main form button.btn").first)
    ana.enters()
    for _ in range(240):
        if ana.page.get_by_label("Theme name").count():
            break
        ana.stands_on("Looking for themes")
        ana.page.wait_for_timeout(500)
        ana.follows("See how far it is")
    ana.stands_on("Theme review: School and you")
    assert ana.page.locator("article.comment").count() > 0
    into = ana.page.locator("#into option").nth(1).inner_text()
    ana.chooses("Merge into", into)
    ana.presses("Merge", exact=True)
    ana.writes("Theme name", "Calm places at school")
    ana.writes("What it means", "Noise, crowds, and somewhere quiet to go.")
    ana.presses("Accept this theme")
    ana.sees("Calm places at school")
    _links(ana, "Spotting needs early")
    ana.sees("Confirmed")


def _links(ana: Keyboard, area: str) -> None:
    """She confirms the link where the engine thought of it, and makes it where it did not."""
    suggested = ana.page.get_by_role("button", name=f"Confirm the link to {area}")
    if suggested.count():
        ana.presses(f"Confirm the link to {area}")
    else:
        ana.chooses("Link to another focus area", area)
        ana.presses("Link", exact=True)


def _ana_writes_what_was_done(ana: Keyboard) -> None:
    ana.follows("Write what was done")
    ana.writes("You said, in plain words", "School is too loud. You want a calm place to go.")
    ana.writes("You said, in Easy Read", "School is too loud. You want a calm place.")
    ana.picks("Done")
    ana.writes("We did, in plain words", "Four schools have a quiet room at lunch. An adult is always there.")
    ana.writes("We did, in Easy Read", "Four schools have a quiet room. An adult is there.")
    ana.writes("Who decided", "Ana, SEND officer")
    ana.chooses("Who did it, or will do it", "Northmere Council")
    ana.writes_day("Decided on", datetime.now(UTC).date().isoformat())
    ana.presses("Save and ask for a check")
    ana.sees("Waiting")


def _sam_checks_it(sam: Keyboard) -> None:
    """A second person sees it as everybody will, and agrees."""
    sam.follows("You said, we did")
    sam.follows("School is too loud")
    sam.follows("Check it")
    sam.sees("Four schools have a quiet room")
    sam.presses("Publish")
    sam.opens("/what-changed")


def _anybody_reads_it(reader: Keyboard) -> None:
    reader.opens("/")
    reader.follows("What changed", exact=True)
    reader.sees("School is too loud. You want a calm place to go.")
    reader.sees("Four schools have a quiet room at lunch.")
    reader.sees("Done")
    reader.sees("people said this")
    reader.presses("Easy Read")
    reader.sees("Four schools have a quiet room.")
    link = reader.page.locator("a[href^='/what-changed/']").first.get_attribute("href")
    assert link
    assert UUID(link.rpartition("/")[2])


def _the_young_person_comes_back(asha: Keyboard, words: str) -> None:
    """With three words she sees her answers, and takes them back."""
    asha.opens("/my-words")
    asha.reaches(asha.page.locator("main input[type=text], main input.in").first)
    asha.page.keyboard.insert_text(words)
    asha.enters()
    asha.sees("my frends and art 🎨")
    asha.follows("Delete")
    asha.presses("delete")
    assert "my frends" not in asha.page.content()
