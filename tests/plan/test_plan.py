"""The plan register: read strictly, taken in again and again without harm, shown with its history."""

from datetime import date
from pathlib import Path

import pytest

from analysis.framework import FrameworkError
from engage.database import rows, writing
from engage.plan.focus_areas import as_text, focus_areas, frameworks
from engage.plan.importing import Imported, import_file, import_text
from engage.plan.reading import LARGEST, read_plan
from surveys.answers import Problem
from tests.cast import NOW, Cast
from tests.visitor import Visitor

SHIPPED = sorted((Path(__file__).parents[2] / "engage" / "demo" / "frameworks").glob("*.toml"))

PLAN = """
id = "northmere-plan"
title = "Northmere plan"
area = "Northmere"
kind = "improvement-plan"
published = 2025-03-01
[[workstreams]]
code = "health"
title = "Health"
[[focus_areas]]
code = "waits"
number = 1
title = "Waiting times for assessment"
plain = "Shorter waits"
workstreams = ["health"]
status = [{ date = 2025-03-01, state = "open" }]
[[focus_areas]]
code = "plans"
number = 2
title = "Plans"
status = []
"""


async def _take_in(text: str = PLAN) -> Imported:
    async with writing():
        imported = await import_text(text, None, NOW)
    assert isinstance(imported, Imported), imported
    return imported


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_plan_we_ship_can_be_read(path: Path) -> None:
    plan = read_plan(path.read_text(encoding="utf-8"))
    assert plan.framework.id == path.stem
    assert plan.areas


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("title = \"Plans\"", "titel = \"Plans\""), "Focus area 2 needs a code and a title."),
        (("plain = ", "plainer = "), "Focus area 1 has a field called “plainer”."),
        (("code = \"plans\"", "code = \"waits\""), "Two focus areas have the same code: waits."),
        (("[\"health\"]", "[\"money\"]"), "Focus area 1 names the workstream “money”, which is not in this file."),
        (("date = 2025-03-01", "date = \"March\""), "A status of focus area 1: write “date” as a day"),
        (("state = \"open\"", "by = \"A visit\""), "A status of focus area 1 needs a date and a state"),
        (("published = 2025-03-01", "published = "), "line 6"),
        (("id = \"northmere-plan\"", ""), "Give the plan an id and a title"),
        (("area = \"Northmere\"", "area = 3"), "\"area\" needs to be text."),
        (("title = \"Health\"", ""), "Workstream 1 needs a code and a title."),
        (("Waiting times", "x" * 501), "Focus area 1: make “title” shorter, 500 letters at most."),
        ((PLAN, ""), "There is nothing in this file."),
        ((PLAN, "id = \"a\"\ntitle = \"b\""), "The framework has no [[focus_areas]]."),
        (("[[focus_areas]]", "\x00[[focus_areas]]"), "This is not a text file."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_place(change: tuple[str, str], told: str) -> None:
    with pytest.raises(FrameworkError) as refused:
        read_plan(PLAN.replace(*change))
    assert told in str(refused.value)


def test_a_text_that_is_no_plan_at_all_is_refused_quickly() -> None:
    with pytest.raises(FrameworkError, match="too long"):
        read_plan("a" * (LARGEST + 1))


async def test_a_plan_is_kept_with_its_areas_streams_and_statuses(database: str) -> None:
    imported = await _take_in()
    assert imported.sentence == "Added the plan “Northmere plan”: 2 focus areas, 1 new dated status"
    waits, plans = await focus_areas(imported.framework)
    assert (waits.short, waits.state, waits.workstreams) == ("Shorter waits", "open", ("Health",))
    assert (plans.short, plans.state, plans.statuses) == ("Plans", "open", ())
    text = await as_text(imported.framework)
    assert text is not None
    assert text.codes == ("waits", "plans")


async def test_taking_in_the_same_file_again_changes_nothing(database: str) -> None:
    first = await _take_in()
    before = await focus_areas()
    again = await _take_in()
    assert (again.framework, again.is_new, again.new_areas, again.new_statuses) == (
        first.framework,
        False,
        0,
        0,
    )
    assert await focus_areas() == before


async def test_taking_it_in_again_updates_titles_and_adds_statuses(database: str) -> None:
    await _take_in()
    ids = {one.code: one.id for one in await focus_areas()}
    closed = '{ date = 2025-09-01, state = "closed", by = "A visit" }'
    changed = PLAN.replace("Shorter waits", "Less waiting").replace(
        'state = "open" }', f'state = "open" }}, {closed}'
    )
    assert (await _take_in(changed)).new_statuses == 1
    waits = (await focus_areas())[0]
    assert (waits.id, waits.short, waits.state) == (ids["waits"], "Less waiting", "closed")
    assert [(status.on, status.by) for status in waits.statuses] == [
        (date(2025, 3, 1), ""),
        (date(2025, 9, 1), "A visit"),
    ]
    assert (await frameworks())[0].still_open == 1


async def test_a_focus_area_that_left_the_file_stays_in_the_register(database: str) -> None:
    await _take_in()
    shorter = PLAN[: PLAN.rindex("[[focus_areas]]")]
    assert (await _take_in(shorter)).kept == ("Plans",)
    assert [one.code for one in await focus_areas()] == ["waits", "plans"]


async def test_a_bad_file_keeps_nothing_at_all(database: str) -> None:
    async with writing():
        told = await import_text(PLAN.replace('"open"', "3"), None, NOW)
    assert isinstance(told, Problem)
    assert not await rows("SELECT 1 FROM framework")
    assert not await rows("SELECT 1 FROM audit_event")


async def test_the_command_says_one_sentence(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad, binary = tmp_path / "plan.toml", tmp_path / "bad.toml", tmp_path / "picture.toml"
    good.write_text(PLAN, encoding="utf-8-sig")
    bad.write_text("id = ", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00")
    assert await import_file(good) == 0
    assert capsys.readouterr().out.startswith("Added the plan “Northmere plan”")
    for path in (bad, binary, tmp_path / "missing.toml", tmp_path):
        assert await import_file(path) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
    assert len(await frameworks()) == 1


async def test_an_officer_hands_in_a_file_and_sees_the_plan(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Ana"))
    assert "No plan yet" in (await visitor.get("/staff/plan")).text
    sent = await visitor.post(
        "/staff/plan/import", {"text": ""}, {"file": ("plan.toml", PLAN.encode(), "application/toml")}
    )
    assert sent.status_code == 303
    shown = await visitor.get(sent.headers["location"])
    for words in ("is in the register now", "Shorter waits", "Waiting times for assessment", "March 2025"):
        assert words in shown.text
    assert "Official title" in (await visitor.get("/staff/plan?view=table&plan=northmere-plan")).text
    told = await rows("SELECT actor_name, act, sentence FROM audit_event")
    assert (told[0]["actor_name"], told[0]["act"]) == ("Ana", "plan:imported")


async def test_pasted_text_is_kept_and_the_mistake_told(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Grace"))
    answer = await visitor.post("/staff/plan/import", {"text": PLAN.replace("[[focus_areas]]", "[[areas]]")})
    assert answer.status_code == 422
    assert "The framework has no [[focus_areas]]." in answer.text
    assert "Waiting times for assessment" in answer.text
    assert (
        "Choose a TOML file, or paste its text"
        in (await visitor.post("/staff/plan/import", {"text": " "})).text
    )


async def test_a_file_that_is_too_large_or_no_text_gets_a_sentence(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Ana"))
    for body, told in (
        (b"#" * (LARGEST + 1), "Choose a smaller file"),
        (b"\xff\x00", "cannot be read as text"),
    ):
        answer = await visitor.post(
            "/staff/plan/import", {"text": ""}, {"file": ("a.toml", body, "text/plain")}
        )
        assert answer.status_code == 422
        assert told in answer.text
    huge = await visitor.post("/staff/plan/import", {}, {"file": ("a.toml", b"#" * 3_000_000, "text/plain")})
    assert huge.status_code == 413


async def test_who_may_see_the_plan_and_who_may_add_to_it(visitor: Visitor, cast: Cast) -> None:
    for name, sees, adds in (
        ("Ana", 200, 303), ("Grace", 200, 303), ("Priya", 200, 403), ("Bo", 200, 403),
        ("Mo", 403, 403), ("Dee", 403, 403), ("Asha", 403, 403),
    ):  # fmt: skip
        visitor.sign_in(await cast.session(name))
        assert (await visitor.get("/staff/plan")).status_code == sees, name
        assert (await visitor.post("/staff/plan/import", {"text": PLAN})).status_code == adds, name


async def test_a_hostile_plan_is_only_ever_text(visitor: Visitor, cast: Cast) -> None:
    await _take_in(
        PLAN.replace("Shorter waits", "<script>alert(1)</script>").replace("northmere-plan", "a b&c=<d>")
    )
    visitor.sign_in(await cast.session("Bo"))
    for path in (
        "/staff/plan",
        "/staff/plan?view=table",
        "/staff/plan?plan=%00%ff",
        "/staff/plan?plan=a+b%26c%3D%3Cd%3E",
    ):
        shown = await visitor.get(path)
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
        assert "&lt;script&gt;alert" in shown.text
