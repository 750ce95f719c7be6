"""Read aloud: each sentence in the voice of its own language, and a person's own words by no voice of somebody else's machine."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from engage.web.sprite import STATIC

SAY = (STATIC / "scripts" / "say.js").read_text("utf-8")
PAGE = """<!DOCTYPE html><html lang="en-GB"><title>x</title><body>
<h1 lang="ur" dir="rtl">آپ کیسے ہیں؟ سکول کیسا ہے۔</h1>
<p class="hint"><span lang="ur">ایک چنیں۔</span> Choose one. And <b>go</b> on.</p>
<p class="mine" data-own lang="pl">Mam psa.</p><p class="polish" lang="pl">Ile masz lat?</p><p class="french" lang="fr">Bonjour.</p>
<button id="all" data-say="h1, .hint" data-stop="Stop"><span>Listen</span></button>
<button id="polish" data-say=".mine, .polish" data-stop="Stop"><span>Listen</span></button>
<button id="french" data-say=".french" data-stop="Stop"><span>Listen</span></button></body></html>"""
# a browser's voices, told a moment late as Chrome does it; a headless one has none of its own
VOICES = """
window.spoken = [];
window.voices = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.voices, cancel() {},
  speak(words) { window.spoken.push([words.text, words.lang, words.voice ? words.voice.name : ""]); setTimeout(() => words.onend(), 1) },
} });
"""
TOLD = """() => { window.voices = [
  { lang: "en-US", localService: true, name: "American" }, { lang: "en_GB", localService: true, name: "British" },
  { lang: "ur-PK", localService: true, name: "Urdu" }, { lang: "pl-PL", localService: false, name: "far away" } ];
  speechSynthesis.onvoiceschanged() }"""


@pytest.fixture
def page(browser: Browser) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.set_content(PAGE)
    page.evaluate(VOICES)
    page.evaluate(SAY)
    yield page
    context.close()


def _said(page: Page, button: str) -> list[list[str]]:
    page.click(f"#{button}")
    page.wait_for_function(
        f"document.querySelector('#{button} span').textContent === 'Listen' && spoken.length"
    )
    return [list(one) for one in page.evaluate("window.spoken")]


def test_every_sentence_is_read_in_the_voice_of_its_language(page: Page) -> None:
    page.evaluate(TOLD)
    assert _said(page, "all") == [
        ["آپ کیسے ہیں؟", "ur-PK", "Urdu"],
        ["سکول کیسا ہے۔", "ur-PK", "Urdu"],
        ["ایک چنیں۔", "ur-PK", "Urdu"],
        ["Choose one.", "en-GB", "British"],
        ["And  go  on.", "en-GB", "British"],
    ]


def test_own_words_are_never_given_to_a_voice_that_is_not_on_the_device(page: Page) -> None:
    page.evaluate(TOLD)
    assert _said(page, "polish") == [["Ile masz lat?", "pl-PL", "far away"]]


def test_the_button_shows_only_where_there_is_a_voice(page: Page) -> None:
    assert page.locator("#french").get_attribute("class") in (None, "")
    page.evaluate(TOLD)
    assert page.locator("#french").is_hidden()
    assert page.locator("#all").get_attribute("class") == "ready"
