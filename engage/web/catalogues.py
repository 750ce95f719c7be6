"""The words of the interface: gathered from templates and code, and made ready for use.

`python -m engage.web.catalogues` compiles what lies in engage/locales; `--gather` first collects every string into
the catalogues, keeping what was translated. Easy Read is the catalogue `en-simple`; a translation holds only the strings
that people who answer, and the public, see. Whether people are shown one is left to `reviewed`.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from engage.web.languages import EASY, FOR_RESPONDENTS, LOCALES

ENGAGE = Path(__file__).parent.parent
SURVEYS = ENGAGE.parent / "surveys"
_HOW = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
_OPTIONS = {
    "**/templates/**.html": {
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
        "extensions": "jinja2.ext.do",
    }
}
# what stands above the strings: translators write there, so gathering leaves it alone
_HEADER = (
    "header_comment", "project", "version", "fuzzy", "creation_date", "revision_date", "last_translator",
    "language_team", "msgid_bugs_address",
)  # fmt: skip
Message: TypeAlias = str | tuple[str, ...]


def strings() -> Iterator[tuple[str, Message]]:
    """Every string of the interface with the file it stands in; a counted one is a pair."""
    for folder in (ENGAGE, SURVEYS):
        for file, _, message, _, _ in extract_from_dir(
            folder, _HOW, _OPTIONS, keywords={"_": None, "ngettext": (1, 2), "N_": None}
        ):
            yield f"{folder.name}/{file}", message


def notices() -> Iterator[str]:
    """The English of every privacy notice, for translations; Easy Read stands beside it in the notice itself."""
    for path in sorted((ENGAGE / "respond" / "notices").glob("*.toml")):
        notice = tomllib.loads(path.read_text("utf-8"))
        yield notice["title"]["en"]
        yield from (line["words"]["en"] for line in notice["lines"])


def path_of(code: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALES / code / "LC_MESSAGES" / "messages.po"


def catalogue(code: str) -> Catalog:
    """One language's catalogue as it lies in engage/locales, or an empty one."""
    locale = "en" if code.startswith("en") else code.replace("-", "_")
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def languages() -> list[str]:
    """The codes of every language there is a catalogue for."""
    return sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/messages.po"))


def is_wanted(code: str, file: str) -> bool:
    """Whether a string of this file belongs into a language's catalogue: Easy Read has them all."""
    return code == EASY or FOR_RESPONDENTS.search(file) is not None


def gather() -> None:
    """Bring every catalogue up to date with the strings in use; nothing translated is lost while it is used."""
    found = sorted(set(strings()), key=lambda pair: str(pair[1]))
    for code in languages() or [EASY]:
        before = catalogue(code)
        after = Catalog(locale=before.locale, charset="utf-8")
        wanted = [message for file, message in found if is_wanted(code, file)]
        for message in dict.fromkeys([*wanted, *(notices() if code != EASY else ())]):
            key = message if isinstance(message, str) else message[0]
            held = before.get(key)
            after.add(
                message,
                held.string if held else "",
                flags={"fuzzy"} if held and held.fuzzy else (),
                user_comments=held.user_comments if held else (),
            )
        for told in _HEADER:
            setattr(after, told, getattr(before, told))
        path_of(code).parent.mkdir(parents=True, exist_ok=True)
        with path_of(code).open("wb") as file:
            write_po(file, after, width=110, sort_output=True, omit_header=False)


def compile_all() -> None:
    """Write the .mo file beside every .po file that is newer."""
    for code in languages():
        po = path_of(code)
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with mo.open("wb") as file:
                write_mo(file, catalogue(code))


if __name__ == "__main__":
    if "--gather" in sys.argv:
        gather()
    compile_all()
