"""Theming as a whole, on answers written for these tests."""

from __future__ import annotations

import random

import pytest

from analysis.framework import parse_framework
from analysis.passages import Passage
from analysis.theming import theme

FRAMEWORK = parse_framework(
    """
    id = "town"
    title = "Town plan"
    [[focus_areas]]
    code = "buses"
    title = "Buses and getting about"
    description = "Bus routes, bus drivers, fares and timetables."
    [[focus_areas]]
    code = "parks"
    title = "Parks and play"
    description = "Parks, swings, slides, grass and playgrounds."
    """
)
PLACES = [
    "here",
    "in town",
    "by school",
    "near our house",
    "on Sundays",
    "in winter",
    "after college",
    "these days",
]
SUBJECTS = {
    "buses": [
        "The bus is always late",
        "More bus routes",
        "Bus drivers are rude to us",
        "The bus fares cost too much",
    ],
    "parks": [
        "The park swings are broken",
        "Too much litter in the park",
        "We love the park slides",
        "Park grass is cut",
    ],
    "food": [
        "School dinners are cold",
        "The dinner queue is long",
        "Dinners need more choice",
        "I like pasta dinners",
    ],
}


def answers() -> list[Passage]:
    """96 answers about three subjects, with eight that say nothing."""
    said = [
        (subject, f"{sentence} {place}")
        for subject, sentences in SUBJECTS.items()
        for sentence in sentences
        for place in PLACES
    ]
    spoken = [
        Passage(f"{subject}-{i}", text, "What is it like?", respondent=f"r{i}")
        for i, (subject, text) in enumerate(said)
    ]
    return spoken + [Passage(f"empty-{i}", "n/a", "What is it like?") for i in range(8)]


def test_themes_keep_three_plain_subjects_apart() -> None:
    result = theme(answers(), n_themes=3)
    found: dict[str | None, set[str]] = {}
    for coding in result.codings:
        found.setdefault(coding.theme_key, set()).add(coding.passage_id.split("-")[0])
    assert sorted(map(sorted, found.values())) == [["buses"], ["empty"], ["food"], ["parks"]]


def test_every_passage_has_one_coding_in_the_order_given() -> None:
    passages = answers()
    assert [c.passage_id for c in theme(passages).codings] == [p.id for p in passages]


def test_passages_without_content_are_kept_without_a_theme() -> None:
    last = theme(answers()).codings[-1]
    assert last.theme_key is None
    assert not last.needs_person
    assert "n/a" in last.reason


def test_the_result_repeats_and_ignores_the_order_of_rows() -> None:
    passages = answers()
    shuffled = random.Random(3).sample(passages, len(passages))
    first, again, mixed = (theme(p, framework=FRAMEWORK) for p in (passages, passages, shuffled))
    assert first == again
    assert mixed.themes == first.themes
    assert mixed.run == first.run
    assert sorted(mixed.codings, key=lambda c: c.passage_id) == sorted(
        first.codings, key=lambda c: c.passage_id
    )


def test_answers_are_linked_to_the_focus_area_they_speak_about() -> None:
    result = theme(answers(), framework=FRAMEWORK, n_themes=3)
    areas = {c.passage_id: c.focus_area for c in result.codings}
    buses = [area for passage_id, area in areas.items() if passage_id.startswith("buses")]
    assert buses.count("buses") >= 0.9 * len(buses)
    first_links = {theme.links[0].area_code for theme in result.themes if theme.links}
    assert {"buses", "parks"} <= first_links


def test_evidence_points_at_words_of_the_passage_itself() -> None:
    passages = answers()
    by_id = {p.id: p for p in passages}
    for coding in theme(passages, n_themes=3).codings:
        text = by_id[coding.passage_id].text
        assert all(0 <= start < end <= len(text) for start, end in coding.evidence)
    bus = next(c for c in theme(passages, n_themes=3).codings if c.passage_id.startswith("buses"))
    assert any("bus" in by_id[bus.passage_id].text[a:b].lower() for a, b in bus.evidence)


def test_quotes_come_from_different_people() -> None:
    for found in theme(answers(), n_themes=3).themes:
        assert len(found.quotes) == len({quote.passage_id for quote in found.quotes}) == 5
        assert found.quotes[0].kind == "centre"


@pytest.mark.parametrize("count", [0, 1, 2, 29])
def test_few_answers_are_listed_and_linked_but_not_grouped(count: int) -> None:
    result = theme(answers()[:count], framework=FRAMEWORK)
    assert result.too_few
    assert result.themes == ()
    assert len(result.codings) == count
    assert all(coding.theme_key is None for coding in result.codings)
    assert "too few" in result.message or count == 0


def test_answers_that_all_say_the_same_count_once() -> None:
    result = theme([Passage(str(i), "The bus is late") for i in range(200)])
    assert result.too_few
    assert len(result.codings) == 200


def test_lone_surrogates_and_control_marks_do_no_harm() -> None:
    odd = [
        Passage(f"odd-{i}", text)
        for i, text in enumerate(["\ud800 bus", "\x00\x01", "\u202ebus\u200b", "\ufffd"])
    ]
    result = theme([*answers(), *odd])
    assert len(result.codings) == len(answers()) + 4


def test_a_wish_for_far_too_many_themes_is_met_as_far_as_it_goes() -> None:
    assert 2 <= len(theme(answers()[:40], n_themes=500).themes) <= 20
    with pytest.raises(ValueError, match="two themes or more"):
        theme(answers(), n_themes=1)


def test_two_passages_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        theme([Passage("1", "a"), Passage("1", "b")])


def test_progress_goes_from_nothing_to_done_in_sentences() -> None:
    heard: list[tuple[float, str]] = []
    theme(answers(), progress=lambda share, sentence: heard.append((share, sentence)))
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(sentence[0].isupper() for _, sentence in heard)
