"""Every permission and which role has it. A name reads `noun:verb`; no other module spells one out.

A permission is held in an organisation: Priya may build surveys for the forum she leads, not for the council.
Which consultations an organisation sees at all is decided in consultations.policy.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in an organisation."""

    young_person = "young_person"
    parent_carer = "parent_carer"
    facilitator = "facilitator"
    forum_lead = "forum_lead"
    moderator = "moderator"
    officer = "officer"
    safeguarding_lead = "safeguarding_lead"
    board_reader = "board_reader"
    administrator = "administrator"


class Permission(StrEnum):
    """One thing that may be done."""

    consultations_see = "consultations:see"
    consultations_build = "consultations:build"
    consultations_share = "consultations:share"
    answers_read = "answers:read"
    themes_see = "themes:see"
    themes_review = "themes:review"
    plan_see = "plan:see"
    plan_edit = "plan:edit"
    entries_see = "entries:see"
    entries_write = "entries:write"
    entries_publish = "entries:publish"
    people_manage = "people:manage"
    letters_read = "letters:read"
    audit_read = "audit:read"


_READ = {Permission.consultations_see, Permission.themes_see, Permission.plan_see, Permission.entries_see}
_RUN = {
    *_READ,
    Permission.consultations_build,
    Permission.consultations_share,
    Permission.answers_read,
    Permission.themes_review,
    Permission.entries_write,
    Permission.entries_publish,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.young_person: frozenset(),
    Role.parent_carer: frozenset(),
    Role.facilitator: frozenset({*_READ, Permission.consultations_build, Permission.answers_read}),
    Role.forum_lead: frozenset(_RUN),
    Role.moderator: frozenset({Permission.consultations_see, Permission.answers_read}),
    Role.officer: frozenset({*_RUN, Permission.plan_edit}),
    Role.safeguarding_lead: frozenset({Permission.consultations_see, Permission.answers_read}),
    Role.board_reader: frozenset(_READ - {Permission.consultations_see}),
    Role.administrator: frozenset(
        {
            *_READ,
            Permission.plan_edit,
            Permission.people_manage,
            Permission.letters_read,
            Permission.audit_read,
        }
    ),
}

ROLE_NAMES: dict[Role, str] = {
    Role.young_person: "Young person",
    Role.parent_carer: "Parent or carer",
    Role.facilitator: "Facilitator",
    Role.forum_lead: "Forum lead",
    Role.moderator: "Moderator",
    Role.officer: "Officer",
    Role.safeguarding_lead: "Safeguarding lead",
    Role.board_reader: "Board reader",
    Role.administrator: "Administrator",
}
