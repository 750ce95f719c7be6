"""Sharing with another organisation: themes, or also the words; given and taken away, each time on record."""

import pytest

from engage.access.permissions import Role
from engage.accounts import people
from engage.database import rows, writing
from tests.cast import Cast
from tests.consultations.makers import answered, draft, opened, seen_by
from tests.visitor import Visitor


@pytest.fixture
async def priya(visitor: Visitor, cast: Cast) -> Visitor:
    visitor.sign_in(await cast.session("Priya"))
    return visitor


async def _share(priya: Visitor, here: str, organisation: object, sees: str = "themes") -> None:
    shared = await priya.post(f"{here}/partners", {"organisation": str(organisation), "sees": sees})
    assert shared.status_code == 303


async def test_the_council_sees_it_once_it_is_shared_and_never_the_words(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "My teacher Jo shouts")
    await _share(priya, here, cast.council)
    priya.sign_in(await cast.session("Ana"))
    home = await priya.get(here)
    assert home.status_code == 200
    assert "Fewer than 8 people have answered" in home.text
    assert "Northmere Parent Carers keeps the answers" in home.text
    for page in ("/answers", "/answers/words", "/answers/file"):
        kept = await priya.get(f"{here}{page}")
        assert (kept.status_code, "keeps the answers" in kept.text) == (403, True)
        assert "shouts" not in kept.text
    refused = await priya.post(f"{here}/answers/file", {"file": "csv", "reason": "Curious"})
    assert (refused.status_code, "shouts" in refused.text) == (403, False)
    for page in ("/questions", "/check", "/dates", "/open", "/close"):
        assert (await priya.get(f"{here}{page}")).status_code == 403, page


async def test_the_council_reads_the_words_when_they_are_shared_too(priya: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    await answered(cast, here, "The corridor is loud")
    await _share(priya, here, cast.council, "words")
    priya.sign_in(await cast.session("Ana"))
    assert "The corridor is loud" in (await priya.get(f"{here}/answers/words")).text
    assert "1 person has answered" in (await priya.get(here)).text
    assert (await priya.get(f"{here}/dates")).status_code == 403


async def test_sharing_changes_and_ends_and_each_is_in_the_history(priya: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    await _share(priya, here, cast.council)
    await _share(priya, here, cast.council, "words")
    assert (await seen_by(cast, "Ana", here)).may_read_words
    ended = await priya.post(f"{here}/partners/{cast.council}/end")
    assert ended.status_code == 303
    acts = await rows("SELECT sentence FROM audit_event WHERE act LIKE 'partner:%' ORDER BY id")
    assert [row["sentence"] for row in acts] == [
        "Let Northmere Council see the agreed themes",
        "Let Northmere Council see the agreed themes and people’s words",
        "Stopped sharing with Northmere Council",
    ]
    priya.sign_in(await cast.session("Ana"))
    assert (await priya.get(here)).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"organisation": "x", "sees": "themes"}, {"sees": "everything"}])
async def test_nonsense_is_told_and_shares_nothing(priya: Visitor, cast: Cast, sent: dict[str, str]) -> None:
    here = await draft(cast)
    assert (await priya.post(f"{here}/partners", sent)).status_code == 422
    itself = await priya.post(f"{here}/partners", {"organisation": str(cast.forum), "sees": "words"})
    assert (itself.status_code, "Choose an organisation" in itself.text) == (422, True)
    assert not await rows("SELECT 1 FROM partner")


async def test_a_facilitator_builds_and_may_not_share(visitor: Visitor, cast: Cast) -> None:
    here = await draft(cast)
    async with writing():
        await people.join(cast.people["Mo"], cast.forum, Role.facilitator)
    visitor.sign_in(await cast.session("Mo"))
    assert "Somebody who leads the team can share it" in (await visitor.get(f"{here}/dates")).text
    sent = {"organisation": str(cast.council), "sees": "words"}
    assert (await visitor.post(f"{here}/partners", sent)).status_code == 403
    assert (await visitor.post(f"{here}/partners/{cast.council}/end")).status_code == 403
