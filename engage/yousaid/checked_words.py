"""Who checked the questions, in words, for the public page and for staff. All are msgids; pages translate them."""

from collections.abc import Iterable, Sequence

from engage.web.languages import translate as _
from engage.web.languages import translate_plural as ngettext
from engage.yousaid.published import CheckedBy

YOUNG = "young_reviewer"


def sentences(checked: Sequence[CheckedBy] | None) -> tuple[str, ...]:
    """Who was happy with these questions, who with earlier words of them, who would have changed something."""
    happy = [one for one in checked or () if one.verdict == "happy"]
    told = (
        (_("The questions were checked by %(who)s."), [one for one in happy if one.is_current]),
        (
            _("%(who)s checked the questions before some words were changed."),
            [one for one in happy if not one.is_current],
        ),
        (
            _("%(who)s would have changed something in the questions."),
            [one for one in checked or () if one.verdict != "happy"],
        ),
    )
    return tuple(_capital(sentence % {"who": _joined(_names(found))}) for sentence, found in told if found)


def _names(found: Iterable[CheckedBy]) -> list[str]:
    """Names once each, then the young people who want none."""
    every = [*found]
    named = [
        _("%(name)s, a young person") % {"name": one.name} if one.party == YOUNG else one.name
        for one in every
        if one.name
    ]
    others = sum(1 for one in every if not one.name)
    nameless = ngettext("a young person", "%(num)s young people", others) % {"num": others}
    return [*dict.fromkeys(named), *([nameless] if others else [])]


def _joined(names: Sequence[str]) -> str:
    *most, last = names
    return _("%(first)s and %(last)s") % {"first": ", ".join(most), "last": last} if most else last


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
