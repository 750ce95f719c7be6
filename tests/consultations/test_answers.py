"""What came in: counted by group, read with filters, and taken out as a file with a reason."""

import csv
import io

import openpyxl
import pytest

from engage.database import rows
from surveys.answers import HowAnswered
from surveys.definition import Group
from surveys.exporting import KNOWN
from tests.cast import Cast
from tests.consultations.makers import GOOD, HELP, answered, opened
from tests.promises import tree
from tests.visitor import Visitor


@pytest.fixture
async def here(cast: Cast) -> str:
    """Four people answered, one did not finish."""
    path = await opened(cast)
    await answered(cast, path, "The library is quiet")
    await answered(cast, path, '=HYPERLINK("http://evil.example")', help="no", how=HowAnswered.helped)
    await answered(cast, path, "Nobody told us", group=Group.parent_carer, help="no")
    await answered(cast, path, "", group=Group.parent_carer, how=HowAnswered.group)
    await answered(cast, path, "Never sent", finishes=False)
    return path


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


def _cells(html: str, caption: str) -> list[list[str]]:
    root = tree(html)
    for table in root.iter("table"):
        named = table.find("caption")
        if named is not None and "".join(named.itertext()) == caption:
            return [
                ["".join(cell.itertext()) for cell in row if cell.tag in {"th", "td"}]
                for row in table.iter("tr")
            ]
    raise AssertionError(caption)


@pytest.fixture
async def busy(cast: Cast) -> str:
    """Thirty-four people: 22 young people, 12 parents."""
    path = await opened(cast)
    for n in range(22):
        await answered(cast, path, "Quiet", help="yes" if n < 16 else "no")
    for n in range(12):
        await answered(cast, path, "Loud", group=Group.parent_carer, help="yes" if n < 2 else "no")
    return path


async def test_each_closed_question_is_said_drawn_and_tabled_with_protected_numbers(
    priya: Visitor, busy: str
) -> None:
    shown = await priya.get(f"{busy}/answers")
    assert _cells(shown.text, "Question 2 in numbers") == [
        ["Answer", "Everyone", "Young people", "Parents and carers"],
        ["Yes", "20 (57%)", "15 (75%)", "*"],
        ["Sometimes", "0", "0", "0"],
        ["No", "15 (43%)", "*", "10 (100%)"],
        ["I don’t need help", "0", "0", "0"],
        ["People who answered", "35", "20", "10"],
    ]
    assert "Most people said “Yes”: about 20 of 35 people. Next came “No”, about 15." in shown.text
    assert 'role="img" aria-label="Most people said “Yes”' in shown.text
    assert "About 35 people answered." in shown.text
    assert "About 35 said “I don’t know”" in shown.text
    assert ">34<" not in shown.text
    assert ">22<" not in shown.text


async def test_too_few_people_show_no_numbers(priya: Visitor, here: str) -> None:
    shown = await priya.get(f"{here}/answers")
    assert "Too few to show" in shown.text
    assert "Question 2 in numbers" not in shown.text
    assert "Never sent" not in shown.text


async def test_a_group_is_shown_alone_only_where_the_others_are_no_small_group(
    priya: Visitor, cast: Cast, busy: str
) -> None:
    shown = await priya.get(f"{busy}/answers?group=parent_carer")
    assert _cells(shown.text, "Question 2 in numbers")[:2] == [["Answer", "These people"], ["Yes", "*"]]
    assert "Only: Parents and carers" in shown.text
    everyone = await priya.get(f"{busy}/answers?group=martian&version=x&language=%00&format=1")
    assert _cells(everyone.text, "Question 2 in numbers")[1][:2] == ["Yes", "20 (57%)"]
    for _ in range(3):
        await answered(cast, busy, "Fine", group=Group.professional)
    alone = await priya.get(f"{busy}/answers?group=parent_carer")
    assert "Question 2 in numbers" not in alone.text
    both = _cells((await priya.get(f"{busy}/answers")).text, "Question 2 in numbers")
    assert both[0] == ["Answer", "Everyone", "Young people"]


async def test_words_are_read_with_filters(priya: Visitor, here: str) -> None:
    everything = await priya.get(f"{here}/answers/words")
    assert '<h2 id="found">6 answers</h2>' in everything.text
    narrowed = await priya.get(f"{here}/answers/words?question={GOOD}&group=young_person&how=helped")
    assert '<h2 id="found">1 answer</h2>' in narrowed.text
    assert "=HYPERLINK(&#34;http://evil.example&#34;)" in narrowed.text
    assert "With help" in narrowed.text
    held = await priya.get(f"{here}/answers/words?holding=LIBRARY")
    assert '<h2 id="found">2 answers</h2>' in held.text
    for nonsense in ("?page=999", "?page=-1", "?page=x", "?question=q_'--&group=1&how=%00&holding=%00%25"):
        assert (await priya.get(f"{here}/answers/words{nonsense}")).status_code == 200


async def test_many_words_come_a_page_at_a_time(priya: Visitor, cast: Cast, here: str) -> None:
    for n in range(12):
        await answered(cast, here, f"Words {n}")
    first = await priya.get(f"{here}/answers/words?group=young_person")
    assert "Page 1 of 2" in first.text
    assert 'href="?group=young_person&amp;page=2"' in first.text
    second = await priya.get(f"{here}/answers/words?group=young_person&page=2")
    assert "Page 2 of 2" in second.text


async def test_a_file_needs_a_reason_and_leaves_a_line_in_the_history(priya: Visitor, here: str) -> None:
    refused = await priya.post(f"{here}/answers/file", {"file": "xlsx", "reason": ""})
    assert (refused.status_code, "Choose what the file is for" in refused.text) == (422, True)
    untold = await priya.post(f"{here}/answers/file", {"file": "xlsx", "why": "other", "reason": " "})
    assert (untold.status_code, "Say what the file is for" in untold.text) == (422, True)
    assert not await rows("SELECT 1 FROM audit_event WHERE act = 'answers:exported'")
    taken = await priya.post(f"{here}/answers/file", {"file": "csv", "why": "themes", "reason": "with Mo"})
    assert taken.status_code == 200
    assert taken.headers["content-disposition"].startswith('attachment; filename="')
    assert int(taken.headers["content-length"]) == len(taken.content)
    assert taken.headers["cache-control"] == "no-store"
    told = await rows("SELECT sentence, detail FROM audit_event WHERE act = 'answers:exported'")
    assert told[0]["sentence"] == "Took 4 sets of answers out as a file: Working on the themes: with Mo"
    assert '"why": "themes"' in told[0]["detail"]


async def test_the_workbook_is_all_text_with_a_codebook_and_no_identity(priya: Visitor, here: str) -> None:
    taken = await priya.post(f"{here}/answers/file", {"file": "xlsx", "why": "report"})
    book = openpyxl.load_workbook(io.BytesIO(taken.content))
    assert book.sheetnames == ["Answers", "Codebook", "Versions", "About"]
    cells = [cell for row in book["Answers"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert '=HYPERLINK("http://evil.example")' in {cell.value for cell in cells}
    assert book["Answers"].max_row == 5
    heads = [cell.value for cell in book["Answers"][1]]
    assert heads[: len(KNOWN)] == [*KNOWN]
    coded = [[cell.value for cell in row] for row in book["Codebook"].iter_rows(min_row=2)]
    assert [row[6] for row in coded if row[1] == HELP and row[6]] == ["yes", "some", "no", "not_needed"]
    ids = {str(row["id"]) for row in await rows("SELECT id FROM response")}
    assert not ids & {str(cell.value) for cell in cells}


async def test_the_csv_runs_nothing(priya: Visitor, here: str) -> None:
    taken = await priya.post(f"{here}/answers/file", {"file": "csv", "why": "report"})
    assert taken.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert len(lines) == 5
    cells = {cell for line in lines for cell in line}
    assert '\'=HYPERLINK("http://evil.example")' in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


async def test_before_anybody_answers_the_page_says_what_to_do(priya: Visitor, cast: Cast) -> None:
    path = await opened(cast)
    assert "Share the link" in (await priya.get(f"{path}/answers")).text
    home = await priya.get(path)
    assert "Nobody has answered yet" in home.text
