"""The one Piccolo app: every table of every room, one flat history of migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from engage.accounts.tables import (
    Membership,
    Organisation,
    Person,
    Place,
    Session,
    SignInToken,
)
from engage.audit.tables import AuditEvent
from engage.consultations.tables import Consultation, CoSign, Partner
from engage.invitations.tables import (
    Invitee,
    Mailing,
    PaperForm,
    Population,
    ReachQuestion,
    Unsubscribed,
)
from engage.outbox.tables import Letter
from engage.plan.tables import (
    FocusArea,
    FocusAreaStatus,
    FocusAreaWorkstream,
    Framework,
    Workstream,
)
from engage.respond.tables import SealedArrival, SealingKey, WishToKnow
from engage.themes.tables import Coding, Run, Theme, ThemeLink
from engage.web.limits import Attempt
from engage.web.reviewed import CatalogueReview
from engage.yousaid.tables import Entry, EntryCheck, Evidence
from surveys.invitations.tables import InvitationBatch, InvitationCode
from surveys.tables import (
    Answer,
    Attachment,
    HardMark,
    PromiseMoved,
    Response,
    Survey,
    SurveyFile,
    SurveyVersion,
)
from surveys.together.tables import Attendance, GroupSession, HandCount

TABLES = [
    Attempt,
    CatalogueReview,
    AuditEvent,
    Letter,
    Place,
    Organisation,
    Person,
    Membership,
    SignInToken,
    Session,
    Survey,
    SurveyVersion,
    Response,
    Answer,
    Attachment,
    SurveyFile,
    HardMark,
    PromiseMoved,
    InvitationBatch,
    InvitationCode,
    GroupSession,
    Attendance,
    HandCount,
    SealingKey,
    SealedArrival,
    WishToKnow,
    Consultation,
    Partner,
    CoSign,
    Invitee,
    Mailing,
    Unsubscribed,
    PaperForm,
    Population,
    ReachQuestion,
    Framework,
    Workstream,
    FocusArea,
    FocusAreaWorkstream,
    FocusAreaStatus,
    Run,
    Theme,
    Coding,
    ThemeLink,
    Entry,
    Evidence,
    EntryCheck,
]

APP_CONFIG = AppConfig(
    app_name="engage",
    migrations_folder_path=str(Path(__file__).parent.parent / "migrations"),
    table_classes=TABLES,
    migration_dependencies=[],
    commands=[],
)
