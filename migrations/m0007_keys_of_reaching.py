"""What Piccolo cannot say of the tables before: indexes of what is looked up by its owner."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-25T04:30:00:000007"
VERSION = "1.38.0"
DESCRIPTION = "indexes of codes, sessions, lists and paper"

FORWARDS = (
    "CREATE INDEX invitation_code_batch ON invitation_code (batch)",
    "CREATE INDEX invitation_batch_survey ON invitation_batch (survey)",
    "CREATE INDEX invitee_batch ON invitee (batch, place)",
    "CREATE INDEX invitee_letter ON invitee (letter)",
    "CREATE INDEX group_session_survey ON group_session (survey)",
    "CREATE INDEX attendance_session ON attendance (session)",
    "CREATE INDEX promise_moved_survey ON promise_moved (survey)",
    "CREATE INDEX paper_form_response ON paper_form (response)",
)
BACKWARDS = (
    """DROP INDEX paper_form_response, promise_moved_survey, attendance_session, group_session_survey, invitee_letter,
       invitee_batch, invitation_batch_survey, invitation_code_batch""",
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
