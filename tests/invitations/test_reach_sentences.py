"""What is said about who is missing: never a raw small number, never "few" where it may not be true."""

import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.small_numbers import SMALLEST_BASE, SMALLEST_SHOWN, shown
from engage.invitations.reach.counting import Counted, Kind, by_channel, counted
from engage.invitations.reach.matching import Match
from engage.invitations.reach.numbers import Dimension, Line
from engage.invitations.reach.sentences import Heard, Standing, not_heard, sentences, standing
from engage.invitations.reach.shown import crossed_shown, dimension_shown
from surveys.channels import Channel

AGES = (Heard("11 to 15", 800, 60), Heard("16 to 18", 420, 3), Heard("19 to 25", 380, 0))


def test_nobody_comes_first_and_few_is_told_with_protected_numbers() -> None:
    assert sentences(AGES, 63, 1600) == [
        "We have heard from nobody in “19 to 25”: none of about 380.",
        "We have heard from few in “16 to 18”: fewer than 8 of about 420.",
    ]


def test_several_who_are_missing_stand_in_one_sentence_the_largest_first() -> None:
    heard = [Heard("A", 300, 0), Heard("B", 900, 0), Heard("C", 500, 90)]
    assert sentences(heard, 90, 1700) == [
        "We have heard from nobody in “B” (none of about 900) and “A” (none of about 300)."
    ]


def test_where_everybody_is_heard_it_says_so() -> None:
    heard = [Heard("A", 300, 40), Heard("B", 300, 50)]
    assert "Nobody is clearly missing" in sentences(heard, 90, 600)[0]


def test_too_few_say_nothing_of_anybody_and_not_of_those_at_nought() -> None:
    told = sentences([Heard("A", 300, 9), Heard("B", 300, 0)], 9, 600)
    assert told == [
        "Too few have said this about themselves to tell who is missing: we need 10 people or more."
    ]
    assert not_heard([([Heard("A", 300, 9), Heard("B", 300, 0)], 9, 600)]) == ""


def test_a_small_group_of_whom_some_answered_is_not_called_few() -> None:
    heard = [Heard("A", 300, 40), Heard("B", 60, 3)]
    assert standing(heard[1], 43, 360) is Standing.unclear
    assert "too small to say more" in sentences(heard, 43, 360)[0]


def test_the_line_for_other_pages_names_who_is_missing_over_all_dimensions() -> None:
    other = (Heard("College", 500, 0), Heard("School", 900, 63))
    assert not_heard([(AGES, 63, 1600), (other, 63, 1400)]) == (
        "Not heard enough: “College”, “19 to 25” and “16 to 18”."
    )


HEARD = st.lists(
    st.builds(lambda n, p: (n, p), st.integers(0, 60), st.integers(0, 3000)), min_size=1, max_size=7
).map(lambda some: [Heard(f"Kind {chr(65 + at)}", max(p, n), n) for at, (n, p) in enumerate(some)])


@given(HEARD)
def test_no_sentence_has_a_number_that_is_not_protected(heard: list[Heard]) -> None:
    matched, total = sum(one.n for one in heard), sum(one.people for one in heard)
    for sentence in sentences(heard, matched, total):
        for number in re.findall(r"[0-9][0-9,]*", sentence):
            n = int(number.replace(",", ""))
            assert n % 5 == 0 or n in {SMALLEST_SHOWN, SMALLEST_BASE}, sentence
    if matched < SMALLEST_BASE:
        assert not any("few in" in one or "nobody in" in one for one in sentences(heard, matched, total))


@given(HEARD)
def test_few_and_nobody_are_always_true_and_enough_never_hides_them(heard: list[Heard]) -> None:
    matched, total = sum(one.n for one in heard), sum(one.people for one in heard)
    for one in heard:
        match standing(one, matched, total):
            case Standing.few:
                assert one.n * 2 * total <= matched * one.people or (one.n < 8 and one.people >= 140)
            case Standing.nobody:
                assert one.n == 0
            case Standing.enough:
                assert one.n * 2 * total > matched * one.people


@given(HEARD, st.integers(1, 7), st.integers(1, 7))
def test_what_is_said_is_the_same_for_every_small_number(heard: list[Heard], a: int, b: int) -> None:
    """A sentence that changed with a number behind a star would tell it. The whole is known only rounded as well."""
    first, second = ([*heard, Heard("Z", 500, n)] for n in (a, b))
    matched = [sum(one.n for one in each) for each in (first, second)]
    if shown(matched[0]) == shown(matched[1]) and min(matched) >= SMALLEST_BASE:
        total = sum(one.people for one in first)
        assert sentences(first, matched[0], total) == sentences(second, matched[1], total)


DIMENSION = Dimension("Age", tuple(Line(one.label, one.people) for one in AGES), "made up")
MATCH = Match("Age", "q_age", {"11 to 15": ("11", "14"), "16 to 18": ("16",), "19 to 25": ("19",)})


def kinds(*found: tuple[Channel, tuple[str, ...], int]) -> list[Kind]:
    return [Kind(channel, chosen, n) for channel, chosen, n in found]


def test_answers_are_counted_by_people_and_those_that_stand_for_nobody_are_told_apart() -> None:
    some = kinds((Channel.link, ("11",), 30), (Channel.link, ("14",), 30), (Channel.card, ("other",), 12))
    came = counted(some, MATCH)
    assert (came.base, came.matched, came.others) == (72, 60, 12)
    assert came.by_label == {"11 to 15": 60, "16 to 18": 0, "19 to 25": 0}
    several = counted(kinds((Channel.link, ("11", "14", "16"), 5)), MATCH)
    assert (several.matched, several.by_label["11 to 15"], several.adds_up) == (5, 5, False)


def test_a_page_says_it_draws_it_and_tables_it_with_the_same_protected_numbers() -> None:
    some = kinds((Channel.link, ("11",), 47), (Channel.card, ("14",), 13), (Channel.link, ("16",), 3))
    shown_one = dimension_shown(
        DIMENSION, MATCH, "How old are you?", counted(some, MATCH), by_channel(some, MATCH)
    )
    assert shown_one.table is not None
    assert shown_one.table.rows == (
        ("11 to 15", "800", "50%", "60", "92%", "Heard"),
        ("16 to 18", "420", "26%", "*", "", "Few"),
        ("19 to 25", "380", "24%", "0", "0%", "Nobody"),
    )
    assert [(pair.here, pair.heard) for pair in shown_one.pairs] == [(50, 92), (26, None), (24, 0)]
    assert shown_one.ways is not None
    assert shown_one.ways.head == ("Group", "Open link", "Code card")
    assert shown_one.missing == ("16 to 18", "19 to 25")


def test_a_way_in_by_which_few_came_is_not_shown_apart() -> None:
    some = kinds((Channel.link, ("11",), 47), (Channel.card, ("14",), 3))
    shown_one = dimension_shown(DIMENSION, MATCH, "", counted(some, MATCH), by_channel(some, MATCH))
    assert shown_one.ways is None
    assert any("ways in are not shown" in note for note in shown_one.notes)


def test_what_no_answer_stands_for_is_never_called_missing() -> None:
    match = Match("Age", "q_age", {"11 to 15": ("11",)})
    came = counted(kinds((Channel.link, ("11",), 40)), match)
    shown_one = dimension_shown(DIMENSION, match, "", came, {})
    assert "No answer stands for “16 to 18”, “19 to 25”" in shown_one.notes[0]
    assert not any("nobody" in sentence for sentence in shown_one.sentences)


def test_two_laid_over_each_other_tell_only_of_nobody_and_show_nothing_of_small_groups() -> None:
    counts = {("16", "college"): 0, ("16", "school"): 22, ("11", "college"): 15, ("11", "school"): 30}
    both = crossed_shown(("Age", "Setting"), ["16", "11"], ["college", "school"], counts, 67)
    assert both.sentence == "Nobody has answered who is both: “16” and “college”."
    assert both.table is not None
    small = {**counts, ("11", "college"): 4}
    assert crossed_shown(("Age", "Setting"), ["16", "11"], ["college", "school"], small, 56).table is None


@given(
    st.dictionaries(st.sampled_from(["11", "14", "16", "19", "x"]), st.integers(0, 40), min_size=1),
    st.sampled_from([(Channel.link,), (Channel.link, Channel.card)]),
)
def test_no_table_has_a_raw_number(found: dict[str, int], channels: tuple[Channel, ...]) -> None:
    some = [Kind(channel, (code,), n) for code, n in found.items() if n for channel in channels]
    came: Counted = counted(some, MATCH)
    one = dimension_shown(DIMENSION, MATCH, "", came, by_channel(some, MATCH))
    for table in filter(None, (one.table, one.ways)):
        for row in (*table.rows, *table.quiet):
            for cell in row[1:]:
                number = cell.replace(",", "")
                assert not number.isdecimal() or int(number) % 5 == 0
    if came.matched < SMALLEST_BASE:
        assert one.table is None
