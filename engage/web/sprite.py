"""Gathers our own drawings: `ui.svg`, which every page needs, and the topics, which stand in the pages that show them.

A drawing in `static/` is a whole SVG in real colours, so any editor opens it; here its colours become CSS variables,
so that dark paper and forced colours work. Which drawing goes with which words is decided in templates.
"""

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"

# symbols a question needs whatever it is about; the others stand in the page where a topic is pictured
CORE = (
    "yes",
    "some",
    "no",
    "dunno",
    "question",
    "choose",
    "read",
    "listen",
    "private",
    "stopit",
    "helper",
    "talk",
)

# plain-English labels, in the order a person looks for them
LABELS = {
    "yes": "Yes",
    "some": "Sometimes",
    "no": "No",
    "dunno": "I don't know",
    "choose": "Choose one",
    "list": "Choose several",
    "write": "Write",
    "talk": "Talk",
    "read": "Read",
    "listen": "Listen",
    "question": "Question",
    "change": "A new idea",
    "me": "Me",
    "helper": "Someone helping",
    "family": "Family",
    "friends": "Friends",
    "alone": "Left out",
    "meeting": "Meeting",
    "say": "Have a say",
    "private": "Private",
    "safe": "Safe",
    "stopit": "Stop",
    "happy": "Happy",
    "sad": "Sad",
    "worried": "Worried",
    "angry": "Angry",
    "quiet": "Quiet",
    "noise": "Noise",
    "headphones": "Ear defenders",
    "heart": "Things I love",
    "star": "Things I am good at",
    "school": "School",
    "college": "College",
    "teacher": "Teacher",
    "plan": "My plan",
    "work": "Work",
    "future": "My future",
    "grow": "Growing up",
    "home": "Home",
    "key": "A place of my own",
    "place": "Places near me",
    "food": "Food",
    "sleep": "Sleep",
    "toilet": "Toilets",
    "clothes": "Clothes and uniform",
    "money": "Money",
    "shop": "Shopping",
    "health": "Health",
    "doctor": "Doctor or nurse",
    "medicine": "Medicine",
    "access": "Wheelchair",
    "board": "Symbols and signs",
    "bus": "Bus",
    "car": "Car or taxi",
    "calendar": "Calendar",
    "clock": "Time",
    "waiting": "Waiting",
    "phone": "Phone",
    "computer": "Computer",
    "letter": "Letter or e-mail",
    "break": "Short break or holiday",
    "outside": "Outside",
    "sport": "Sport",
    "music": "Music",
    "game": "Games",
}

# the drawing palette; --a to --d are set in tokens.css, ink follows the text colour
_PALETTE = {
    "#FFDF8E": "var(--a)",
    "#93CBC6": "var(--b)",
    "#F5B78E": "var(--c)",
    "#FFFDF9": "var(--d,#FFFDF9)",
    "#2B2140": "currentColor",
}
_SVG = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def symbol_names() -> tuple[tuple[str, str], ...]:
    """Every topic symbol as (name, plain-English label), in picker order; labels are msgids."""
    return tuple(LABELS.items())


def address(name: str) -> tuple[str, str]:
    """The file and the fragment of a drawing asked for as `icon:…`, `face:…` or (a core one) `symbol:…`; KeyError for
    another kind."""
    kind, _, word = name.partition(":")
    return "ui.svg", {"icon": "", "face": "f-", "symbol": "s-"}[kind] + word


@cache
def inline(word: str) -> str:
    """What is inside a topic symbol, to stand in the page itself: a page shows a handful of the sixty. Nothing where a
    survey names one that is not drawn."""
    path = STATIC / "symbols" / f"{word}.svg"
    return _inside(word, path.read_text("utf-8"))[1] if word in LABELS else ""


def ui_sprite(static: Path = STATIC) -> str:
    """Icons, faces and core symbols; opened by itself it shows the mark, so it is the favicon too."""
    icons = _drawings(static / "icons", "")
    faces = _drawings(static / "faces", "f-")
    core = _drawings(static / "symbols", "s-", only=CORE)
    mark = '<use href="#mark"/>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" color="#0B5460">'
    return "\n".join([head, *icons, *faces, *core, mark, "</svg>"])


def _drawings(folder: Path, prefix: str, only: tuple[str, ...] | list[str] | None = None) -> list[str]:
    names = only if only is not None else sorted(path.stem for path in folder.glob("*.svg"))
    return [_symbol(f"{prefix}{name}", (folder / f"{name}.svg").read_text("utf-8")) for name in names]


def _symbol(identifier: str, drawing: str) -> str:
    box, inner = _inside(identifier, drawing)
    return f'<symbol id="{identifier}" viewBox="{box}">{inner}</symbol>'


def _inside(identifier: str, drawing: str) -> tuple[str, str]:
    found = _SVG.search(drawing)
    if found is None:
        raise ValueError(
            f"The drawing {identifier} has no <svg viewBox=…>: open it in an editor and save it again"
        )
    box, inner = found.groups()
    for colour, variable in _PALETTE.items():
        inner = inner.replace(colour, variable)
    return box, re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>").strip()
