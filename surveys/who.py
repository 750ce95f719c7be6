"""Who answers, and how: kept with every response, and what a survey may ask differently of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Who answers."""

    young_person = "young_person"
    parent_carer = "parent_carer"
    professional = "professional"
    other = "other"


GROUP_NAMES: Mapping[Group, str] = {
    Group.young_person: "Young person",
    Group.parent_carer: "Parent or carer",
    Group.professional: "Works with families",
    Group.other: "Someone else",
}


class HowAnswered(StrEnum):
    """Who held the pen: the person alone, with help, said it while another wrote, another for them, or a group."""

    alone = "alone"
    helped = "helped"
    scribed = "scribed"
    behalf = "behalf"
    group = "group"


HOW_NAMES: Mapping[HowAnswered, str] = {
    HowAnswered.alone: "Alone",
    HowAnswered.helped: "With help",
    HowAnswered.scribed: "Said it, somebody else wrote it",
    HowAnswered.behalf: "Somebody answered for them",
    HowAnswered.group: "As a group",
}


@dataclass(frozen=True)
class Who:
    """What is known of the person on their way through; None where it is not known (a preview, a check)."""

    group: Group | None = None
    how: HowAnswered | None = None


NOBODY = Who()
