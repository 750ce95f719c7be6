"""A site process in front of a PostgreSQL that a test may stop and kill, and one open survey of questions in words."""

import os
import random
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engage import database
from engage.embedded import Embedded, NotStarted, _postmaster
from engage.running import site_command
from engage.settings import read_settings
from surveys import authoring
from surveys.dates import Dates
from surveys.definition import Definition, Group, Question, QuestionKind, Section
from tests.running.house import ROOT, command, environment, free_port, inside, living, status_of, until

QUESTIONS = tuple(f"q_drill{n:03}" for n in range(8))


@dataclass(frozen=True)
class Standing:
    """Where everything is."""

    address: str
    slug: str
    database_url: str
    folder: Path
    postgres: Embedded

    @property
    def said(self) -> str:
        """All the site has printed."""
        return (self.folder / "said").read_text()

    def stop_postgres(self, sign: signal.Signals) -> None:
        """SIGQUIT is `pg_ctl stop -m immediate`; SIGKILL is the plug pulled."""
        found = _postmaster(self.folder / "pg")
        os.kill(found.pid, sign)
        found.wait(10)

    def start_postgres(self) -> None:
        """Start it again, as soon as what was left of the old one has gone."""

        def is_started() -> bool:
            try:
                self.postgres.keep()
            except NotStarted:
                return False
            return True

        until(is_started, 60, "PostgreSQL started again")


async def _open_survey() -> str:
    asked = tuple(
        Question(id=id, kind=QuestionKind.long_text, text={"en": f"What should change? ({id})"})
        for id in QUESTIONS
    )
    definition = Definition(
        title={"en": "What should change?"},
        intro={"en": "Tell us."},
        sections=(Section(id="s_1", title={"en": "Now"}, questions=asked),),
    )
    now = datetime.now(UTC)
    dates = Dates(closes_at=now + timedelta(days=30))
    async with database.writing():
        survey = await authoring.create_draft(
            definition, "Northmere Parent Carers", [Group.young_person], now, random.Random(7), dates
        )
        opened = await authoring.open_survey(survey.id, now - timedelta(minutes=1))
    assert isinstance(opened, authoring.Opened), opened
    return survey.slug


@contextmanager
def standing(workers: int) -> Iterator[Standing]:
    """All of it, for as long as the block lasts; nothing of it stays."""
    folder = Path(tempfile.mkdtemp(prefix="engage-"))
    postgres = Embedded(folder / "pg")
    url = postgres.ensure("engage")
    port = free_port()
    given = {
        "ENGAGE_DATABASE_URL": url, "ENGAGE_DATA": str(folder / "data"), "ENGAGE_PORT": str(port),
        "ENGAGE_WORKERS": str(workers), "ENGAGE_SECRET": "d" * 40,
    }  # fmt: skip
    assert command("migrate", **given).returncode == 0
    slug = inside(url, _open_survey)
    with (folder / "said").open("wb") as said:
        site = subprocess.Popen(
            site_command(read_settings(given)), env=environment(**given), cwd=ROOT, stdout=said, stderr=said
        )
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: status_of(f"{address}/health") == 200, 60, "the site")
        yield Standing(address, slug, url, folder, postgres)
    finally:
        site.terminate()
        site.wait(30)
        postgres.stop()
        left = living(str(folder))
        shutil.rmtree(folder, ignore_errors=True)
    assert not left, left
