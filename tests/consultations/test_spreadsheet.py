"""Files for a spreadsheet run nothing, whatever was written."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.consultations.answers.answers_file import codebook
from engage.consultations.answers.spreadsheet import Csv, Workbook, escaped, fits
from surveys.definition import Question, QuestionKind
from surveys.exporting import Exported
from surveys.questions import type_of
from tests.cast import NOW
from tests.surveys.every_type import example


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert escaped(f"{start}1+1") == f"'{start}1+1"
    assert escaped(f"a{start}1") == f"a{start}1"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=3))
def test_a_csv_gives_back_the_words(cells: list[str]) -> None:
    file = io.BytesIO()
    made = Csv(file, ("a",) * len(cells))
    made.write([cells])
    made.finish([])
    text = file.getvalue().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [escaped(cell) for cell in cells]


def test_a_workbook_holds_long_answers_and_odd_letters_and_says_where_it_had_to_cut() -> None:
    longest, too_long = "é👩‍🦽" + "x" * 20_000, "y" * 40_000
    file = io.BytesIO()
    made = Workbook(file, ("Words",), title="x", now=NOW)
    made.write([(longest,), ("007",)])
    made.write([("https://example.org",), (too_long,)])
    made.finish([("About", ("About this file", ""), [("Run by", "us")])])
    book = openpyxl.load_workbook(io.BytesIO(file.getvalue()))
    words = [row[0].value for row in book["Answers"].iter_rows(min_row=2)]
    assert words[:3] == [longest, "007", "https://example.org"]
    assert str(words[3]).endswith("(cut off here: a cell holds no more. The CSV file has all of it)")
    assert book["Answers"]["A4"].hyperlink is None
    assert [cell.value for cell in book["About"][2]] == ["Run by", "us"]


def test_more_columns_than_a_sheet_has_are_known_before_anything_is_written() -> None:
    assert fits(16_384, 1_048_575)
    assert not fits(16_385, 1)
    assert not fits(1, 1_048_576)


def test_the_codebook_has_a_line_for_each_column_and_each_answer() -> None:
    many = example(QuestionKind.many)
    assert [(line[0], line[6]) for line in codebook([Exported(many)])] == [
        ("What is it like?", ""),
        ("What is it like? – Noise", "noise"),
        ("What is it like? – The work", "work"),
        ("What is it like? – Something else", "other"),
        ("What is it like? – None of these", "none"),
    ]
    voice = example(QuestionKind.voice)
    assert [line[0] for line in codebook([Exported(voice, 2)])] == [
        "What is it like? (number 2)",
        "What is it like? – how many files came (number 2)",
    ]
    plain = Question(id="q_abcdefgh", kind=QuestionKind.long_text, text={"en": "Why?"})
    assert list(codebook([Exported(plain)])) == [
        ("Why?", "q_abcdefgh", type_of(plain.kind).name, "", "Why?", "", "", "", "")
    ]
