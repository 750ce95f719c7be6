"""A form to type in: its number, which paper it is, and a scan to look at until it is checked."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post

from engage.clock import now
from engage.database import writing
from engage.invitations.paper import forms
from engage.invitations.paper.desk import FORMS, ONE, TYPES, AnyRequest, Desk, desk_of
from engage.invitations.paper.forms import MOST_NUMBER
from engage.invitations.paper.forms import Form as OneForm
from engage.invitations.paper.sheet import form_choices
from engage.invitations.paper.taking import Taking
from engage.web.cleaned_files import cleaned_file
from engage.web.errors import NotThere
from engage.web.forms import Form, Mistake, Typed, filled, read_form
from engage.web.media import media
from engage.web.rendering import again, day, page, see
from engage.web.sent_files import WithFiles, listening_on, sent_file
from surveys.answers import Problem
from surveys.questions.posted import whole_number
from surveys.uploads import Cleaned, Family
from surveys.versions import Version, versions_of

SCAN = "scan"
NEW, SCANNED = "invitations/paper/new.html", "invitations/paper/scan.html"
ENTER_NUMBER = "Enter the number that stands on the corner of the paper, such as 12"
CHOOSE_PAPER = "Choose which form it is: Standard, Easy Read or a language"
CHOOSE_VERSION = "Choose which questions stand on the paper"


@dataclass(frozen=True)
class Wanted:
    number: int
    language: str
    version: UUID


def _version_name(version: Version) -> str:
    corrected = f", slip {version.correction} put right" if version.is_correction else ""
    return f"Version {version.number}{corrected}, from {day(version.at)}"


async def _values(desk: Desk, form: Form) -> dict[str, Any]:
    versions = await versions_of(desk.survey.id)
    asked = await desk.asked(desk.survey.current_version)
    return {
        "seen": desk.seen,
        "here": desk.here,
        "form": form,
        "taking": desk.taking.value,
        "until": desk.until,
        "form_choices": form_choices(asked),
        "version_choices": [(str(one.id), _version_name(one)) for one in reversed(versions)],
        "takes_scan": desk.seen.may_read_words,
    }


@get(FORMS + "/new", guards=TYPES)
async def new(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """What is asked before the questions."""
    desk = await desk_of(request, consultation, now())
    if desk.taking in {Taking.not_yet, Taking.over}:
        return see(desk.here)
    number = await forms.next_number(desk.seen.id)
    suggested = filled({"number": number, "language": "en", "version": desk.survey.current_version})
    return page(request, NEW, **await _values(desk, suggested))


@post(FORMS + "/new", guards=TYPES, request_class=WithFiles, request_max_body_size=None)
async def begin(request: AnyRequest, consultation: UUID) -> Response[Any]:
    """Begin the form, and on to its questions."""
    typed = await read_form(request)
    desk = await desk_of(request, consultation, now())
    if desk.taking in {Taking.not_yet, Taking.over}:
        return see(desk.here)
    wanted = await _wanted(desk, typed)
    scan = await _scan(request) if desk.seen.may_read_words else None
    wrong = [*wanted] if isinstance(wanted, tuple) else []
    if isinstance(scan, Problem):
        wrong.append(Mistake(SCAN, scan.message))
    if not isinstance(wanted, tuple) and not isinstance(scan, Problem):
        async with writing():
            made = await forms.begin(
                desk.seen.id, wanted.version, wanted.number, wanted.language, desk.actor.id, scan
            )
        if made:
            return see(f"{desk.here}/{made}/type")
        wrong.append(Mistake("number", _taken(wanted.number, await forms.next_number(desk.seen.id))))
    return _told(request, again(request, NEW, **await _values(desk, Form(typed, tuple(wrong)))))


def _told(request: AnyRequest, answer: Response[Any]) -> Response[Any]:
    """The answer to a form whose file may have been too large to be read to its end."""
    sent = sent_file(request, SCAN)
    return answer if sent is None or sent.is_whole else listening_on(request, answer)


def _taken(number: int, free: int) -> str:
    return f"There is a form {number} already. Write another number on the paper: {free} is free"


async def _wanted(desk: Desk, typed: Typed) -> Wanted | tuple[Mistake, ...]:
    number = whole_number(_first(typed, "number").strip(), 6)
    asked = await desk.asked(desk.survey.current_version)
    language, wrong = _first(typed, "language"), []
    versions = {str(one.id): one.id for one in await versions_of(desk.survey.id)}
    version = versions.get(_first(typed, "version")) or (
        desk.survey.current_version if len(versions) == 1 else None
    )
    if number is None or not 1 <= number <= MOST_NUMBER:
        wrong.append(Mistake("number", ENTER_NUMBER))
    if language not in asked.languages:
        wrong.append(Mistake("language", CHOOSE_PAPER))
    if version is None:
        wrong.append(Mistake("version", CHOOSE_VERSION))
    if wrong or number is None or version is None:
        return tuple(wrong)
    return Wanted(number, language, version)


async def _scan(request: AnyRequest) -> Cleaned | Problem | None:
    """A photo or PDF of the paper, cleaned; None where none was chosen."""
    sent = sent_file(request, SCAN)
    return await cleaned_file(sent, Family.picture, Family.document) if sent else None


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or ("",))[0]


@post(ONE + "/scan", guards=TYPES, request_class=WithFiles, request_max_body_size=None)
async def add_scan(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Put a scan to a form that has none yet, or another in its place."""
    await read_form(request)
    desk = await desk_of(request, consultation, now())
    desk.seen.needs(desk.seen.may_read_words)
    found = await desk.form(form)
    scan = await _scan(request)
    if isinstance(scan, Cleaned):
        async with writing():
            await forms.keep_scan(found, scan)
        return see(f"{desk.here}/{found.id}?done=scan")
    message = scan.message if scan else "Choose a photo or a PDF of the paper"
    return _told(request, _scan_page(request, desk, found, Form({}, (Mistake(SCAN, message),)), status=422))


def _scan_page(request: AnyRequest, desk: Desk, one: OneForm, form: Form, status: int = 200) -> Response[Any]:
    here = f"{desk.here}/{one.id}"
    return page(request, SCANNED, status=status, seen=desk.seen, one=one, here=here, form=form)


@get(ONE + "/scan/new", guards=TYPES)
async def new_scan(request: AnyRequest, consultation: UUID, form: UUID) -> Response[Any]:
    """Choose a photo or a PDF of the paper."""
    desk = await desk_of(request, consultation, now())
    desk.seen.needs(desk.seen.may_read_words)
    return _scan_page(request, desk, await desk.form(form), Form())


@get(ONE + "/scan", guards=TYPES)
async def scan(request: AnyRequest, consultation: UUID, form: UUID) -> Response[bytes]:
    """The scan, for those who may read what people wrote. A PDF is saved, never shown here."""
    desk = await desk_of(request, consultation, now())
    found = await desk.form(form)
    if not (found.has_scan and desk.seen.may_read_words):
        raise NotThere
    body = await forms.scan_of(found)

    async def piece(begin: int, length: int) -> bytes:
        return body[begin : begin + length]

    saved_as = f"form-{found.number}.pdf" if found.scan_type == "application/pdf" else ""
    return await media(request, found.scan_type, len(body), piece, saved_as=saved_as)


router = Router("/", route_handlers=[new, begin, new_scan, add_scan, scan])
