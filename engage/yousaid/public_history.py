"""What became of a published entry, for everybody: published, changed and checked again, taken back with the reason."""

from dataclasses import dataclass
from datetime import date

from engage.web.languages import translate as _
from engage.web.rendering import HERE
from engage.yousaid.published import Loop, published_on


@dataclass(frozen=True)
class Step:
    """One day and what happened on it."""

    on: date
    words: str


async def history_of(loop: Loop) -> tuple[Step, ...]:
    """Newest first."""
    frozen = [moment.astimezone(HERE).date() for moment in await published_on(loop.id)]
    steps = [Step(frozen[0], _("Published, after a second person had checked it."))]
    steps += [Step(on, _("Changed, checked again and published.")) for on in frozen[1:]]
    steps += [Step(one.on, _taken_back(one.why)) for one in loop.shown.taken_back]
    if loop.withdrawn_at:
        steps.append(Step(loop.withdrawn_at.astimezone(HERE).date(), _taken_back(loop.withdrawn_why)))
    return tuple(sorted(steps, key=lambda step: step.on)[::-1])  # of one day, the later step first


def _taken_back(why: str) -> str:
    return _("Taken back, because: %(why)s") % {"why": why}
