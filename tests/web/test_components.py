"""Every component on real pages, in a real browser: they must render, be sound HTML, and pass axe in every display."""

import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import html5lib
import jinja2
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, sync_playwright

from engage.web import assets
from engage.web.forms import FieldState, Mistake
from engage.web.languages import Display
from engage.web.rendering import Site

GALLERY = Path(__file__).parent / "gallery"
TEMPLATES = assets.STATIC.parent / "templates"
PAGES = tuple(sorted(path.stem for path in GALLERY.glob("*.html")))
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}})"
DISPLAYS = {"light": ("light", False), "dark": ("dark", False), "easy": ("light", True)}




@dataclass(frozen=True)
class Actor:
    name: str = "Priya"
    links: tuple[tuple[str, str], ...] = (
        ("/work", "Overview"),
        ("/work/surveys", "Surveys"),
        ("/work/themes", "Themes"),
        ("/work/said", "You said, we did"),
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
    (Markup("The <mark>corridor is so loud</mark> I can’t think when I get to class."), "bad", "Age 13 to 14", True),
    (Markup("<mark>Bells and shouting</mark> make me want to run out."), "awful", "Age 11 to 12", True),
    ("I like the library because nobody talks. Can I go there at lunch?", "ok", "Age 13 to 14", False),
)


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
    return env


def render(env: jinja2.Environment, page: str, theme: str = "light", easy: bool = False, **more: Any) -> str:
    staff = page in ("staff", "workbench")
    around = {
        "display": Display(theme, easy),
        "actor": Actor() if staff else None,
        "site": Site("Northmere Voices", "Northmere", demo=page == "home"),
        "path": "/work/themes" if staff else "/what-changed",
        "lang": "en",
        "html_lang": "en-GB",
        "dir": "ltr",
        "save_data": False,
        "problems": [Mistake("agree", "Tick the box to say it is OK to send your answers")] if page == "check" else [],
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
    return env.get_template(f"{page}.html").render(**around, **fields, cards=CARDS, comments=COMMENTS, **more)


@dataclass(frozen=True)
class Gallery:
    folder: Path
    env: jinja2.Environment
    address: str = field(default="")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """All pages in all displays, on a small local server with the built assets."""
    folder = tmp_path_factory.mktemp("gallery")
    env = environment(assets.build(folder / "static"))
    for page in PAGES:
        for display, (theme, easy) in DISPLAYS.items():
            (folder / f"{page}-{display}.html").write_text(render(env, page, theme, easy), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield Gallery(folder, env, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: Any) -> None:
        """Say nothing: the test report is enough."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()
