"""What staff read for the codes of a survey: kinds of question, groups, ways of answering. All are msgids."""

from collections.abc import Iterable, Mapping

from engage.consultations.tables import Party
from surveys.answers import Format, HowAnswered
from surveys.definition import Group, QuestionKind
from surveys.logic.naming import listed
from surveys.questions import type_of

GROUP_NAMES: Mapping[Group, str] = {
    Group.young_person: "Young people",
    Group.parent_carer: "Parents and carers",
    Group.professional: "People who work with families",
    Group.other: "Others",
}

HOW_NAMES: Mapping[HowAnswered, str] = {
    HowAnswered.alone: "On their own",
    HowAnswered.helped: "With help",
    HowAnswered.scribed: "Somebody wrote it down",
    HowAnswered.behalf: "Somebody answered for them",
    HowAnswered.group: "As a group",
}

FORMAT_NAMES: Mapping[Format, str] = {
    Format.std: "Standard",
    Format.easy: "Easy Read",
    Format.paper: "On paper",
    Format.helped: "With a helper",
    Format.notes: "On sticky notes",
}

PARTY_NAMES: Mapping[Party, str] = {
    Party.forum: "The forum",
    Party.council: "The council",
    Party.young_reviewer: "A young reviewer",
}

# each type says itself what it is called
KIND_NAMES: Mapping[QuestionKind, str] = {kind: type_of(kind).name for kind in QuestionKind}
KIND_ABOUT: Mapping[QuestionKind, str] = {kind: type_of(kind).about for kind in QuestionKind}


def joined(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return listed([*parts] or [""], "and")


def group_words(groups: Iterable[Group]) -> str:
    """Who is asked, as a phrase: `Young people and parents and carers`."""
    names = [GROUP_NAMES[group] for group in groups]
    return joined([*names[:1], *(name[0].lower() + name[1:] for name in names[1:])])
