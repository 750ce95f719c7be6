"""Texts as a gettext file (.po), which translators' own programs open. The context is the place of a text."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from surveys.answers import Problem
from surveys.definition import Definition
from surveys.languages import english_name, plain
from surveys.translating.shape import Line, Sent, Written, lines
from surveys.wording import SIMPLE

MEDIA_TYPE = "text/x-gettext-translation"
NAME = "po"
_HOW = """# Texts of a survey, to be put into {name}.
# Leave words in curly brackets such as {{q_4kd2mwpx}} as they are: an earlier answer is said there.
# After | in such brackets stand words of your own: {{q_4kd2mwpx|your place}}."""
_EASY = "Easy Read: short sentences, easy words, one idea a line."
_BROKEN = Problem("file", "This file can’t be read as a .po file. Save it again in your translation program")


def write(definition: Definition, language: str) -> bytes:
    """The texts of a survey for a translator into this language, with what is translated already."""
    catalog = Catalog(
        project="survey", charset="utf-8", header_comment=_HOW.format(name=english_name(language))
    )
    for line in lines(definition, language):
        catalog.add(
            line.source,
            line.words,
            context=line.key,
            auto_comments=_comments(line, language),
            flags={"fuzzy"} if line.is_old else (),
        )
    out = BytesIO()
    write_po(out, catalog, width=0, omit_header=False)
    # the header of a catalogue without a known locale names no language, so ours is put in by hand
    return out.getvalue().replace(b'"MIME-Version:', f'"Language: {language}\\n"\n"MIME-Version:'.encode(), 1)


def _comments(line: Line, language: str) -> list[str]:
    told = [line.about]
    if language.endswith(SIMPLE):
        told.append(_EASY)
    if line.is_old:
        told.append("The English has changed since this was translated.")
    if line.beside:
        name = "In plain words" if language.endswith(SIMPLE) else "In Easy Read"
        told.append(f"{name}: {' '.join(line.beside.split())}")
    return told


def read(raw: bytes) -> Sent | Problem:
    """The lines of a .po file, whatever it holds."""
    if b"msgid" not in raw:
        return _BROKEN
    try:
        catalog = read_po(
            BytesIO(raw.removeprefix(b"\xef\xbb\xbf")), ignore_obsolete=True, abort_invalid=True
        )
    except Exception:  # a broken file fails in many ways, all of them the file's
        return _BROKEN
    found = tuple(
        Written(
            key=str(message.context or ""),
            source=_one(message.id),
            words=_one(message.string),
            where=f"Line {message.lineno}" if message.lineno else "",
            is_unsure=bool(message.fuzzy),
        )
        for message in catalog
        if message.id
    )
    return Sent(found, _language(catalog))


def _one(words: object) -> str:
    return words if isinstance(words, str) else str(words[0] or "") if isinstance(words, list | tuple) else ""


def _language(catalog: Catalog) -> str:
    """`pl` for `pl` and `pl_PL`; Easy Read as we wrote it."""
    said = str(catalog.locale_identifier or "").lower().replace("_", "-")
    if said.endswith(SIMPLE) or plain(said) in {"zh-hans", "zh-hant"}:
        return said
    return said.partition("-")[0]
