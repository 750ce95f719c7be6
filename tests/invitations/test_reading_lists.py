"""Lists as people have them: pasted, from a spreadsheet, in any encoding, with headings, formulas, names and mistakes."""

import random
import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from engage.invitations.mail.addresses import Unread, read_address
from engage.invitations.mail.files import read_list
from engage.invitations.mail.lists import MOST, AddressList, read_pasted
from surveys.answers import Problem


def found(read: AddressList | Problem) -> AddressList:
    assert isinstance(read, AddressList), read
    return read


def told(read: AddressList | Problem) -> str:
    assert isinstance(read, Problem), read
    return read.message


def workbook(*rows: Sequence[object], before: Sequence[Sequence[object]] = ()) -> bytes:
    """A workbook as a spreadsheet program writes it; the sheet in front of it when there are rows `before`."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for part in (before, rows) if before else (rows,):
        sheet = book.add_worksheet()
        for number, row in enumerate(part):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def test_a_pasted_list_may_have_names_and_any_separator() -> None:
    read = found(
        read_pasted(
            "Priya Shah <priya@example.org>\nb@EXAMPLE.org; c@example.org, d@example.org\nSmith, Jo jo@example.org\n\n"
            "mailto:e@example.org"
        )
    )
    assert read.addresses == (
        "priya@example.org", "b@example.org", "c@example.org", "d@example.org", "jo@example.org", "e@example.org",
    )  # fmt: skip
    assert not read.twice
    assert not read.unread


def test_the_same_address_in_capitals_is_written_to_once_but_dots_make_another_one() -> None:
    read = found(read_pasted("jo.smith@example.org\nJO.SMITH@Example.org\njosmith@example.org"))
    assert read.addresses == ("jo.smith@example.org", "josmith@example.org")
    assert [(one.row, one.same_as) for one in read.twice] == [(2, 1)]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("priya.example.org", "There is no @ in it"),
        ("a@b@example.org", "There are two @ in it"),
        ("a..b@example.org", "Look at the part before the @: something is wrong there"),
        ("a@localhost", "Look at the part after the @: it needs to end like example.org"),
        ("a@example.org.1", "Look at the part after the @: it needs to end like example.org"),
        ("a@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 63 + "." + "e" * 30 + ".org", "It is too long for an e-mail address"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_address_is_said(typed: str, why: str) -> None:
    read = read_address(typed)
    assert isinstance(read, Unread)
    assert read.why == why


def test_hidden_letters_and_a_full_stop_at_the_end_are_no_mistake() -> None:
    assert read_address("\u200bjo@example.org\u2060.") == "jo@example.org"
    assert read_address("jo@exämple.org") == "jo@xn--exmple-cua.org"


def test_a_bad_row_is_named_by_its_number_and_the_others_are_used() -> None:
    read = found(read_pasted("a@example.org\nnobody\nb@example\nc@example.org"))
    assert read.addresses == ("a@example.org", "c@example.org")
    assert [(one.row, one.words) for one in read.unread] == [(2, "nobody"), (3, "b@example")]


def test_the_column_is_found_by_itself_and_the_heading_may_stand_in_row_3() -> None:
    raw = workbook(
        ["Families of the Oak Centre"],
        [],
        ["Name", "Phone", "E-mail"],
        ["Priya Shah", 1902, "priya@example.org"],
        ["", "", ""],
        ["Jo Smith", 1903, "jo@example.org"],
        ["Sam Lee", 1904, ""],
    )
    read = found(read_list(raw))
    assert read.addresses == ("priya@example.org", "jo@example.org")
    assert read.column == "E-mail"
    assert [one.row for one in read.unread] == [7]
    assert "Shah" not in repr(read)


def test_a_list_without_any_heading_works() -> None:
    assert found(read_list(workbook(["a@example.org"], ["b@example.org"]))).addresses == (
        "a@example.org",
        "b@example.org",
    )


def test_of_two_columns_with_addresses_the_fuller_is_used_and_the_other_is_told() -> None:
    raw = workbook(
        ["Worker", "Family e-mail"], ["w@example.org", "a@example.org"], ["w@example.org", "b@example.org"], ["", "c@example.org"]
    )  # fmt: skip
    read = found(read_list(raw))
    assert read.column == "Family e-mail"
    assert read.is_one_of_several


def test_a_formula_is_refused_with_its_row_and_never_worked_out() -> None:
    raw = workbook(["E-mail"], ["a@example.org"], ['=HYPERLINK("mailto:b@example.org")'], ["c@example.org"])
    for sent in (raw, b'E-mail;x\na@example.org;\n"=HYPERLINK(""mailto:b@example.org"")";\nc@example.org;\n'):
        read = found(read_list(sent))
        assert read.addresses == ("a@example.org", "c@example.org")
        assert [(one.row, one.why) for one in read.unread] == [
            (3, "This cell holds a formula. Type the address instead")
        ]


def test_the_first_sheet_with_addresses_is_read() -> None:
    raw = workbook(["a@example.org"], before=[["How to use this workbook"]])
    assert found(read_list(raw)).addresses == ("a@example.org",)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-2"]
)
def test_any_separator_and_any_encoding_will_do(separator: str, encoding: str) -> None:
    lines = [("Jméno", "E-mail"), ("Zoë Müller", "zoe@example.org"), ("José Ruiz", "jose@example.org")] * 3
    text = "\r\n".join(separator.join(line) for line in lines)
    raw = text.encode(encoding, "replace")
    assert found(read_list(raw)).addresses == ("zoe@example.org", "jose@example.org")


def test_two_encodings_in_one_file_lose_no_address() -> None:
    raw = "Zoë <zoe@example.org>\n".encode() + "José <jose@example.org>\n".encode("cp1252")
    assert found(read_list(raw)).addresses == ("zoe@example.org", "jose@example.org")


def test_a_quote_that_never_closes_swallows_no_row() -> None:
    rows = "".join(f'"Jo {n},jo{n}@example.org\n' for n in range(9_000))
    assert len(found(read_list(f'Name,E-mail\n"{rows}'.encode())).addresses) == 9_000


def test_ten_thousand_addresses_are_read_and_one_more_is_refused() -> None:
    lines = [f"jo{n}@example.org" for n in range(MOST)]
    assert len(found(read_list("\n".join(lines).encode())).addresses) == MOST
    assert len(found(read_list(workbook(*([line] for line in lines)))).addresses) == MOST
    assert "two lists" in told(read_pasted("\n".join([*lines, "one@example.org"])))


def test_a_workbook_that_unpacks_to_far_more_is_refused_unread() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert "too big" in told(read_list(out.getvalue()))


def _changed(raw: bytes, name: str, was: bytes, now: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for entry in package.namelist():
            body = package.read(entry)
            other.writestr(entry, body.replace(was, now) if entry == name else body)
    return out.getvalue()


def test_a_sheet_that_declares_a_million_rows_is_read_by_what_it_holds() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    honest = workbook(["a@example.org"], ["b@example.org"])
    declared = _changed(honest, sheet, b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    assert declared != honest
    assert len(found(read_list(declared)).addresses) == 2
    far = _changed(honest, sheet, b'<row r="2"', b'<row r="1048576"')
    assert found(read_list(far)).addresses[0] == "a@example.org"


def test_a_sheet_with_too_many_rows_is_refused_in_a_sentence() -> None:
    assert "more than 25,000 rows" in told(read_list(workbook(*([f"x{n}"] for n in range(26_000)))))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty"),
        (b"PK\x03\x04 not really", "can’t be read"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 100, ".xls"),
        (b"%PDF-1.7 a@example.org", "Choose a spreadsheet"),
        (b"\x00\x01\x02" * 40, "Choose a spreadsheet"),
        (b"x" * 2_000_000, "too big"),
        (b"Name\nJo\n", "no e-mail addresses"),
    ],
)
def test_a_file_that_is_no_list_is_told_what_to_do(raw: bytes, says: str) -> None:
    assert says in told(read_list(raw))


def test_a_hundred_strange_files_never_raise() -> None:
    chance = random.Random(7)
    honest = workbook(["E-mail"], *([f"jo{n}@example.org"] for n in range(40)))
    for _ in range(100):
        broken = bytearray(honest)
        for _ in range(chance.randint(1, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        read = read_list(bytes(broken[: chance.randint(10, len(broken))]))
        assert isinstance(read, AddressList | Problem)


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-16", "surrogatepass"))
)
def test_whatever_the_bytes_are_an_answer_comes(raw: bytes) -> None:
    assert isinstance(read_list(raw), AddressList | Problem)


@given(st.text(max_size=300))
def test_whatever_is_pasted_an_answer_comes_and_every_address_is_one(text: str) -> None:
    read = read_pasted(text)
    if isinstance(read, AddressList):
        assert all(read_address(one) == one for one in read.addresses)
