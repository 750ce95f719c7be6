"""Sets a sheet: a template of sheets/ and its words become a PDF with a title, a language, and tags and words for
pictures that screen readers follow (PDF/UA-1). What stands on a sheet is for whoever asks for it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engage.printing.typefaces import all_letters, own_letters

if TYPE_CHECKING:
    from typst import Fonts

# templates import their parts from /printing/sheets and pictures from /static/symbols
_ROOT = Path(__file__).parent.parent
_SHEETS = Path(__file__).parent / "sheets"
PDF = "application/pdf"


@dataclass(frozen=True)
class Sheet:
    """What to print. `template` names a file of sheets/; `title` and `language` (a tag such as `en-GB` or `ur`) are
    told to screen readers; `words` is what the template shows: texts, numbers, lists, and drawings as SVG."""

    template: str
    title: str
    language: str
    words: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""


class CannotBeSet(Exception):
    """A template has a mistake, or was handed less than it shows; the message is the setter's own."""


async def pdf_of(sheet: Sheet) -> bytes:
    """The sheet as PDF, made in a thread so that nobody else waits. Raises CannotBeSet."""
    return await asyncio.to_thread(set_sheet, sheet)


def set_sheet(sheet: Sheet) -> bytes:
    """The sheet as PDF. Letters that neither our faces nor the machine's have are boxes, and only then is the PDF not
    said to be PDF/UA. Raises CannotBeSet."""
    from typst import TypstError

    tries: list[tuple[Fonts, list[str]]] = [
        (own_letters(), ["ua-1"]),
        (all_letters(), ["ua-1"]),
        (all_letters(), []),
    ]
    trouble = ""
    for letters, standards in tries:
        try:
            made = _compiled(sheet, letters, format="pdf", pdf_standards=standards)
        except TypstError as error:
            trouble = f"{sheet.template}: {error.diagnostic or error.message}"
            if "could not be displayed with font" not in str(error):
                break
        else:
            assert isinstance(made, bytes)
            return made
    raise CannotBeSet(trouble)


def pictures_of(sheet: Sheet, dots: int = 100) -> list[bytes]:
    """Each page as a PNG with so many dots an inch, to look at."""
    made = _compiled(sheet, all_letters(), format="png", ppi=dots)
    return made if isinstance(made, list) else [made]


def _compiled(sheet: Sheet, letters: "Fonts", **how: Any) -> Any:
    from typst import Compiler

    told = {"title": sheet.title, "lang": sheet.language, "author": sheet.author, **sheet.words}
    compiler = Compiler(
        input=str(_SHEETS / f"{sheet.template}.typ"),
        root=str(_ROOT),
        font_paths=letters,
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(told, ensure_ascii=False)},
    )
    return compiler.compile(**how)
