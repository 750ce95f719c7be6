"""What every page promises, whoever fetches it: checked on each page that any test opens."""

import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

_NAMED = re.compile(r"<(title|h[1-6])\b.*?</\1>", re.DOTALL)
_WORDS = re.compile(r">[^<]*[^<\s][^<]*<")
_TOKEN = re.compile(r'(name="_token" value=)"[^"]*"')
_kept: dict[tuple[str, str], list[str]] = {}


def broken_promises(html: str) -> list[str]:
    """Every promise a page breaks, as sentences that say what to add. Words make no difference but those of the title
    and the headings, so a page that was looked at with other words is not looked at again."""
    named = "".join(one[0] for one in _NAMED.finditer(html))
    shape = named, _WORDS.sub(">x<", _TOKEN.sub(r"\1", html))
    if shape not in _kept:
        _kept[shape] = _broken(html)
    return _kept[shape]


@lru_cache(maxsize=4)
def parsed(html: str) -> tuple[Element, tuple[str, ...]]:
    """A page as a tree, and what is wrong with its HTML. Parsing takes longer than most tests, so each page is parsed
    once; nobody changes the tree."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, tree=html5lib.getTreeBuilder("etree"))
    root: Element = parser.parse(html)
    return root, tuple(f"HTML: {code} at {place}" for place, code, _ in parser.errors)


def tree(html: str) -> Element:
    """The tree alone."""
    return parsed(html)[0]


def _broken(html: str) -> list[str]:
    root, errors = parsed(html)
    return [*errors, *_head(root), *_headings(root), *_ids(root), *_labels(root), *_forms(root)]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _head(root: Element) -> list[str]:
    broken = []
    if not root.get("lang"):
        broken.append("give <html> a lang")
    titles = root.findall("head/title")
    if len(titles) != 1 or not _text(titles[0]):
        broken.append("give the page one title")
    if len(root.findall(".//main")) != 1:
        broken.append("give the page one <main>")
    if any(element.get("style") for element in root.iter()) or root.findall(".//style"):
        broken.append("move inline styles to the stylesheet")
    if any(not script.get("src") for script in root.iter("script")):
        broken.append("move inline scripts to a file")
    return broken


def _headings(root: Element) -> list[str]:
    found = [element for element in root.iter() if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    ones = [element for element in found if element.tag == "h1"]
    if len(ones) != 1:
        return [f"have one h1, not {len(ones)}"]
    broken = []
    title = _text(titles[0] if (titles := root.findall("head/title")) else Element("title")).removeprefix(
        "Error: "
    )
    if not title.startswith(_text(ones[0])):
        broken.append(f"start the title {title!r} with the h1 {_text(ones[0])!r}")
    before = 0
    for element in found:
        level = int(str(element.tag)[1])
        if before and level > before + 1:
            broken.append(f"heading {_text(element)!r} jumps from h{before} to h{level}")
        before = level
    return broken


def _ids(root: Element) -> list[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for element in root.iter():
        if name := element.get("id"):
            (twice if name in seen else seen).add(name)
    broken = [f"use the id {name!r} once" for name in sorted(twice)]
    for element in root.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "for", "form"):
            for target in (element.get(attribute) or "").split():
                if target not in seen:
                    broken.append(f"{attribute} points at {target!r}, which is not on the page")
        target = (element.get("href") or "") if element.tag == "a" else ""
        if target.startswith("#") and target[1:] not in seen:
            broken.append(f"a link points at {target!r}, which is not on the page")
    return broken


def _labels(root: Element) -> list[str]:
    named = {element.get("for") for element in root.iter("label")}
    inside = {id(child) for label in root.iter("label") for child in label.iter()}
    broken = []
    for element in root.iter():
        if element.tag not in {"input", "select", "textarea"} or element.get("type") in {"hidden", "submit"}:
            continue
        is_named = element.get("id") in named or id(element) in inside or element.get("aria-label")
        if not (is_named or element.get("aria-labelledby")):
            broken.append(f"label the {element.tag} {element.get('name')!r}")
    return broken


def _forms(root: Element) -> list[str]:
    broken = []
    for form in root.iter("form"):
        if (form.get("method") or "get").lower() == "get":
            continue
        fields: list[Any] = [field.get("name") for field in form.iter("input")]
        if "_token" not in fields:
            broken.append(f"give the form {form.get('action')!r} a token")
    return broken
