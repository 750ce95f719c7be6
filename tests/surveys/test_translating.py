"""Texts go out to a translator and come back the same, and no file, however broken, changes anything unseen."""

import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from surveys.answers import Problem
from surveys.definition import Definition
from surveys.texts import places, set_text
from surveys.translated import out_of_date, remarked, source_of
from surveys.translating import Imported, gettext_file, read_back, spreadsheet, taken
from surveys.translating.shape import lines
from surveys.typed import kept
from surveys.wording import LONGEST_TEXT
from tests.surveys.translations import HELPED, definitions

WRITERS = {"po": gettext_file.write, "xlsx": spreadsheet.write}
KIND = pytest.mark.parametrize("kind", WRITERS)
MOVED = remarked(HELPED, set_text(HELPED, "q_thehelp1.text", "en", "Do you get the help you need?"))


def _read(raw: bytes, definition: Definition = HELPED, language: str = "pl") -> Imported:
    read = read_back(raw, definition, language)
    assert isinstance(read, Imported), read
    return read


def _filled(kind: str, words: dict[str, str], definition: Definition = HELPED, language: str = "pl") -> bytes:
    """The file as a translator sends it back, with these words filled in."""
    raw = WRITERS[kind](definition, language)
    if kind == "po":
        catalog = read_po(BytesIO(raw))
        for message in catalog:
            if message.context in words:
                message.string = words[message.context]
                message.flags.discard("fuzzy")
        out = BytesIO()
        write_po(out, catalog)
        return out.getvalue().replace(b'"MIME', f'"Language: {language}\\n"\n"MIME'.encode(), 1)
    book = load_workbook(BytesIO(raw))
    sheet = book["Texts"]
    for row in sheet.iter_rows(min_row=2):
        if (key := str(row[0].value)) in words:
            row[4].value, row[4].data_type = words[key], "s"
            row[5].value = None
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@KIND
def test_a_file_holds_every_text_with_its_place_its_english_and_what_helps(kind: str) -> None:
    raw = WRITERS[kind](HELPED, "pl")
    if kind == "po":
        found = {str(m.context): (m.id, m.string, m.auto_comments) for m in read_po(BytesIO(raw)) if m.id}
        assert found["q_thehelp1.hint"] == (
            "Help can be a person.",
            "",
            ["Question 1: hint", "In Easy Read: Help is a person."],
        )
        assert found["q_thehelp1.options.yes"][:2] == ("Yes", "Tak")
        assert b'"Language: pl\\n"' in raw
    else:
        rows = list(load_workbook(BytesIO(raw))["Texts"].values)
        assert rows[0] == ("Place", "Where it is", "English", "To help", "Polski (pl)", "Look again")
        assert (
            "q_thehelp1.hint", "Question 1: hint", "Help can be a person.", "Help is a person.", "", ""
        ) in rows  # fmt: skip


def test_easy_read_files_say_that_they_are_easy_read() -> None:
    assert gettext_file.write(HELPED, "pl").startswith(
        b"# Texts of a survey, to be put into Polish.\n# Leave"
    )
    assert b"Easy Read: short sentences" in gettext_file.write(HELPED, "pl-simple")
    book = load_workbook(BytesIO(spreadsheet.write(HELPED, "pl-simple")))
    assert book["Texts"]["E1"].value == "Polski, Easy Read (pl-simple)"
    assert "Easy Read" in str(list(book["How to"].values)[-1])


@KIND
@settings(max_examples=60, deadline=None)
@given(definition=definitions(), language=st.sampled_from(["pl", "ur", "en-simple", "ur-simple"]))
def test_what_goes_out_comes_back_as_it_was(kind: str, definition: Definition, language: str) -> None:
    read = read_back(WRITERS[kind](definition, language), definition, language)
    wanted = lines(definition, language)
    if not wanted:
        assert isinstance(read, Problem)
        return
    assert isinstance(read, Imported)
    assert read.changes == ()
    assert read.unknown == ()
    # words with another answer in them than the English says are told, never taken
    told = {problem.message[:4] for problem in read.problems}
    assert told <= {"Put ", "Take"}
    assert read.unchanged + read.empty + len(read.problems) == len(wanted)


@KIND
@settings(max_examples=60, deadline=None)
@given(definition=definitions(), data=st.data())
def test_what_a_translator_writes_arrives_letter_for_letter(
    kind: str, definition: Definition, data: st.DataObject
) -> None:
    wanted = [line.key for line in lines(definition, "ro") if "{" not in line.source]
    if not wanted:
        return
    said = {
        key: kept(data.draw(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}"), min_size=1)))
        for key in wanted[:3]
    }  # fmt: skip
    filled = taken(definition, "ro", _read(_sent(kind, definition, said), definition, "ro").changes)
    for place in places(filled):
        if words := said.get(place.key):
            assert place.text["ro"] == words
    assert not out_of_date(filled, "ro")


def _sent(kind: str, definition: Definition, said: dict[str, str]) -> bytes:
    """A file as our own writers would write it once these words are in."""
    full = definition
    for key, words in said.items():
        full = set_text(full, key, "ro", words)
    return WRITERS[kind](full, "ro")


@KIND
def test_new_words_are_shown_as_changes_and_kept_only_when_taken(kind: str) -> None:
    read = _read(_filled(kind, {"intro": "Opowiedz nam o szkole.", "title": "Szkoła i ty"}))
    assert [(one.key, one.was, one.words) for one in read.changes] == [
        ("intro", "", "Opowiedz nam o szkole.")
    ]
    assert (read.unchanged, read.empty) == (4, 3)
    after = taken(HELPED, "pl", read.changes)
    assert after.intro["pl"] == "Opowiedz nam o szkole."
    assert out_of_date(after, "pl") == ()


@KIND
def test_an_empty_cell_takes_nothing_away(kind: str) -> None:
    read = _read(_filled(kind, {"title": ""}))
    assert (read.changes, read.empty) == ((), 5)


@KIND
def test_an_earlier_answer_said_in_a_text_must_survive(kind: str) -> None:
    lost = _read(_filled(kind, {"q_theagain.text": "Co pomaga?"}))
    assert [problem.message for problem in lost.problems] == [
        "Put {q_thehelp1} back: an earlier answer is said there"
    ]
    assert lost.problems[0].where.startswith("Question 2 (")
    kept_one = _read(_filled(kind, {"q_theagain.text": "Wybrano {q_thehelp1|coś}. Co pomaga?"}))
    assert (len(kept_one.changes), kept_one.problems) == (1, ())


@KIND
def test_an_answer_the_english_does_not_say_is_told(kind: str) -> None:
    read = _read(_filled(kind, {"title": "Szkoła {q_thehelp1}"}))
    assert [problem.message for problem in read.problems] == [
        "Take {q_thehelp1} out: the English does not say it"
    ]


@KIND
def test_words_that_are_too_long_are_told(kind: str) -> None:
    read = _read(_filled(kind, {"title": "a" * (LONGEST_TEXT + 1)}))
    assert [problem.message for problem in read.problems] == ["Make this shorter: 4,000 letters at most"]


@KIND
def test_a_translation_made_from_older_english_is_taken_and_still_behind(kind: str) -> None:
    old_file = _filled(kind, {"q_thehelp1.text": "Czy ktoś ci pomaga?"})
    read = _read(old_file, MOVED)
    assert [(one.key, one.is_behind) for one in read.changes] == [("q_thehelp1.text", True)]
    after = remarked(MOVED, taken(MOVED, "pl", read.changes))
    assert [place.key for place in out_of_date(after, "pl")] == ["q_thehelp1.text"]


@KIND
def test_a_file_sent_back_unread_does_not_say_that_old_translations_are_right(kind: str) -> None:
    assert _read(WRITERS[kind](MOVED, "pl"), MOVED).changes == ()


@KIND
def test_a_translator_can_say_that_an_old_translation_is_still_right(kind: str) -> None:
    same = _filled(kind, {"q_thehelp1.text": "Czy dostajesz pomoc?"}, MOVED)
    read = _read(same, MOVED)
    assert [(one.was == one.words, one.is_behind) for one in read.changes] == [(True, False)]
    assert out_of_date(taken(MOVED, "pl", read.changes), "pl") == ()


def test_a_translation_the_translator_is_not_sure_of_waits_to_be_looked_at() -> None:
    catalog = Catalog()
    catalog.add("Tell us about school.", "Opowiedz?", context="intro", flags={"fuzzy"})
    out = BytesIO()
    write_po(out, catalog)
    read = _read(out.getvalue())
    assert [place.key for place in out_of_date(taken(HELPED, "pl", read.changes), "pl")] == ["intro"]


@KIND
def test_places_that_are_gone_are_named(kind: str) -> None:
    smaller = HELPED.model_copy(update={"sections": ()})
    assert "q_theagain.text" in _read(WRITERS[kind](HELPED, "pl"), smaller).unknown


@KIND
def test_a_file_for_another_language_is_refused(kind: str) -> None:
    read = read_back(WRITERS[kind](HELPED, "ur"), HELPED, "pl")
    assert read == Problem("file", "This file is for Urdu. Choose the one for Polish")
    easy = read_back(WRITERS[kind](HELPED, "pl-simple"), HELPED, "pl")
    assert easy == Problem("file", "This file is for Polish, Easy Read. Choose the one for Polish")


def test_a_catalogue_for_a_country_is_for_its_language() -> None:
    raw = gettext_file.write(HELPED, "pl").replace(b"Language: pl", b"Language: pl_PL")
    assert _read(raw).unchanged == 4


def _book(*rows: list[Any], head: str = "Polski (pl)") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Place", "English", head], *rows):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_is_never_run_or_taken() -> None:
    read = _read(_book(["title", "School and you", '=HYPERLINK("http://evil.example","x")']))
    assert [problem.message for problem in read.problems] == [
        "This cell holds a formula. Type the words instead"
    ]


def test_a_number_is_words_and_a_date_is_not() -> None:
    import datetime

    read = _read(
        _book(["title", "School and you", 7], ["intro", "Tell us about school.", datetime.date(2026, 1, 2)])
    )
    assert [one.words for one in read.changes] == ["7"]
    assert [problem.message for problem in read.problems] == [
        "This cell holds a date or a time. Type the words instead"
    ]


def test_a_text_that_comes_twice_is_taken_once() -> None:
    read = _read(_book(["title", "School and you", "Szkoła"], ["title", "School and you", "Inna"]))
    assert ([one.words for one in read.changes], len(read.problems)) == (["Szkoła"], 1)


def test_columns_may_be_moved_and_added() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["A note"],
        ["Polski (pl)", "Note", "Place", "English"],
        ["Szkoła", "", "title", "School and you"],
    ):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    assert [one.words for one in _read(out.getvalue()).changes] == ["Szkoła"]


def _zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members.items():
            package.writestr(name.replace("__", "/") + ".xml", body)
    return out.getvalue()


def _declares_a_million_rows() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for column, words in enumerate(("Place", "English", "Polski (pl)")):
        sheet.write_string(0, column, words)
    for column, words in enumerate(("title", "School and you", "Szkoła")):
        sheet.write_string(1_048_575, column, words)
    book.close()
    return out.getvalue()


BOMB = _zipped(xl__worksheets__sheet1=b" " * (spreadsheet.LIMITS.unpacked + 1))
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00" * 50, b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, BOMB, _zipped(a=b"1"), _zipped(xl__workbook=ENTITIES),
        b"%PDF-1.7", bytes.fromhex("D0CF11E0A1B11AE1") + b"x", b"just words", b"msgid", b'msgid "a', b'msgid "a"\nmsgstr',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"\n', b'msgid ""\nmsgstr "Plural-Forms: x\\n"\n',
        b'msgid ""\nmsgstr "POT-Creation-Date: x\\nLanguage: ../..\\n"\nmsgid "a"\nmsgstr "b"\n', b"a" * 2_000_000,
        spreadsheet.write(HELPED, "pl")[:-200], _book(head="Polski"), "msgid „a”".encode("utf-16"),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_used_is_one_sentence_and_changes_nothing(raw: bytes) -> None:
    read = read_back(raw, HELPED, "pl")
    assert isinstance(read, Problem) or not read.changes
    assert not isinstance(read, Problem) or (read.field == "file" and read.message)


def test_reading_says_nothing_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    for raw in (gettext_file.write(HELPED, "pl"), b'words of a child\nmsgid "a"\nmsgstr "b"\n'):
        read_back(raw, HELPED, "pl")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


def test_a_sheet_that_declares_a_million_rows_is_read_no_further_than_texts_go() -> None:
    read = read_back(_declares_a_million_rows(), HELPED, "pl")
    assert read == Problem("file", "There are no texts in this file. Use the one you downloaded here")


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"msgid")
def test_no_bytes_break_the_reading(noise: bytes) -> None:
    for raw in (noise, b'msgid "a"\n' + noise, b"PK\x03\x04" + noise):
        assert isinstance(read_back(raw, HELPED, "pl"), Problem | Imported)


@cache
def _written(kind: str) -> bytes:
    """One file of each kind, written once: a file says when it was written, and would differ between runs."""
    return WRITERS[kind](HELPED, "pl")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_a_problem_or_a_list_to_look_at(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(WRITERS)))
    raw = bytearray(_written(kind))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read = read_back(bytes(raw), HELPED, "pl")
    assert isinstance(read, Problem | Imported)
    if isinstance(read, Imported):
        assert taken(HELPED, "pl", read.changes)


def test_the_source_of_a_place_is_what_the_translator_sees() -> None:
    hint = next(place for place in places(HELPED) if place.key == "q_thehelp1.hint")
    assert (source_of(hint.text, "pl"), source_of(hint.text, "pl-simple")) == (
        "Help can be a person.",
        "Help is a person.",
    )
