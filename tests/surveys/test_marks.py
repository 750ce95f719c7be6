"""Answers that look alike or came in a burst are marked; those alike by chance are not."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from surveys.channels import Channel
from surveys.marks import BURST, Mark, Sent, looked_at, plain

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
LONG = "The bus never comes on time and nobody tells my mum about it."


def one(
    minutes: float = 0, *, channel: Channel = Channel.link, closed: str = "", ticked: int = 0,
    texts: Mapping[str, str] | None = None, **more: str,
) -> Sent:  # fmt: skip
    return Sent(
        uuid4(), channel, NOON + timedelta(minutes=minutes), closed, ticked, {**(texts or {}), **more}
    )


def marked(sets: Sequence[Sent]) -> dict[UUID, tuple[Mark, ...]]:
    return dict(looked_at(sets).marks)


def test_the_same_long_words_are_marked_whatever_their_capitals_and_marks() -> None:
    first, second = one(q=LONG), one(9000, q=f"  {LONG.upper()}!! ")
    other = one(q="My school has a quiet room and I like it very much indeed.")
    assert marked([first, second, other]) == dict.fromkeys([first.id, second.id], (Mark.duplicate,))
    (group,) = looked_at([first, second, other]).alike
    assert plain(group.text) == plain(LONG)


def test_short_words_are_alike_by_chance_unless_three_of_them_are() -> None:
    assert not marked([one(q="Nothing"), one(q="nothing")])
    assert not marked([one(a="No", b="Yes", c="None"), one(a="No", b="Yes", c="None")])
    three = {"a": "More time to eat", "b": "Quiet corridors", "c": "Fewer tests in May"}
    first, second = one(0, texts=three), one(0, texts=three)
    assert marked([first, second, one(0, texts={**three, "c": "Fewer tests"})]).keys() == {
        first.id,
        second.id,
    }


def test_the_same_ticks_count_only_when_they_are_many_and_within_minutes_by_the_same_way() -> None:
    def pair(ticked: int, minutes: float, channel: Channel = Channel.link) -> Sequence[Sent]:
        return [one(closed="x", ticked=ticked), one(minutes, closed="x", ticked=ticked, channel=channel)]

    assert len(marked(pair(10, 4))) == 2
    assert not marked(pair(9, 4))
    assert not marked(pair(10, 40))
    assert not marked(pair(10, 4, Channel.card))
    tablets = [one(n, closed="x", ticked=12, channel=Channel.tablet) for n in range(4)]
    assert not marked(tablets)
    said_otherwise = [one(closed="x", ticked=12, q="Loud"), one(2, closed="x", ticked=12, q="Quiet")]
    assert not marked(said_otherwise)


def test_a_burst_is_far_more_than_usual_by_the_open_link() -> None:
    quiet = [one(90 * n) for n in range(1, 20)]
    crowd = [one(n / 4) for n in range(BURST + 5)]
    found = looked_at([*quiet, *crowd])
    assert {*found.marks} == {each.id for each in crowd}
    assert found.bursts[0].usual == 1
    assert (found.bursts[0].first, found.bursts[0].last) == (crowd[0].finished, crowd[-1].finished)
    assert not marked([*quiet, *crowd[:BURST]])
    room = [one(n / 4, channel=Channel.room) for n in range(60)]
    assert not marked([*quiet, *room])


def test_where_many_always_answer_together_many_are_usual() -> None:
    classes = [one(1500 * day + n / 4) for day in range(6) for n in range(BURST + 10)]
    assert not marked(classes)


def test_looking_at_a_hundred_thousand_in_one_burst_takes_no_square_of_the_time() -> None:
    crowd = [one(n / 20_000) for n in range(100_000)]
    assert len(marked([*crowd, *(one(90 * n) for n in range(1, 9))])) == 100_000


SETS = st.lists(
    st.builds(
        lambda minutes, channel, closed, ticked, texts: one(
            minutes, channel=channel, closed=closed, ticked=ticked, texts=texts
        ),
        st.integers(0, 600),
        st.sampled_from(Channel),
        st.sampled_from(["a", "b"]),
        st.integers(0, 14),
        st.dictionaries(
            st.sampled_from(["p", "q", "r"]),
            st.sampled_from([LONG, "No", "", "é \ud800", "More time to eat"]),
        ),
    ),
    max_size=40,
)


@given(SETS)
def test_whoever_is_marked_has_somebody_like_them_and_the_order_does_not_matter(sets: list[Sent]) -> None:
    found = looked_at(sets)
    assert all(len(group.ids) > 1 for group in found.alike)
    assert looked_at(list(reversed(sets))).marks == found.marks
    assert looked_at(
        [*sets, one(10_000, q="Something that nobody else would ever have written here")]
    ).alike == (found.alike)
