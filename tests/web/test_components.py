"""Every component on real pages, in a real browser: they must render, be sound HTML, and pass axe in every display."""

import importlib.resources
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import jinja2
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from engage.web import assets
from engage.web.forms import FieldState, Mistake
from engage.web.languages import Display
from engage.web.rendering import Site, drawing
from engage.web.spoken import lang, lang_of

GALLERY = Path(__file__).parent / "gallery"
TEMPLATES = assets.STATIC.parent / "templates"
PAGES = tuple(sorted(path.stem for path in GALLERY.glob("*.html")))
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}})"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
DISPLAYS = {"light": ("light", False), "dark": ("dark", False), "easy": ("light", True)}


@dataclass(frozen=True)
class Actor:
    name: str = "Priya"
    links: tuple[tuple[str, str], ...] = (
        ("/staff", "Overview"),
        ("/staff/surveys", "Surveys"),
        ("/staff/themes", "Themes"),
        ("/staff/said", "You said, we did"),
    )


CARDS = (
    ("done", "The corridor is so loud I can’t think.", "Four schools now let you leave class 5 minutes early.", "62 young people", "Finished 3 November"),
    ("doing", "Nobody tells me who is coming to my review.", "You will get a one-page invite with photos.", "41 young people and 28 parents", "Next update 15 December"),
    ("planned", "I want to learn to travel by myself.", "Travel training starts in March.", "19 young people", "Starts 3 March"),
    ("cant", "I want my taxi driver to be the same person every day.", "Not enough drivers work for us right now.\nWe can promise no more than 2 drivers.", "33 families", "We look again in April"),
    ("not_ours", "Buses should be free.", "The bus company decides. We asked them on 2 November.", "12 young people", ""),
    ("checking", "Toilets are locked at lunch.", "We are asking every school.", "17 young people", "Answer by 5 December"),
)  # fmt: skip
COMMENTS = (
    (
        Markup("The <mark>corridor is so loud</mark> I can’t think when I get to class."),
        "bad",
        "Age 13 to 14",
        True,
    ),
    (Markup("<mark>Bells and shouting</mark> make me want to run out."), "awful", "Age 11 to 12", True),
    ("I like the library because nobody talks. Can I go there at lunch?", "ok", "Age 13 to 14", False),
)


pytestmark = pytest.mark.browser


def environment(manifest: assets.Manifest) -> jinja2.Environment:
    """A stand-in for the application's own: the same options and the same globals."""
    loader = jinja2.FileSystemLoader([TEMPLATES, GALLERY])
    env = jinja2.Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    token = Markup('<input type="hidden" name="csrf" value="x">')
    env.globals.update(asset=manifest.url, csrf_field=lambda: token)
    env.globals.update(drawing=lambda name: drawing(name, manifest.url))
    env.filters.update(lang=lang, lang_of=lang_of)
    return env


def render(
    env: jinja2.Environment,
    page: str,
    theme: str = "light",
    easy: bool = False,
    direction: str = "ltr",
    save_data: bool = False,
) -> str:
    staff = page in ("staff", "workbench")
    around = {
        "display": Display(theme, easy),
        "actor": Actor() if staff else None,
        "site": Site("Northmere Voices", "Northmere", demo=page == "home"),
        "path": "/staff/themes" if staff else "/what-changed",
        "lang": "en",
        "html_lang": "en-GB",
        "dir": direction,
        "save_data": save_data,
        "problems": [Mistake("agree", "Tick the box to say it is OK to send your answers")]
        if page == "check"
        else [],
    }
    fields = {
        "feeling": FieldState("feeling", ("good",)),
        "help": FieldState("help"),
        "mode": FieldState("mode", ("std",)),
        "theme": FieldState("theme", ("light",)),
        "calm": FieldState("calm", ("on",)),
        "name": FieldState("name", ("Noise and busy spaces",)),
        "said": FieldState("said", ("School is too loud.",)),
        "title": FieldState("title", ("",), "Enter a title"),
        "opens": FieldState("opens", ("2025-11-03",)),
        "area": FieldState("area", ("b",)),
        "easy": FieldState("easy", ("",)),
        "kind": FieldState("kind", ("one",), "Choose how it is answered"),
        "symbol": FieldState("symbol", ("me",)),
        "file": FieldState("file"),
    }
    return env.get_template(f"{page}.html").render(**around, **fields, cards=CARDS, comments=COMMENTS)


POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self' about:"


class PageServer(SimpleHTTPRequestHandler):
    """Serves the gallery under the policy the application sends."""

    def end_headers(self) -> None:
        self.send_header("content-security-policy", POLICY)
        super().end_headers()

    def log_message(self, *words: Any) -> None:
        """Say nothing: the test report is enough."""


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> jinja2.Environment:
    return environment(assets.build(tmp_path_factory.mktemp("gallery") / "static"))


@pytest.fixture(scope="module")
def gallery(env: jinja2.Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of all pages in all displays, on a small local server with the built assets."""
    folder = tmp_path_factory.mktemp("pages")
    assets.build(folder / "static")
    for page in PAGES:
        for display, (theme, easy) in DISPLAYS.items():
            (folder / f"{page}-{display}.html").write_text(render(env, page, theme, easy), "utf-8")
        (folder / f"{page}-rtl.html").write_text(render(env, page, direction="rtl"), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(PageServer, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def tree(html: str) -> Element:
    """The page as elements; any mistake of HTML is an error."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    parsed: Element = parser.parse(html)
    return parsed


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_and_its_one_heading_starts_its_title(env: jinja2.Environment, page: str) -> None:
    parsed = tree(render(env, page))
    headings = list(parsed.iter("h1"))
    title = words(next(parsed.iter("title")))
    assert len(headings) == 1
    assert title.removeprefix("Error: ").startswith(words(headings[0]).removesuffix("."))
    assert title.endswith("– Northmere Voices")


@pytest.mark.parametrize("page", PAGES)
def test_every_reference_on_a_page_leads_to_one_element(env: jinja2.Environment, page: str) -> None:
    parsed = tree(render(env, page))
    ids = [element.get("id") for element in parsed.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for element in parsed.iter():
            assert set((element.get(attribute) or "").split()) <= set(ids)
    inside = [
        link.get("href", "")[1:] for link in parsed.iter("a") if (link.get("href") or "").startswith("#")
    ]
    assert set(inside) <= set(ids)


@pytest.mark.parametrize("display", DISPLAYS)
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_at_the_width_of_a_phone_or_a_desk(
    browser: Browser, gallery: str, page: str, display: str
) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", bypass_csp=True)
    shown = context.new_page()
    shown.goto(f"{gallery}/{page}-{display}.html")
    shown.evaluate(AXE)
    for size in (PHONE, DESK):
        shown.set_viewport_size(size)
        found = shown.evaluate(RUN_AXE, TAGS)["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    context.close()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_scrolls_sideways_at_400_percent_zoom_or_from_right_to_left(
    phone: Page, gallery: str, page: str
) -> None:
    phone.set_viewport_size({"width": 320, "height": 256})
    for variant in ("light", "easy", "rtl"):
        phone.goto(f"{gallery}/{page}-{variant}.html")
        assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, variant


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_to_the_security_policy_and_finds_all_it_loads(
    phone: Page, gallery: str, page: str
) -> None:
    said: list[str] = []
    phone.on("console", lambda message: said.append(message.text))
    phone.on("pageerror", lambda error: said.append(str(error)))
    phone.on("response", lambda reply: said.append(reply.url) if reply.status >= 400 else None)
    phone.goto(f"{gallery}/{page}-light.html", wait_until="networkidle")
    assert said == []


def test_a_question_page_makes_six_requests_two_of_them_fonts(phone: Page, gallery: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{gallery}/question-light.html", wait_until="networkidle")
    fetched = {url.partition("#")[0] for url in asked}
    assert len(fetched) == 6, asked
    assert sum(url.endswith(".woff2") for url in fetched) == 2
    assert all(url.startswith(gallery) for url in asked)


def test_a_card_is_chosen_with_the_keyboard_and_shows_focus(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/question-light.html")
    phone.locator("#feeling-2").focus()
    phone.keyboard.press("ArrowDown")
    assert phone.evaluate("document.activeElement.value") == "ok"
    assert phone.locator("#feeling-3").is_checked()
    label = phone.locator("label[for=feeling-3]")
    assert label.evaluate("label => getComputedStyle(label).outlineWidth") == "3px"


def test_an_error_takes_the_focus_and_leads_to_its_field(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/check-light.html")
    assert phone.evaluate("document.activeElement.className") == "errbox"
    phone.get_by_role("link", name="Tick the box").click()
    assert phone.evaluate("document.activeElement.id") == "agree"


def test_a_device_that_saves_data_loads_no_fonts(
    env: jinja2.Environment, browser: Browser, gallery: str
) -> None:
    html = render(env, "question", save_data=True)
    assert "data-lean" in html
    assert "woff2" not in html


def test_what_people_typed_is_shown_as_text(env: jinja2.Environment) -> None:
    typed = "<script>alert(1)</script>"
    for name, arguments in {
        "text_field": (FieldState("x", (typed,), typed), typed, typed),
        "textarea": (FieldState("x", (typed,), typed), typed, typed),
        "picks": (FieldState("x", (), typed), typed, [(typed, typed, "", typed)]),
        "loop_card": ("x", typed, typed, "done", typed, typed),
        "answers_list": ([(typed, typed, typed)],),
        "table": (typed, [typed], [[typed]]),
    }.items():
        macro = getattr(env.get_template(f"components/{name}.html").module, name)
        assert "<script" not in macro(*arguments), name


def test_each_component_file_holds_the_macro_it_is_named_after(env: jinja2.Environment) -> None:
    for path in (TEMPLATES / "components").glob("*.html"):
        macros = re.findall(r"{% macro (\w+)", path.read_text("utf-8"))
        assert macros == [path.stem]


def test_each_state_has_its_own_word_and_icon_where_people_compare_them(env: jinja2.Environment) -> None:
    chip = getattr(env.get_template("components/chip.html").module, "chip")  # noqa: B009 - a macro has no static name
    states = ("done", "doing", "planned", "cant", "not_ours", "checking")
    icons = {re.findall(r"#([\w-]+)", chip(state))[0] for state in states}
    spoken = {re.sub(r"<[^>]+>", "", chip(state)) for state in states}
    assert len(icons) == len(spoken) == len(states)
