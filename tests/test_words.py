"""The words on the screen: plain, instructive, and each with its Easy Read twin."""

import re

import pytest

from engage.web import catalogues
from engage.web.languages import FOR_RESPONDENTS

EASY = catalogues.catalogue("en-simple")
STRINGS = sorted({(file, m if isinstance(m, str) else m[0]) for file, m in catalogues.strings()})


def test_there_are_strings_to_judge() -> None:
    assert len(STRINGS) > 100


@pytest.mark.parametrize(
    "word", ["submit", "invalid", "please", "oops", "respondent", "stakeholder", "click here"]
)
def test_no_string_says(word: str) -> None:
    found = [(file, text) for file, text in STRINGS if re.search(rf"\b{word}", text, re.IGNORECASE)]
    assert not found


def test_every_string_a_respondent_sees_has_an_easy_read_twin() -> None:
    missing = [
        f"{file}: {text}"
        for file, text in STRINGS
        if FOR_RESPONDENTS.search(file) and not ((held := EASY.get(text)) and _said(held.string))
    ]
    assert not missing, "\n".join(missing)


def _said(text: str | tuple[str, ...] | list[str] | None) -> str:
    return text if isinstance(text, str) else " ".join(text or ())


def test_easy_read_sentences_are_short() -> None:
    long = []
    for message in EASY:
        if not message.id or not message.string:
            continue
        for sentence in re.split(r"(?<=[.!?:])\s+|\n", _said(message.string)):
            if len(sentence.split()) > 15:
                long.append(sentence)
    assert not long, "\n".join(long)


def test_placeholders_survive_translation() -> None:
    broken = []
    for message in EASY:
        if not message.id or not message.string:
            continue
        wanted = set(re.findall(r"%\(\w+\)s", _said(message.id)))
        if not wanted >= set(re.findall(r"%\(\w+\)s", _said(message.string))):
            broken.append(message.id)
    assert not broken
