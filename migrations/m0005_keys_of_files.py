"""What Piccolo cannot say of the tables before: the key from a survey to the version being tried out, and indexes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-25T00:00:10:000005"
VERSION = "1.38.0"
DESCRIPTION = "keys and indexes of files, trying out and signing off"

FORWARDS = (
    """ALTER TABLE survey ADD CONSTRAINT survey_pilot_version_fkey
       FOREIGN KEY (pilot_version) REFERENCES survey_version (id) ON DELETE SET NULL""",
    "CREATE INDEX attachment_response ON attachment (response)",
    "CREATE INDEX survey_file_survey ON survey_file (survey)",
    "CREATE INDEX hard_mark_survey ON hard_mark (survey)",
    "CREATE INDEX co_sign_consultation ON co_sign (consultation)",
)
BACKWARDS = (
    "DROP INDEX co_sign_consultation, hard_mark_survey, survey_file_survey, attachment_response",
    "ALTER TABLE survey DROP CONSTRAINT survey_pilot_version_fkey",
)


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
