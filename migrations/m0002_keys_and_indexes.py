"""What Piccolo's own migrations cannot say: the key from a survey to its version, indexes, and history that cannot be changed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-24T23:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "keys, indexes and the sealed history"

FORWARDS = (
    """ALTER TABLE survey ADD CONSTRAINT survey_current_version_fkey
       FOREIGN KEY (current_version) REFERENCES survey_version (id) ON DELETE SET NULL""",
    "CREATE INDEX response_survey ON response (survey) WHERE completed_at IS NOT NULL",
    "CREATE INDEX coding_answer ON coding (answer)",
    "CREATE INDEX theme_consultation ON theme (consultation)",
    "CREATE INDEX entry_published ON entry (focus_area) WHERE stage = 'published'",
    "CREATE INDEX letter_waiting ON letter (not_before) WHERE posted_at IS NULL",
    """CREATE FUNCTION audit_event_is_sealed() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'audit events cannot be changed or deleted'; END $$""",
    """CREATE TRIGGER audit_event_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
       FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_sealed()""",
)

BACKWARDS = (
    "DROP TRIGGER audit_event_sealed ON audit_event",
    "DROP FUNCTION audit_event_is_sealed()",
    "DROP INDEX letter_waiting, entry_published, theme_consultation, coding_answer, response_survey",
    "ALTER TABLE survey DROP CONSTRAINT survey_current_version_fkey",
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
