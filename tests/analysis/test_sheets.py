"""Reading answers out of real exports."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from analysis.sheets.columns import Kind, columns_of, find_column
from analysis.sheets.reading import read_table
from analysis.sheets.trouble import CannotRead
from tests.analysis.exports import QUESTION, forms_workbook, sentences, two_row_csv


def written(folder: Path, content: bytes | str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def column(path: Path, name: str) -> list[str]:
    table = read_table(path, name)
    return table.column(find_column(table, name))


def test_a_form_export_is_read_with_its_odd_spaces(tmp_path: Path) -> None:
    assert column(forms_workbook(tmp_path / "forms.xlsx"), QUESTION) == [*sentences(), "n/a"]


def test_a_two_row_header_names_options_and_keeps_every_data_row(tmp_path: Path) -> None:
    path = two_row_csv(tmp_path / "smart.csv")
    table = read_table(path)
    assert table.names[2:7] == (
        "1. Who are you?: Parent",
        "1. Who are you?: Young person",
        "2. What helps?: TA time",
        "2. What helps?: Visual timetable",
        "2. What helps?: Other (please specify)",
    )
    assert len(table.rows) == 50
    assert column(path, f"3. {QUESTION}") == sentences()


def test_kinds_of_columns_are_told_apart(tmp_path: Path) -> None:
    kinds = {c.name: c.kind for c in columns_of(read_table(forms_workbook(tmp_path / "forms.xlsx")))}
    assert kinds == {
        "ID": Kind.number,
        "Start time": Kind.date,
        "Completion time": Kind.date,
        "Email": Kind.choice,
        "Name": Kind.empty,
        "Who are you?": Kind.choice,
        QUESTION: Kind.free_text,
    }


def test_e_mail_addresses_are_not_shown_as_an_example(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Contact,Answer\na@example.org,one two three four\nb@example.org,five six seven eight\n"
    )
    contact = columns_of(read_table(path))[0]
    assert (contact.kind, contact.example) == (Kind.email, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_common_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = f'Nr{delimiter}Comment\r\n1{delimiter}"It’s late; or, not\nthere"\r\n2{delimiter}café\r\n'
    path = written(tmp_path, text.encode(encoding))
    assert column(path, "Comment") == ["It’s late; or, not\nthere", "café"]


def test_title_rows_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Spring survey,,\n,,\nExported 1 May,,\nNr,Role,Comment\n1,Parent,late bus\n2,Parent,no bus\n",
    )
    assert read_table(path).names == ("Nr", "Role", "Comment")
    assert column(path, "Comment") == ["late bus", "no bus"]


def test_blank_rows_count_between_answers_and_nowhere_else(tmp_path: Path) -> None:
    path = written(tmp_path, "Comment,Nr\n,\nlate bus,1\n,\n\nno bus,2\n,\n,\n")
    assert column(path, "Comment") == ["late bus", "", "", "no bus"]


def test_a_directive_for_the_delimiter_is_not_a_header(tmp_path: Path) -> None:
    assert column(written(tmp_path, "sep=|\nNr|Comment\n1|a, b, c\n"), "Comment") == ["a, b, c"]


def test_an_unclosed_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    lines = "".join(f"{i},answer {i}\n" for i in range(500))
    assert len(column(written(tmp_path, f'Nr,Comment\n0,"never closed\n{lines}'), "Comment")) == 501


def test_formulas_show_their_stored_value_or_their_text_and_never_run(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nr", "Comment"], [1, "=1+1"], [2, "plain words here"], [3, True], [4, 5.5], [5, 7.0]):
        sheet.append(row)
    book.save(tmp_path / "f.xlsx")
    assert column(tmp_path / "f.xlsx", "Comment") == ["=1+1", "plain words here", "TRUE", "5.5", "7"]


def with_sheet_changed(path: Path, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> Path:
    changed = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return changed


def test_a_sheet_that_lies_about_its_size_is_read_quickly(tmp_path: Path) -> None:
    path = forms_workbook(tmp_path / "forms.xlsx")
    lying = with_sheet_changed(path, b'<dimension ref="A1:G52"/>', b'<dimension ref="A1:XFD1048576"/>')
    far = with_sheet_changed(lying, b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')
    assert len(column(far, QUESTION)) == 51


def test_the_sheet_with_the_column_is_found(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Read me first"])
    book.active.append(["This workbook holds the answers of spring"])
    second = book.create_sheet("Answers")
    for row in (["Nr", "Comment"], [1, "late bus"]):
        second.append(row)
    book.save(tmp_path / "two.xlsx")
    assert column(tmp_path / "two.xlsx", "Comment") == ["late bus"]
    with pytest.raises(CannotRead, match="no sheet called “Spring”"):
        read_table(tmp_path / "two.xlsx", sheet="Spring")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "is empty"),
        (b"\n\n ,\n", "a.csv", "no answers"),
        (b"Comment,Nr\n", "a.csv", "no answers"),
        (b"PK\x03\x04 broken", "a.xlsx", "cannot be read as a workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, "a.xls", "old .xls workbook or is locked"),
        (b"%PDF-1.7", "a.xlsx", "not a spreadsheet"),
        (bytes(range(256)) * 40, "a.csv", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    tmp_path: Path, content: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(CannotRead, match=sentence) as problem:
        read_table(written(tmp_path, content, name))
    assert "\n" not in str(problem.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="no file called"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(CannotRead, match="is a folder"):
        read_table(tmp_path)


def test_entity_bombs_in_a_workbook_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet'
    path = forms_workbook(tmp_path / "forms.xlsx")
    changed = with_sheet_changed(path, b"<worksheet", bomb)
    with pytest.raises(CannotRead, match="cannot be read as a workbook"):
        read_table(changed)


def test_an_unknown_column_is_answered_with_the_nearest(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "Nr,Comments\n1,late bus\n"))
    with pytest.raises(CannotRead, match="Did you mean “Comments”"):
        find_column(table, "Coments")
    with pytest.raises(CannotRead, match="The columns are “Nr”; “Comments”"):
        find_column(table, "zzz")
    assert find_column(table, "B") == 1
    assert find_column(table, " comments ") == 1
