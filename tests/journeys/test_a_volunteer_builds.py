"""A volunteer with a phone makes a ready-made survey from nothing: 390 px, no JavaScript, nothing dragged. Every tap, choice
and field is counted, so that building never takes more of them than it did."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from engage.web.sprite import LABELS
from surveys.authoring import draft_of
from surveys.definition import EASY, Definition, Option, Question
from surveys.tables import Survey
from surveys.templates import template
from tests.cast import gather_cast
from tests.journeys.conftest import Place, link_in

# what it took when this was written; fewer is better
MOST_STEPS = 48
KINDS = {"feeling_scale": "Faces", "single_choice": "Choose one", "long_text": "Own words"}


@dataclass
class Thumb:
    """One thumb on a phone: it taps, writes into a field, or chooses from a list, and counts."""

    page: Page
    taps: int = 0
    fields: int = 0
    choices: int = 0

    @property
    def steps(self) -> int:
        return self.taps + self.fields + self.choices

    def taps_on(self, what: Locator) -> None:
        what.first.click()
        self.taps += 1

    def follows(self, name: str, *, exact: bool = False) -> None:
        self.taps_on(self.page.get_by_role("link", name=name, exact=exact))

    def presses(self, name: str, *, exact: bool = False) -> None:
        self.taps_on(self.page.get_by_role("button", name=name, exact=exact))

    def writes(self, label: str, words: str, *, within: Locator | None = None) -> None:
        field = (within or self.page).get_by_role("textbox", name=label, exact=True)
        if words != field.input_value():
            field.fill(words)
            self.fields += 1

    def chooses(self, box: Locator, words: str) -> None:
        box.select_option(label=words)
        self.choices += 1


@pytest.fixture
def thumb(browser: Browser, place: Place) -> Iterator[Thumb]:
    """Priya’s phone, signed in."""
    place.does(gather_cast)
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=place.address
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto("/sign-in")
    page.get_by_label("Your e-mail address").fill("priya@example.org")
    page.get_by_role("button", name="Send me a link").click()
    page.goto(link_in(place.letter_with("Hello Priya")))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Overview")
    yield Thumb(page)
    context.close()


def test_a_ready_made_poll_is_made_from_nothing_in_few_steps(place: Place, thumb: Thumb) -> None:
    wanted = template("pulse-poll")
    assert wanted
    _starts(thumb, wanted.definition)
    for question in wanted.definition.questions:
        _asks(thumb, question)
    thumb.follows("All questions")
    made = place.does(_made)
    assert _worded(made) == _worded(wanted.definition)
    thumb.follows("Check")
    expect(thumb.page.locator("body")).to_contain_text("We found nothing.")
    print(
        f"\n{thumb.steps} steps: {thumb.taps} taps, {thumb.fields} fields, {thumb.choices} choices from a list;"
        f" at most {MOST_STEPS}"
    )
    assert thumb.steps <= MOST_STEPS


def _starts(thumb: Thumb, wanted: Definition) -> None:
    """From the first page to an empty survey with its title and introduction."""
    page = thumb.page
    thumb.follows("Start a consultation")
    thumb.writes("Title", wanted.title["en"])
    thumb.writes("What it is for", "To hear how things are going.")
    thumb.taps_on(page.get_by_label("Young people", exact=True))
    thumb.taps_on(page.get_by_label("Start from nothing"))
    thumb.presses("Start it")
    thumb.follows("Change")
    thumb.writes("Title in Easy Read", wanted.title[EASY])
    thumb.writes("Introduction", wanted.intro["en"])
    thumb.writes("Introduction in Easy Read", wanted.intro[EASY])
    thumb.presses("Save")
    thumb.follows("Add a question")


def _asks(thumb: Thumb, question: Question) -> None:
    """One question: its type, its words twice, its picture, its answers."""
    page = thumb.page
    if not page.url.partition("?")[0].endswith("/add"):
        thumb.follows("Add another question after this")
    thumb.follows(KINDS[question.kind])
    thumb.writes("Question", question.text["en"])
    thumb.writes("Question in Easy Read", question.text[EASY])
    thumb.writes("Hint, if it helps", question.hint.get("en", ""))
    thumb.writes("Hint in Easy Read, one idea a line", question.hint.get(EASY, ""))
    thumb.taps_on(page.locator("summary", has_text="Choose a picture"))
    label = LABELS[question.symbol or ""]
    thumb.taps_on(page.get_by_role("radio", name=label, exact=True))
    for n, option in enumerate(question.options):
        _offers(thumb, n, option)
    thumb.presses("Save the question")
    expect(page.locator("body")).to_contain_text("Saved.")


def _offers(thumb: Thumb, n: int, option: Option) -> None:
    rows = thumb.page.locator("fieldset.option:not(.rule-row)")
    if n >= rows.count():
        thumb.presses("Add another answer")
    row = rows.nth(n)
    thumb.writes("Answer", option.text["en"], within=row)
    thumb.writes("Easy Read", option.text[EASY], within=row)
    thumb.chooses(row.get_by_label("Picture", exact=True), LABELS[option.symbol or ""])


async def _made() -> Definition:
    survey = await Survey.objects().order_by(Survey.created_at, ascending=False).first()
    assert survey
    return draft_of(survey)


def _worded(definition: Definition) -> list[object]:
    """Everything but the ids and codes, which every new question gets of its own."""
    questions = [
        (
            one.kind, one.text, one.hint, one.symbol, one.offers_dont_know, one.max_length,
            [(option.text, option.symbol, option.says, option.exclusive) for option in one.options],
        )
        for one in definition.questions
    ]  # fmt: skip
    return [definition.title, definition.intro, *questions]
