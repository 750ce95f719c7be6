"""Files for a spreadsheet run nothing, whatever was written."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.consultations.spreadsheet import codebook, csv_file, escaped, workbook
from surveys.definition import Question, QuestionKind
from surveys.templates import templates
from tests.cast import NOW

QUESTIONS = templates()[0].definition.questions


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert escaped(f"{start}1+1") == f"'{start}1+1"
    assert escaped(f"a{start}1") == f"a{start}1"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=3))
def test_a_csv_gives_back_the_words(cells: list[str]) -> None:
    text = csv_file(("a",) * len(cells), [cells]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [escaped(cell) for cell in cells]


def test_a_workbook_holds_the_longest_answer_and_odd_letters() -> None:
    longest = "é👩‍🦽" + "x" * 20_000
    body = workbook(
        ("Words",), [(longest,), ("007",), ("https://example.org",)], QUESTIONS, [("About", "x")], now=NOW
    )
    sheet = openpyxl.load_workbook(io.BytesIO(body))["Answers"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [longest, "007", "https://example.org"]
    assert sheet["A4"].hyperlink is None


def test_the_codebook_has_a_line_for_each_question_and_each_answer() -> None:
    lines = codebook(QUESTIONS)
    assert len(lines) == sum(
        1 + len(one.options or (5 * [0] if one.kind is QuestionKind.feeling_scale else []))
        for one in QUESTIONS
    )
    plain = Question(id="q_abcdefgh", kind=QuestionKind.long_text, text={"en": "Why?"})
    assert codebook((plain,)) == (("Why?", "q_abcdefgh", "Own words", "Why?", "", "", "", ""),)
