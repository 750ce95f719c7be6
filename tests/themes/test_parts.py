"""The small parts: marks in somebody's words, addresses of the workbench, which theme an answer is close to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.framework import FocusArea, Framework
from analysis.passages import Passage
from engage.themes.marking import marked
from engage.themes.orders import (
    Findings,
    Link,
    NewCoding,
    NewTheme,
    Order,
    read_findings,
    read_order,
    written,
)
from engage.themes.placing import Neighbourhood
from engage.themes.view import View
from tests.themes.voices import NOISE, THERAPY, TRANSPORT


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("so loud here", [(3, 7)], "so <mark>loud</mark> here"),
        ("a & b", [(2, 3)], "a <mark>&amp;</mark> b"),
        ("two\nlines", [(0, 3)], "<mark>two</mark><br>lines"),
        ("late", [(0, 99), (-1, 2), (2, 2), (3, 1)], "late"),
        ("one two", [(4, 7), (0, 3), (2, 5)], "<mark>one</mark> <mark>two</mark>"),
        ("🚌 late", [(0, 1)], "<mark>🚌</mark> late"),
    ],
)
def test_only_marks_that_fit_are_made(text: str, spans: list[tuple[int, int]], shown: str) -> None:
    assert marked(text, spans) == shown


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_no_text_and_no_marks_can_make_markup(text: str, spans: list[tuple[int, int]]) -> None:
    shown = marked(text, spans)
    bare = shown.replace("<mark>", "").replace("</mark>", "").replace("<br>", "\n")
    assert "<" not in bare
    assert shown.count("<mark>") == shown.count("</mark>")


@given(
    st.dictionaries(
        st.sampled_from(["theme", "question", "group", "show", "page", "x"]), st.text(max_size=40)
    )
)
def test_any_address_gives_a_view_that_survives_its_own_query(query: dict[str, str]) -> None:
    view = View.read(query)
    assert View.read_line(view.query) == view
    assert "\x00" not in view.query


def _passages(*groups: tuple[str, ...]) -> list[Passage]:
    return [Passage(f"{n}-{m}", text) for n, texts in enumerate(groups) for m, text in enumerate(texts)]


def test_a_new_answer_goes_where_answers_like_it_are_and_nowhere_when_it_is_barred_there() -> None:
    known = _passages(NOISE, TRANSPORT, THERAPY)
    new = [Passage("new", "the taxi is late"), Passage("silent", "n/a")]
    members = {str(n): [one.id for one in known if one.id.startswith(f"{n}-")] for n in range(3)}
    around = Neighbourhood([*known, *new], members)
    placed = around.place_of("new")
    assert placed is not None
    assert (placed.theme, placed.maybe) == ("1", "")
    assert 0 <= placed.confidence <= 1
    barred = around.place_of("new", barred=["1"])
    assert barred is None or barred.theme != "1"
    assert around.place_of("silent") is None
    assert "taxi" in around.pull_of("1")
    assert "taxi" not in around.pull_of("0")


def test_an_answer_in_the_wrong_theme_is_seen_to_be_closer_to_another() -> None:
    known = _passages(NOISE, TRANSPORT, THERAPY)
    members = {str(n): [one.id for one in known if one.id.startswith(f"{n}-")] for n in range(3)}
    members["0"].append(members["2"].pop(0))
    around = Neighbourhood(known, members)
    assert around.closer("2-0", "0") == "2"
    assert around.closer("1-0", "1") == ""


def test_themes_of_two_answers_pull_nothing() -> None:
    around = Neighbourhood(_passages(NOISE[:2]), {"few": ["0-0", "0-1"]})
    assert around.place_of("0-0") is None
    assert around.closer("0-0", "few") == ""


def test_a_theme_of_copies_and_of_answers_that_say_nothing_breaks_nothing() -> None:
    copies = [Passage(f"c-{n}", "late taxi") for n in range(4)]
    silent = [Passage(f"s-{n}", "n/a") for n in range(4)]
    around = Neighbourhood(
        [*copies, *silent, Passage("new", "Late taxi!"), Passage("other", "school dinners")],
        {"copies": [one.id for one in copies], "silent": [one.id for one in silent]},
    )
    assert around.keys == ["copies"]
    assert around.closer("c-0", "copies") == ""
    assert around.closer("s-0", "silent") == ""
    placed = around.place_of("new")
    assert placed is not None
    assert placed.theme == "copies"


def test_orders_and_findings_travel_unchanged() -> None:
    area = FocusArea("a", "A", keywords=("one", "two"), number=3)
    order = Order(
        (Passage("1", "“ünï\ncode” \ud83d", "q", "g", "r"),), {"t": ("1",)}, {"1": ("t",)}, ("t",),
        Framework("f", "F", (area,), "here"), "/cache",
    )  # fmt: skip
    assert read_order(written(order)) == order
    found = Findings(
        (NewTheme("t01", "Name", ("a", "b"), (Link("a", 0.5, "Because"),)),),
        (NewCoding("1", "t01", 0.5, ((0, 3),), "Because", True, "t02"),),
        {"t": (Link("a", 0.1, ""),)}, {"1": ("a", "", 0.4)}, {"method": "m"}, "Done",
    )  # fmt: skip
    import json

    assert read_findings(json.loads(written(found))) == found
