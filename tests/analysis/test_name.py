"""Names of groups read like something a person would write on a sticky note."""

from analysis.name import GroupPhrases, name_of, phrases, telling_phrases

BUSES = [
    "The bus is late",
    "They must fix the bus",
    "Our bus was late",
    "A bus to CAMHS",
    "No bus comes",
    "My bus is loud",
]
FOOD = [
    "Dinners at school",
    "The dinners are cold",
    "More dinners",
    "I like the dinners",
    "Our dinners are cold",
    "These dinners",
]


def groups(questions: list[str] | None = None) -> GroupPhrases:
    return GroupPhrases([*BUSES, *FOOD], [0] * 6 + [1] * 6, questions or [])


def test_phrases_neither_start_nor_end_with_filler_words() -> None:
    found = {phrase.lower for phrase in phrases("The quality of the teaching, and of life")}
    assert found == {"quality", "teaching", "life"}
    assert "quality of life" in {phrase.lower for phrase in phrases("better quality of life")}


def test_a_group_is_named_by_the_thing_it_speaks_about() -> None:
    assert name_of(groups(), 0, 6) == "Bus"
    assert name_of(groups(), 1, 6) == "Dinners"


def test_capitals_are_kept_where_people_wrote_them_inside_a_sentence() -> None:
    assert groups().as_written("camhs") == "CAMHS"
    assert groups().as_written("bus") == "bus"


def test_the_words_of_the_question_do_not_name_a_theme() -> None:
    asked = groups(["How is the bus?"] * 12)
    assert "bus" not in telling_phrases(asked, 0, 6)


def test_praise_is_called_praise() -> None:
    kind = [
        "Helpful and friendly",
        "So friendly",
        "Always helpful",
        "Very helpful",
        "They were friendly",
        "Was helpful",
    ]
    assert name_of(GroupPhrases([*kind, *FOOD], [0] * 6 + [1] * 6), 0, 6) == "Praise: helpful and friendly"


def test_a_group_without_a_common_word_says_so() -> None:
    odd = ["Aa", "Bb cc", "Dd", "Ee", "Ff", "Gg"]
    assert name_of(GroupPhrases([*odd, *FOOD], [0] * 6 + [1] * 6), 0, 6) == "Other things people said"
