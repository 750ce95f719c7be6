"""The history of one thing, or of one consultation, is found without reading all of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-24T23:30:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "indexes on the history"

FORWARDS = (
    "CREATE INDEX audit_event_subject ON audit_event (subject)",
    "CREATE INDEX audit_event_consultation ON audit_event ((detail->>'consultation'))",
)
BACKWARDS = ("DROP INDEX audit_event_subject, audit_event_consultation",)


class _Any(Table):
    """Only a way to the engine."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="engage", description=DESCRIPTION)

    async def up() -> None:
        for statement in FORWARDS:
            await _Any.raw(statement).run()

    async def down() -> None:
        for statement in BACKWARDS:
            await _Any.raw(statement).run()

    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
