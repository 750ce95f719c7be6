"""One difference of a survey as a sentence for staff, and what its texts are called. Pure."""

from collections.abc import Callable, Mapping

from engage.consultations.words import KIND_NAMES
from surveys.definition import Definition, Question, QuestionKind, Section, said
from surveys.differences import Anything, Difference, Part, What
from surveys.languages import english_name
from surveys.logic.english import asked_of, goes_on, shown_to

_FIELDS: Mapping[str, str] = {
    "title": "Title",
    "intro": "Introduction",
    "text": "Question",
    "hint": "Hint",
    "stem": "Words above the statements",
    "unit": "Unit",
    "picture_says": "What the picture shows",
    "transcript": "What the film says",
}


def named(part: Part, place: str) -> str:
    """What a text is called: `Hint`, `Answer “Yes”`; a heading's title is the heading."""
    group, _, rest = place.partition(".")
    if not rest:
        is_heading = part.is_section and place == "title"
        return "Heading" if is_heading else _FIELDS.get(place, place)
    code = rest.partition(".")[0]
    return f"{'Statement' if group == 'statements' else 'Answer'} “{_answer(part, group, code)}”"


def _answer(part: Part, group: str, code: str) -> str:
    for question in (part.before, part.after):
        if isinstance(question, Question):
            found = next((one for one in getattr(question, group) if one.code == code), None)
            if found:
                return said(found.text, "en") or code
    return code


def in_language(code: str) -> str:
    """`, Easy Read` or `, Polish` after the name of a text; nothing after an English one."""
    return "" if code == "en" else f", {english_name(code)}"


def _removed(part: Part, _: Difference) -> str:
    if isinstance(part.before, Section):
        return "This heading is taken out."
    return "This question is taken out. What people answered so far stays, and is shown after the others."


def _kind(_: Part, one: Difference) -> str:
    if one.place == "points":
        return f"The scale had {one.before} points and has {one.after} now."
    before, after = (KIND_NAMES[QuestionKind(kind)] for kind in (one.before, one.after))
    return f"Another type of question: “{before}” before, “{after}” now."


_WAYS = {"exclusive": "chosen alone", "says": "has room for words"}


def _way(one: Difference) -> str:
    way = _WAYS.get(one.place.rpartition(".")[2], one.place.rpartition(".")[2])
    return f"{way} now" if one.after else f"not {way} any more"


def _before_and_now(one: Difference, nothing: str) -> str:
    return f"{one.before or nothing} before, {one.after or nothing} now"


_PICTURES = {"symbol": "picture for Easy Read", "picture": "picture", "video": "film", "audio": "recording"}


def _picture(part: Part, one: Difference) -> str:
    name = _PICTURES.get(one.place.rpartition(".")[2], "picture")
    whose = named(part, one.place)
    of = f" of the {whose[:1].lower()}{whose[1:]}" if "." in one.place else ""
    if not one.before:
        return f"A {name}{of} is added."
    return f"Another {name}{of}." if one.after else f"The {name}{of} is taken out."


def _languages(codes: str) -> str:
    return ", ".join(map(english_name, codes.split(", ")))


_LIMITS: Mapping[str, str] = {
    "most": "How many at most",
    "low": "The lowest number",
    "high": "The highest number",
    "decimals": "Places after the point",
    "max_length": "Letters at most",
    "offers_dont_know": "“I don’t know” to choose",
    "offers_dont_understand": "“I don’t understand” to choose",
}


def _limit(_: Part, one: Difference) -> str:
    name = _LIMITS.get(one.place, one.place.replace("_", " ").capitalize())
    return f"{name}: {_before_and_now(one, 'no')}."


def _added(part: Part, _: Difference) -> str:
    return "This heading is new." if part.is_section else "This question is new."


def _moved(_: Part, one: Difference) -> str:
    if not one.before:
        return "Moved to another place."
    return f"Moved: it was question {one.before} and is question {one.after} now."


def _answer_kind(part: Part, one: Difference) -> str:
    return f"{named(part, one.place)}: {_way(one)}."


def _logic(part: Part, one: Difference) -> str:
    """A rule in plain English, before and now."""
    if part.surveys is None:
        return f"The rules changed: {_before_and_now(one, 'none')}."
    sides = zip((part.before, part.after), part.surveys, strict=True)
    before, now = (_rule(side, survey, one.place) for side, survey in sides)
    return f"Before: {before}. Now: {now}."


def _rule(part: Anything | None, survey: Definition, place: str) -> str:
    if isinstance(part, Section):
        return asked_of(part, survey) or "This part is for everybody"
    if not isinstance(part, Question):
        return "no rule"
    if place == "routes":
        return (
            "; ".join(goes_on(route, part, survey) for route in part.routes)
            or "Everybody goes on to the next"
        )
    return shown_to(part, survey) or "Shown to everybody"


def _said_languages(_: Part, one: Difference) -> str:
    return f"Languages: {_languages(one.before)} before, {_languages(one.after)} now."


_SENTENCES: Mapping[What, Callable[[Part, Difference], str]] = {
    What.added: _added,
    What.removed: _removed,
    What.moved: _moved,
    What.regrouped: lambda _part, _one: "It stands under another heading now.",
    What.kind: _kind,
    What.answer_added: lambda _part, one: f"New answer: “{one.after}”.",
    What.answer_removed: lambda _part, one: f"Answer taken out: “{one.before}”.",
    What.answers_moved: lambda _part, one: f"The answers come in another order: {one.after}.",
    What.answer_kind: _answer_kind,
    What.logic: _logic,
    What.picture: _picture,
    What.languages: _said_languages,
    What.limits: _limit,
}


def sentence(part: Part, one: Difference) -> str:
    """What differs, for everything but texts."""
    return _SENTENCES[one.what](part, one)
