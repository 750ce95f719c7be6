"""The theme command, run the way people run it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from docx import Document

from analysis.__main__ import main
from tests.analysis.exports import QUESTION, forms_workbook, two_row_csv

pytestmark = pytest.mark.slow
FILES = {"answers.csv", "themes.csv", "codings.csv", "report.html", "report.docx", "run.json"}
PLAN = """
id = "plan"
title = "A plan"
[[focus_areas]]
code = "ehc_plans"
title = "EHC plans"
plain = "Good plans"
description = "Plans for children: right, on time, followed."
[[focus_areas]]
code = "joint_commissioning"
title = "Services that plan together"
description = "Therapies, transport and the waits for them."
"""


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over a form export with a plan and groups."""
    folder = tmp_path_factory.mktemp("theme")
    forms_workbook(folder / "forms.xlsx")
    (folder / "plan.toml").write_text(PLAN)
    wishes = [
        "--group",
        "Who are you?",
        "--framework",
        str(folder / "plan.toml"),
        "--out",
        str(folder / "out"),
    ]
    assert main(["theme", str(folder / "forms.xlsx"), "--text", QUESTION, *wishes]) == 0
    return folder


def test_exactly_the_promised_files_are_written(done: Path) -> None:
    assert {path.name for path in (done / "out").iterdir()} == FILES


def test_answers_has_one_line_for_every_row_in_order(done: Path) -> None:
    rows = read(done / "out", "answers.csv")
    assert list(rows[0]) == [
        "row", "text", "theme", "theme_name", "focus_area", "focus_area_2", "confidence", "needs_person",
    ]  # fmt: skip
    assert [row["row"] for row in rows] == [str(n) for n in range(1, 52)]
    assert {row["focus_area"] for row in rows} <= {"ehc_plans", "joint_commissioning", "none"}
    assert all(0 <= float(row["confidence"]) <= 1 for row in rows)
    assert rows[-1]["text"] == "n/a"
    assert (rows[-1]["theme"], rows[-1]["focus_area"], rows[-1]["needs_person"]) == ("", "none", "no")


def test_themes_and_codings_agree_with_answers(done: Path) -> None:
    answers, codings, themes = (
        read(done / "out", f"{name}.csv") for name in ("answers", "codings", "themes")
    )
    assert [c["row"] for c in codings] == [a["row"] for a in answers]
    for theme in themes:
        assert int(theme["answers"]) == sum(a["theme"] == theme["theme"] for a in answers)


def test_the_page_is_sound_and_needs_nothing_else(done: Path) -> None:
    text = (done / "out" / "report.html").read_text(encoding="utf-8")
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert page.get("lang") == "en-GB"
    assert len(list(page.iter("h1"))) == 1
    levels = [int(element.tag[1]) for element in page.iter() if str(element.tag) in {"h1", "h2", "h3"}]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.find("caption") is not None for table in page.iter("table"))
    assert all(head.get("scope") in {"col", "row"} for head in page.iter("th"))
    assert all(
        chart.find("title") is not None and chart.find("desc") is not None
        for chart in page.iter("svg")
        if chart.get("role") == "img"
    )
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "http" not in text
    assert "<script" not in text


def test_the_word_file_opens_with_headings_and_table_headers(done: Path) -> None:
    document = Document(str(done / "out" / "report.docx"))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[:3] == ["In short", "Themes", "Focus areas"]
    assert all("tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert document.core_properties.title.startswith("What people said")


def test_the_run_record_repeats_the_wishes_and_holds_no_time(done: Path) -> None:
    record = json.loads((done / "out" / "run.json").read_text())
    assert record["input"]["text_column"] == QUESTION
    assert record["run"]["seed"] == 0
    assert record["run"]["versions"]["scikit-learn"]
    assert len(record["run"]["fingerprint"]) == 64
    assert str(done) not in json.dumps(record)


def test_the_same_input_gives_the_same_bytes_in_another_process(done: Path) -> None:
    again = done / "again"
    wishes = ["--group", "Who are you?", "--framework", str(done / "plan.toml"), "--out", str(again)]
    command = [
        sys.executable,
        "-m",
        "analysis",
        "theme",
        str(done / "forms.xlsx"),
        "--text",
        QUESTION,
        *wishes,
    ]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "PATH": ""})
    for name in FILES:
        assert (again / name).read_bytes() == (done / "out" / name).read_bytes(), name


def test_groups_in_the_report_follow_the_small_number_rule(done: Path) -> None:
    text = (done / "out" / "report.html").read_text(encoding="utf-8")
    table = text.split("Answers in each theme by group")[-1].split("</table>")[0]
    numbers = [cell.split("<")[0] for cell in table.split('<td class="n">')[1:]]
    assert numbers
    assert all(cell == "*" or int(cell.replace(",", "")) % 5 == 0 for cell in numbers)


def test_a_two_row_export_is_themed_too(tmp_path: Path) -> None:
    path = two_row_csv(tmp_path / "smart.csv")
    assert main(["theme", str(path), "--text", f"3. {QUESTION}", "--out", str(tmp_path / "out")]) == 0
    rows = read(tmp_path / "out", "answers.csv")
    assert len(rows) == 50
    assert {row["focus_area"] for row in rows} == {"none"}
    assert len({row["theme"] for row in rows}) > 1


def test_without_a_column_the_columns_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", str(forms_workbook(tmp_path / "forms.xlsx"))]) == 0
    listed = capsys.readouterr().out
    assert "51 rows" in listed
    assert "free text" in listed
    assert QUESTION in listed


def test_cells_that_look_like_formulas_are_escaped(tmp_path: Path) -> None:
    said = ["=2+3", "+44 is how we ring", "-minus", "@home we wait", "\tindented", "plain"]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Nr", "Comment"], *enumerate(said)])
    assert main(["theme", str(tmp_path / "a.csv"), "--text", "Comment", "--out", str(tmp_path / "out")]) == 0
    texts = [row["text"] for row in read(tmp_path / "out", "answers.csv")]
    assert texts == [f"'{text}" for text in said[:-1]] + ["plain"]


def test_answers_with_markup_reach_the_page_as_words(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Nr,Comment\n1,<script>alert(1)</script> & <b>bus</b>\n2,late bus\n")
    assert main(["theme", str(tmp_path / "a.csv"), "--text", "Comment", "--out", str(tmp_path / "out")]) == 0
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_question_may_be_a_column_of_its_own(tmp_path: Path) -> None:
    said = "Question,Answer\nDo adults listen to you?,no\nAnything else?,no\n"
    (tmp_path / "a.csv").write_text(said)
    assert main(["theme", str(tmp_path / "a.csv"), "--text", "Answer", "--out", str(tmp_path / "out")]) == 0
    reasons = [row["reason"] for row in read(tmp_path / "out", "codings.csv")]
    assert "no theme" not in reasons[0]  # beside a yes-or-no question it is an answer
    assert "no theme" in reasons[1]


def test_odd_characters_come_through_whole(tmp_path: Path) -> None:
    said = ["caf\u00e9 \U0001f600", "a\u200bb\u202e", "zero\x00byte", "two\nlines", "x" * 40_000]
    with (tmp_path / "a.csv").open("w", encoding="utf-16", newline="") as file:
        csv.writer(file).writerows([["Nr", "Comment"], *enumerate(said)])
    assert main(["theme", str(tmp_path / "a.csv"), "--text", "Comment", "--out", str(tmp_path / "out")]) == 0
    texts = [row["text"] for row in read(tmp_path / "out", "answers.csv")]
    assert texts == [said[0], said[1], "zerobyte", "two\nlines", said[4]]


def test_one_answer_is_listed_and_said_to_be_too_few(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("Nr,Comment\n1,The bus is late\n")
    assert main(["theme", str(tmp_path / "a.csv"), "--text", "Comment", "--out", str(tmp_path / "out")]) == 0
    assert "1 answer is too few to theme" in capsys.readouterr().out
    assert "The bus is late" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert len(read(tmp_path / "out", "answers.csv")) == 1


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        (["--text", "Coment", "--out", "o"], "Did you mean “Comment”?"),
        (["--text", "Comment"], "Say where to write the files"),
        (["--text", "Comment", "--out", "a.csv"], "is a file"),
        (["--text", "Comment", "--out", "o", "--framework", "none.toml"], "There is no framework file"),
        (["--text", "Comment", "--out", "o", "--framework", "a.csv"], "not TOML"),
        (["--text", "Comment", "--out", "o", "--group", "Rolle"], "Did you mean “Role”?"),
        (["--text", "Blank", "--out", "o"], "is empty"),
    ],
)
def test_each_mistake_gets_one_sentence_and_code_two(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    extra: Sequence[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("Role,Comment,Blank\nParent,late bus,\n")
    assert main(["theme", "a.csv", *extra]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not any((tmp_path / "o").glob("*"))
