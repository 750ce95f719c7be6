"""The draft catalogues hold what a reader of them may rely on: nothing missing, nothing broken, in the right script.

Whether the words are good is for a person who speaks the language to say; until then they are not shown.
"""

import re
import unicodedata

import pytest
from babel.messages.catalog import Catalog, Message

from engage.web import catalogues
from engage.web.languages import FOR_RESPONDENTS, direction

DRAFTS = ("pl", "pa", "ur", "ro")
# how the name of a letter begins, in Unicode's own words
SCRIPTS = {"pl": "LATIN", "pa": "GURMUKHI", "ur": "ARABIC", "ro": "LATIN"}
ENOUGH_IN_SCRIPT = 0.6
# The words of cards, sessions, phones without signal, letters and promises (219 of 901) wait for the next pass. Until
# they are there nobody can say they have read the whole, and a draft stays off.
ENOUGH_TRANSLATED = 0.75

_PLACE = re.compile(r"%\(\w+\)s|\{who\}")
_TAG = re.compile(r"</?\w+[^>]*>")
WANTED = sorted(
    {
        text if isinstance(text, str) else text[0]
        for file, text in catalogues.strings()
        if FOR_RESPONDENTS.search(file)
    }
)


@pytest.fixture(params=DRAFTS, scope="module")
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def draft(code: str) -> Catalog:
    return catalogues.catalogue(code)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _translated(draft: Catalog) -> list[Message]:
    return [message for message in draft if message.id and any(_forms(message.string))]


def _in_script(text: str, script: str) -> list[bool]:
    bare = _TAG.sub("", _PLACE.sub("", text))
    return [unicodedata.name(letter, "").startswith(script) for letter in bare if letter.isalpha()]


def test_a_draft_holds_nearly_everything_that_respondents_and_the_public_see(
    code: str, draft: Catalog
) -> None:
    missing = [text for text in WANTED if not ((held := draft.get(text)) and all(_forms(held.string)))]
    print(f"{code}: {len(missing)} of {len(WANTED)} not translated yet", *missing, sep="\n  ")
    assert len(missing) <= (1 - ENOUGH_TRANSLATED) * len(WANTED)


def test_every_placeholder_survives_in_a_draft(draft: Catalog) -> None:
    broken = []
    for message in _translated(draft):
        *_, every = _forms(message.id)
        for number, text in enumerate(_forms(message.string)):
            # "One thing to fix" needs no number, so the form for one may do without
            may_leave_out = len(_forms(message.id)) > 1 and number == 0
            wanted, found = sorted(_PLACE.findall(every)), sorted(_PLACE.findall(text))
            if found != wanted and not (may_leave_out and set(found) <= set(wanted)):
                broken.append(text)
    assert not broken


def test_a_draft_keeps_bold_words_and_adds_no_spaces_around(draft: Catalog) -> None:
    broken = []
    for message in _translated(draft):
        first, *_ = _forms(message.id)
        for text in _forms(message.string):
            if sorted(_TAG.findall(first)) != sorted(_TAG.findall(text)) or text != text.strip():
                broken.append(text)
    assert not broken


def test_a_counted_string_has_as_many_forms_as_the_language(code: str, draft: Catalog) -> None:
    assert draft.plural_forms == Catalog(locale=code).plural_forms
    counted = [message for message in _translated(draft) if message.pluralizable]
    assert counted
    wrong = [m.id for m in counted if len(_forms(m.string)) != draft.num_plurals or not all(_forms(m.string))]
    assert not wrong


def test_a_draft_is_written_in_its_own_script(code: str, draft: Catalog) -> None:
    letters = [
        letter
        for message in _translated(draft)
        for text in _forms(message.string)
        for letter in _in_script(text, SCRIPTS[code])
    ]
    assert sum(letters) >= ENOUGH_IN_SCRIPT * len(letters)


def test_a_draft_leaves_no_english_sentence_standing(draft: Catalog) -> None:
    # one word, such as "Sport", may be the same in both languages
    same = [m.id for m in _translated(draft) if m.string == m.id and " " in _PLACE.sub("", str(m.id)).strip()]
    assert not same


def test_help_lines_keep_their_numbers(draft: Catalog) -> None:
    for message in _translated(draft):
        for number in re.findall(r"\b(?:999|111|85258|0800 1111|116 123|SHOUT)\b", _forms(message.id)[0]):
            assert all(number in text for text in _forms(message.string)), message.id


@pytest.mark.parametrize("leftward", [code for code in DRAFTS if direction(code) == "rtl"])
def test_a_number_in_two_parts_keeps_their_order_where_text_runs_from_right_to_left(leftward: str) -> None:
    # without U+2066 … U+2069 around it, "0800 1111" is shown as "1111 0800"
    loose = [
        text
        for message in _translated(catalogues.catalogue(leftward))
        for text in _forms(message.string)
        if re.search(r"\d \d", re.sub("\u2066[^\u2069]*\u2069", "", text))
    ]
    assert not loose


def test_gathering_finds_the_privacy_notices(draft: Catalog) -> None:
    english = set(catalogues.notices())
    assert len(english) > 20
    assert all(words in draft for words in english)
