"""Numbers of people pasted or in files: read with the reason for every row that is not, and never with a failure."""

import io

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engage.invitations.reach.matching import areas_in, may_tell, suggested, suggested_labels
from engage.invitations.reach.numbers import Dimension, Line, count_in
from engage.invitations.reach.numbers_read import NumbersRead, read_file, read_text
from surveys.all_versions import Asked
from surveys.answers import Problem
from surveys.bank import banked

PASTED = "Area 2026\n\nDimension\tGroup\tPeople\nAge\t11 to 15\t1,240\nAge\t16 to 18\t420\nAge\tTotal\t1660\nSetting\tCollege\tabout 300\nSetting\tSchool\t2 100\n"


def read(text: str) -> NumbersRead:
    found = read_text(text)
    assert isinstance(found, NumbersRead)
    return found


def test_pasted_rows_are_read_below_their_headings_and_bad_ones_told_with_their_number() -> None:
    found = read(PASTED)
    assert found.dimensions == (
        Dimension("Age", (Line("11 to 15", 1240), Line("16 to 18", 420))),
        Dimension("Setting", (Line("School", 2100),)),
    )
    assert [(one.row, one.why.partition(":")[0].partition(" of people")[0]) for one in found.troubles] == [
        (6, "Left out"),
        (7, "Give a whole number"),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_files_come_in_many_encodings(mark: str, encoding: str) -> None:
    text = "\r\n".join(
        mark.join(row) for row in (("Âge", "Ecole élémentaire", "120"), ("Âge", "Lycée", "80"))
    )
    found = read_file(text.encode(encoding))
    assert isinstance(found, NumbersRead)
    assert found.dimensions == (Dimension("Âge", (Line("Ecole élémentaire", 120), Line("Lycée", 80))),)


def workbook(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def test_a_workbook_is_read_and_its_formulas_are_never_run() -> None:
    raw = workbook([["What", "Band", "How many"], ["Age", "11 to 15", 800.0], ["Age", "16 to 18", "=400+20"]])
    found = read_file(raw)
    assert isinstance(found, NumbersRead)
    assert found.dimensions == (Dimension("Age", (Line("11 to 15", 800),)),)
    assert [(one.row, one.why) for one in found.troubles] == [
        (3, "This row holds a formula. Type the number instead")
    ]


def test_what_is_no_list_of_numbers_gets_a_sentence() -> None:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    for raw in (
        b"",
        b"%PDF-1.7 x",
        b"PK\x03\x04broken",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        out.getvalue(),
        b"x" * 600_000,
    ):
        found = read_file(raw)
        assert isinstance(found, Problem), raw[:8]
        assert found.message


@pytest.mark.parametrize(
    ("words", "people"),
    [("1,234", 1234), ("1 234", 1234), ("420.0", 420), (" 7 ", 7), ("0", 0), ("-3", None), ("1.5", None), ("1,2", None), ("٣", None), ("9" * 400, None), ("", None)],
)  # fmt: skip
def test_counts_are_whole_numbers_of_people(words: str, people: int | None) -> None:
    assert count_in(words) == people


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_at_all_are_read_or_refused_with_a_sentence(raw: bytes) -> None:
    found = read_file(raw)
    assert isinstance(found, NumbersRead) or found.message


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=12))
@settings(deadline=None)
def test_whatever_is_pasted_is_kept_only_as_it_is_shown(rows: list[list[str]]) -> None:
    found = read_text("\n".join("\t".join(row) for row in rows))
    if isinstance(found, NumbersRead):
        again = "\n".join(
            f"{one.name}\t{line.label}\t{line.people}" for one in found.dimensions for line in one.lines
        )
        assert read(again).dimensions == found.dimensions


def test_the_banks_questions_are_suggested_and_answers_called_alike_are_filled_in() -> None:
    asked = [
        one.question for id in ("q_bkplanse", "q_bksettin", "q_bkageban", "q_bkpostar") if (one := banked(id))
    ]
    questions = may_tell(Asked(tuple(asked), (), ()))
    assert [one.id for one in questions] == ["q_bkplanse", "q_bksettin", "q_bkageban", "q_bkpostar"]
    ages = Dimension("Age band", (Line("11–13", 3), Line("14 to 16 years", 2), Line("over 25", 1)))
    question = suggested(ages, questions)
    assert question is not None
    assert question.id == "q_bkageban"
    labels = suggested_labels(ages, question)
    assert {code: label for code, label in labels.items() if label} == {"11_13": "11–13", "14_16": "14 to 16 years", "over_25": "over 25"}  # fmt: skip
    settings_ = Dimension(
        "School or college", (Line("Special schools", 3), Line("College", 2), Line("Home", 1))
    )
    setting = suggested(settings_, questions)
    assert setting is not None
    assert setting.id == "q_bksettin"
    assert suggested_labels(settings_, setting)["special"] == "Special schools"
    assert suggested(Dimension("Eye colour", (Line("Blue", 1), Line("Green", 2))), questions) is None


def test_postcode_areas_are_read_however_they_are_written() -> None:
    assert areas_in("wv1, WV10; wv1\nB70") == ("WV1", "WV10", "B70")
    assert areas_in("the city") == ()
