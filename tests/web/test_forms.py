"""From what was posted to a clean value or sentences; nothing typed is lost."""

from uuid import UUID

import pytest

from engage.web.forms import Form, FormModel, Line, Mistake, Words, asked, bind, filled


class _Event(FormModel):
    title: Line = asked("Enter a title", min_length=1, max_length=20)
    story: Words = ""
    who: tuple[str, ...] = asked("Choose who it is for", min_length=1)
    place: UUID = asked("Choose a place")


GOOD = {"title": ("Fun  day",), "who": ("young_person",), "place": ("8c5b8f2e-6a31-4f8e-9b0c-0f2f1b2c3d4e",)}


def test_a_good_form_becomes_a_model() -> None:
    event = bind(_Event, GOOD)
    assert isinstance(event, _Event)
    assert (event.title, event.story, event.who) == ("Fun day", "", ("young_person",))


def test_every_mistake_is_told_once_in_the_order_of_the_page() -> None:
    form = bind(_Event, {"story": ("Something long I wrote",)})
    assert isinstance(form, Form)
    assert [m.message for m in form.mistakes] == ["Enter a title", "Choose who it is for", "Choose a place"]
    assert form["story"].value == "Something long I wrote"


def test_too_long_says_how_long() -> None:
    form = bind(_Event, {**GOOD, "title": ("x" * 21,)})
    assert isinstance(form, Form)
    assert form["title"].error == "Make this shorter: 20 letters at most"
    assert form["title"].value == "x" * 21


def test_one_checked_box_is_a_tuple_of_one() -> None:
    event = bind(_Event, {**GOOD, "who": ("a",)})
    assert isinstance(event, _Event)
    assert event.who == ("a",)


@pytest.mark.parametrize("value", ["", "not-a-uuid", "1" * 5000, "\ud800"])
def test_hostile_ids_are_a_sentence(value: str) -> None:
    form = bind(_Event, {**GOOD, "place": (value,)})
    assert isinstance(form, Form)
    assert form["place"].error == "Choose a place"


def test_a_form_is_filled_from_stored_values_and_takes_more_mistakes() -> None:
    form = filled({"title": "Fun day", "who": ["a", "b"], "story": None}).wrong(
        Mistake("title", "Enter another title")
    )
    assert (form["title"].value, form["who"].values, form["story"].value) == ("Fun day", ("a", "b"), "")
    assert form["title"].error == "Enter another title"
