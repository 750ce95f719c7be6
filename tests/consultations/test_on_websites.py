"""What staff copy into another site's page: it works there as it stands, and nothing in a title breaks out of it."""

import re
from html import unescape

import html5lib

from engage.consultations.on_websites import snippets
from surveys.authoring import draft_of
from surveys.definition import Definition
from surveys.tables import Survey
from tests.cast import Cast
from tests.consultations.makers import opened, seen_by
from tests.visitor import Visitor


async def test_the_share_page_has_both_to_copy_and_shows_the_card(visitor: Visitor, cast: Cast) -> None:
    here = await opened(cast)
    slug = (await seen_by(cast, "Priya", here)).slug
    visitor.sign_in(await cast.session("Priya"))
    shown = (await visitor.get(f"{here}/share")).text
    copied = [
        unescape(one)
        for one in re.findall(r"<textarea[^>]*readonly[^>]*>\n(.*?)</textarea>", shown, re.DOTALL)
    ]
    link, frame = (next(one for one in copied if one.startswith(start)) for start in ("<p>", "<iframe"))
    assert f'href="http://127.0.0.1:8000/s/{slug}"' in link
    assert f'src="http://127.0.0.1:8000/s/{slug}/embed"' in frame
    assert 'title="Survey: School and you"' in frame
    assert 'loading="lazy"' in frame
    assert "style=" not in link + frame
    assert "<script" not in link + frame
    assert f'<iframe class="embed-live" src="/s/{slug}/embed" title=' in shown
    assert (await visitor.get(f"/s/{slug}/embed")).status_code == 200


async def test_nothing_in_a_title_breaks_out_of_what_is_copied(cast: Cast) -> None:
    here = await opened(cast)
    survey = await Survey.objects().get(Survey.id == (await seen_by(cast, "Priya", here)).survey)
    assert survey
    survey.asked_by = "<b>Us</b>"
    nasty = Definition.model_validate(
        {**draft_of(survey).model_dump(), "title": {"en": '"><script>alert(1)</script> & us'}}
    )
    made = snippets(survey, nasty, "https://voices.example.org/s/ours")
    for html in (made.link, made.frame):
        tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
        assert not tree.findall(".//script")
        assert not tree.findall(".//b")
    frame = html5lib.parseFragment(made.frame, namespaceHTMLElements=False).find("iframe")
    assert frame.get("title") == 'Survey: "><script>alert(1)</script> & us'
