"""The letters sheets are set in: Atkinson Hyperlegible for text, Lexend 600 for headings, from their own packages.

Letters of other scripts come from a package of theirs where somebody installed it, and else from the machine.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from engage.settings import settings

if TYPE_CHECKING:
    from typst import Fonts


@dataclass(frozen=True)
class _Variable:
    """A face with axes, which PDF knows nothing of: one weight of it is made once and kept."""

    package: str
    file: str
    axes: Mapping[str, float]

    @property
    def files(self) -> Path | None:
        """Where the package keeps its files; None when it is not installed."""
        found = find_spec(self.package.replace("-", "_"))
        return Path(found.origin).parent / "files" if found and found.origin else None

    @property
    def name(self) -> str:
        """What the made file is called: another version of the package makes another file."""
        wanted = "-".join(f"{value:g}" for value in self.axes.values())
        return f"{self.package}-{version(self.package)}-{wanted}.ttf"


_HEADINGS = _Variable("fontpkg-lexend", "Lexend[wght].ttf", {"wght": 600})
# Urdu, Arabic, Pashto, Farsi, Kurdish: taken along when it is there
_RIGHT_TO_LEFT = _Variable(
    "fontpkg-noto-sans-arabic", "NotoSansArabic[wdth,wght].ttf", {"wdth": 100, "wght": 400}
)


@cache
def own_letters() -> "Fonts":
    """Only our own faces, so that a sheet looks the same whatever machine made it."""
    return _letters(of_machine=False)


@cache
def all_letters() -> "Fonts":
    """Our own faces first, and whatever the machine has for letters they lack."""
    return _letters(of_machine=True)


def _letters(*, of_machine: bool) -> "Fonts":
    import fontpkg_atkinson_hyperlegible as atkinson
    from typst import Fonts

    return Fonts(
        include_system_fonts=of_machine,
        include_embedded_fonts=of_machine,
        font_paths=[str(atkinson.ROOT / "files"), str(_made())],
    )


@cache
def _made() -> Path:
    """The folder with the faces that are made from variable ones."""
    folder = _folder()
    for face in (_HEADINGS, _RIGHT_TO_LEFT):
        files = face.files
        if files and not (folder / face.name).exists():
            _make_static(files / face.file, face.axes, folder / face.name)
    return folder


def _make_static(source: Path, axes: Mapping[str, float], path: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source, recalcTimestamp=False)
    # another process may be doing the same: each writes its own file, and the last one stays
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as unfinished:
        instancer.instantiateVariableFont(font, dict(axes), updateFontNames=True).save(unfinished)
    Path(unfinished.name).replace(path)


def _folder() -> Path:
    """Where made faces are kept: with the site's data, or where this machine keeps what may be lost."""
    wanted = settings().data / "typefaces"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="engage-typefaces-"))
    return wanted if os.access(wanted, os.W_OK) else Path(tempfile.mkdtemp(prefix="engage-typefaces-"))
