"""HTML that somebody copies into another site's page: a link in words, and a frame with the survey's card. Plain tags
without styles or scripts, so that it survives the editors councils and schools have."""

from dataclasses import dataclass

from markupsafe import Markup

from engage.web.rendering import day
from surveys.definition import Definition, said
from surveys.tables import Survey

_LINK = Markup(
    '<p><strong><a href="{link}">{title}</a></strong><br>\n{who}{until}You do not have to give your name.</p>'
)
_FRAME = Markup(
    '<iframe src="{link}/embed" title="{title}" width="100%" height="520" frameborder="0" loading="lazy"></iframe>'
)


@dataclass(frozen=True)
class Snippets:
    """What to copy."""

    link: str
    frame: str


def snippets(survey: Survey, definition: Definition, link: str) -> Snippets:
    """Both, in English: the page they go to says everything in its own language."""
    title = said(definition.title, "en")
    closes = survey.closes_at
    words = _LINK.format(
        link=link,
        title=title,
        who=f"{survey.asked_by} asks. " if survey.asked_by else "",
        until=f"Open until {day(closes)}. " if closes else "",
    )
    return Snippets(str(words), str(_FRAME.format(link=link, title=f"Survey: {title}")))
