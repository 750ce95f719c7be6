"""How words were given is said beside every theme: exactly to those who read them, protected to others."""

import re

from hypothesis import given
from hypothesis import strategies as st

from engage.database import rows, writing
from engage.themes.how import exact_words, protected_words
from surveys.answers import HowAnswered
from tests.cast import Cast
from tests.themes.voices import NOISE, TRANSPORT, consultation, suggested
from tests.visitor import Visitor


def test_readers_are_told_exactly_and_others_protected() -> None:
    ways = (("alone", 21), ("helped", 12), ("scribed", 3))
    assert exact_words(ways) == "21 on their own, 12 with help, 3 somebody wrote it down"
    assert protected_words(ways) == (
        "about 20 on their own, about 10 with help and fewer than 8 somebody wrote it down"
    )
    assert protected_words((("alone", 6), ("helped", 3))) == ""
    assert exact_words(()) == protected_words(()) == ""


@given(st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_no_protected_sentence_has_a_raw_number(counts: list[int]) -> None:
    ways = tuple((how.value, n) for how, n in zip(HowAnswered, counts, strict=False))
    for number in re.findall("[0-9]+", protected_words(ways)):
        assert int(number) % 5 == 0 or number == "8"


async def test_the_workbench_says_how_the_words_of_a_theme_were_given(visitor: Visitor, cast: Cast) -> None:
    id = await consultation(cast, [*NOISE, *TRANSPORT])
    noise = (await suggested(cast, id, {"Noise": NOISE}))["Noise"]
    async with writing():
        await rows("UPDATE response SET how_answered = 'helped' RETURNING id")
        await rows(
            "UPDATE response SET how_answered = 'scribed' WHERE id = (SELECT response FROM answer WHERE text = $1)"
            " RETURNING id",
            NOISE[0],
        )
    visitor.sign_in(await cast.session("Priya"))
    shown = await visitor.get(f"/staff/consultations/{id}/themes?theme={noise}")
    assert f"How they answered: {len(NOISE) - 1} with help, 1 somebody wrote it down." in shown.text
