"""Starting a consultation: what must be said, who may, and that nobody else sees it."""

import pytest

from engage.access.permissions import Role
from engage.accounts import people
from engage.database import rows, writing
from surveys.authoring import draft_of, find_survey
from tests.cast import Cast
from tests.consultations.makers import draft, opened, seen_by
from tests.visitor import Visitor

WANTED = {
    "title": "School and you",
    "purpose": "To learn what school is like",
    "groups": ["young_person", "parent_carer"],
    "template": "school-and-you",
}


async def test_a_forum_lead_starts_from_a_template_and_goes_on_to_its_questions(
    visitor: Visitor, cast: Cast
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    answer = await visitor.post("/staff/consultations/new", WANTED)
    assert answer.status_code == 303
    listed = await visitor.get(answer.headers["location"])
    assert "What makes school or college hard?" in listed.text
    made = (await rows("SELECT * FROM consultation"))[0]
    assert (made["organisation"], made["created_by"]) == (cast.forum, cast.people["Priya"])
    survey = await find_survey(made["survey"])
    assert survey
    assert (survey.asked_by, survey.groups) == ("Northmere Parent Carers", ["young_person", "parent_carer"])
    told = await rows("SELECT act, sentence FROM audit_event")
    assert [(row["act"], row["sentence"]) for row in told] == [
        ("consultation:started", "Started the consultation “School and you”")
    ]


async def test_a_title_of_ones_own_replaces_the_one_of_the_template_and_its_easy_read(
    visitor: Visitor, cast: Cast
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    await visitor.post("/staff/consultations/new", {**WANTED, "title": "Lunch times"})
    survey = await find_survey((await rows("SELECT survey FROM consultation"))[0]["survey"])
    assert survey
    assert draft_of(survey).title == {"en": "Lunch times"}


async def test_what_was_typed_stays_when_something_is_missing(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Priya"))
    answer = await visitor.post("/staff/consultations/new", {"purpose": "To learn", "template": "pulse-poll"})
    assert answer.status_code == 422
    for sentence in ("Enter a title", "Choose who you want to hear from"):
        assert sentence in answer.text
    assert "To learn</textarea>" in answer.text
    assert 'value="pulse-poll" checked' in answer.text
    assert not await rows("SELECT 1 FROM consultation")


@pytest.mark.parametrize("wrong", [{"template": "../etc"}, {"groups": ["martian"]}, {"title": "x" * 121}])
async def test_nonsense_is_refused_with_a_sentence(
    visitor: Visitor, cast: Cast, wrong: dict[str, str]
) -> None:
    visitor.sign_in(await cast.session("Priya"))
    answer = await visitor.post("/staff/consultations/new", {**WANTED, **wrong})
    assert answer.status_code == 422
    assert "One thing to fix" in answer.text


async def test_the_organisation_is_asked_only_of_somebody_who_has_two(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Priya"))
    assert "Which organisation runs it?" not in (await visitor.get("/staff/consultations/new")).text
    async with writing():
        await people.join(cast.people["Priya"], cast.council, Role.facilitator)
    assert "Which organisation runs it?" in (await visitor.get("/staff/consultations/new")).text
    unsaid = await visitor.post("/staff/consultations/new", WANTED)
    assert "Choose the organisation that runs it" in unsaid.text
    await visitor.post("/staff/consultations/new", {**WANTED, "organisation": str(cast.council)})
    assert (await rows("SELECT organisation FROM consultation"))[0]["organisation"] == cast.council


async def test_nobody_starts_one_for_an_organisation_that_is_not_theirs(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in(await cast.session("Priya"))
    answer = await visitor.post("/staff/consultations/new", {**WANTED, "organisation": str(cast.council)})
    assert answer.status_code == 422
    assert not await rows("SELECT 1 FROM consultation")


@pytest.mark.parametrize("path", ["", "/consultations", "/consultations/new"])
async def test_a_young_person_cannot_open_staff_pages(visitor: Visitor, cast: Cast, path: str) -> None:
    visitor.sign_in(await cast.session("Asha"))
    assert (await visitor.get(f"/staff{path}")).status_code == 403


async def test_a_visitor_is_asked_to_sign_in(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.get("/staff")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fstaff")


PAGES = (
    "", "/questions", "/questions/add", "/questions/beginning", "/questions/parts/s_1", "/questions/q_schlhard",
    "/questions/q_schlhard/remove", "/questions/new?kind=many", "/preview", "/preview/q_schlhard", "/check", "/dates",
    "/open", "/close", "/reopen", "/share", "/share/poster", "/share/qr.svg", "/share/qr.png", "/answers",
    "/answers/words", "/answers/file",
)  # fmt: skip


async def test_the_council_sees_nothing_of_a_consultation_that_was_not_shared(
    visitor: Visitor, cast: Cast
) -> None:
    here = await opened(cast)
    visitor.sign_in(await cast.session("Ana"))
    for page in PAGES:
        assert (await visitor.get(f"{here}{page}")).status_code == 404, page
    assert "School and you" not in (await visitor.get("/staff")).text
    assert "School and you" not in (await visitor.get("/staff/consultations")).text


async def test_a_moderator_looks_and_may_not_build(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Mo"))
    assert (await visitor.get(here)).status_code == 200
    for page in ("/questions/q_schlhard", "/check", "/dates", "/open"):
        assert (await visitor.get(f"{here}{page}")).status_code == 403, page
    assert (await visitor.post(f"{here}/questions", {"move": "up:q_schlhard"})).status_code == 403
    assert "Check" not in (await visitor.get(here)).text


async def test_every_page_of_a_draft_opens(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    for page in PAGES:
        answer = await visitor.get(f"{here}{page}")
        assert answer.status_code in {200, 303}, page


@pytest.mark.parametrize(
    "path",
    [
        "/staff/consultations/not-a-uuid",
        "/staff/consultations/00000000-0000-0000-0000-000000000000",
        "/staff/consultations/{id}/questions/q_'or1=1--",
        "/staff/consultations/{id}/questions/%00",
        "/staff/consultations/{id}/questions/q_nothere0/remove",
        "/staff/consultations/{id}/questions/parts/s_999",
        "/staff/consultations/{id}/preview/..%2F..%2Fetc",
    ],
)
async def test_a_hostile_id_is_a_kind_404(visitor: Visitor, cast: Cast, path: str) -> None:
    here = await draft(cast)
    visitor.sign_in(await cast.session("Priya"))
    answer = await visitor.get(path.format(id=here.rsplit("/", 1)[1]))
    assert answer.status_code == 404
    assert "We can’t find that page" in answer.text


async def test_an_administrator_sees_what_the_council_runs(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast, who="Ana")
    visitor.sign_in(await cast.session("Grace"))
    assert (await visitor.get(here)).status_code == 200
    assert not (await seen_by(cast, "Grace", here)).may_read_words
