"""Which fields the form of each type of question has, and what they are called there. Everything else is left out of the
page, so that nobody meets a field that does nothing."""

from collections.abc import Mapping
from enum import StrEnum

from surveys.definition import Option, Question, QuestionKind
from surveys.families import has_most, says, stands_alone
from surveys.questions import counted

N_ = str


class Part(StrEnum):
    answers = "answers"  # answers to choose from: add, move, take out
    lines = "lines"  # lines to write on: the same rows, other words
    own_words = "own_words"  # other words for answers that are always the same
    statements = "statements"
    says = "says"  # an answer may have room for words
    alone = "alone"  # an answer may stand alone
    points = "points"  # five steps or three
    most = "most"
    range = "range"  # the lowest and the highest number
    unit = "unit"
    room = "room"  # letters to write
    media = "media"  # picture, video and what they say
    offers = "offers"  # I don't know, I don't understand


_P = Part
# what `surveys.families` does not know of a type
_PARTS: Mapping[QuestionKind, frozenset[Part]] = {
    QuestionKind.single_choice: frozenset({_P.answers, _P.offers}),
    QuestionKind.yes_no: frozenset({_P.own_words, _P.offers}),
    QuestionKind.many: frozenset({_P.answers, _P.offers}),
    QuestionKind.picture_choice: frozenset({_P.answers, _P.offers}),
    QuestionKind.feeling_scale: frozenset({_P.own_words, _P.points, _P.offers}),
    QuestionKind.agreement_scale: frozenset({_P.own_words, _P.points, _P.offers}),
    QuestionKind.statement_set: frozenset({_P.statements, _P.answers, _P.points, _P.offers}),
    QuestionKind.rank: frozenset({_P.answers, _P.offers}),
    QuestionKind.short_text: frozenset({_P.room, _P.offers}),
    QuestionKind.long_text: frozenset({_P.room, _P.offers}),
    QuestionKind.several_texts: frozenset({_P.lines, _P.room, _P.offers}),
    QuestionKind.number: frozenset({_P.range, _P.unit, _P.offers}),
    QuestionKind.date: frozenset({_P.offers}),
    QuestionKind.month: frozenset({_P.offers}),
    QuestionKind.postcode_area: frozenset({_P.offers}),
    QuestionKind.information: frozenset({_P.media}),
    QuestionKind.consent: frozenset({_P.own_words, _P.offers}),
    QuestionKind.who_answers: frozenset({_P.answers, _P.offers}),
    QuestionKind.voice: frozenset({_P.room, _P.offers}),
    QuestionKind.photo: frozenset({_P.room, _P.offers}),
    QuestionKind.drawing: frozenset({_P.room, _P.offers}),
    QuestionKind.repeat: frozenset({_P.unit, _P.offers}),
}


def parts_of(kind: QuestionKind) -> frozenset[Part]:
    """The fields the form of a kind has."""
    also = ((Part.says, says), (Part.alone, stands_alone), (Part.most, has_most))
    return _PARTS[kind] | {part for part, has_it in also if has_it(kind)}


def has_rows(kind: QuestionKind) -> bool:
    """Whether there are answers or lines that can be added, moved and taken out."""
    return bool(parts_of(kind) & {Part.answers, Part.lines})


_STANDARD = frozenset(
    {QuestionKind.yes_no, QuestionKind.consent, QuestionKind.feeling_scale, QuestionKind.agreement_scale}
)


def standard_answers(question: Question) -> tuple[Option, ...]:
    """The answers that are the same every time, as the type words them; empty for every other type."""
    if question.kind not in _STANDARD:
        return ()
    return counted(question.model_copy(update={"options": (), "points": 5}))


# what the first fields are called where “Question” would be wrong; all are msgids
TEXT_NAMES: Mapping[QuestionKind, str] = {
    QuestionKind.information: N_("Heading of the page"),
    QuestionKind.agreement_scale: N_("The sentence people agree with or not"),
    QuestionKind.statement_set: N_("What the statements are about"),
}
HINT_NAMES: Mapping[QuestionKind, str] = {
    QuestionKind.information: N_("The words to read"),
    QuestionKind.consent: N_("What you want to do, and why"),
}
MOST_NAMES: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.many: (
        N_("How many may people choose?"),
        N_("Leave it empty for as many as they like."),
    ),
    QuestionKind.picture_choice: (
        N_("How many may people choose?"),
        N_("1 for one only. Leave it empty for as many as they like."),
    ),
    QuestionKind.rank: (
        N_("How many do people put in order?"),
        N_("3 is the top 3. Leave it empty for all of them."),
    ),
    QuestionKind.voice: (N_("How many recordings at most?"), N_("Leave it empty for one.")),
    QuestionKind.photo: (N_("How many photos or files at most?"), N_("Leave it empty for one.")),
    QuestionKind.drawing: (N_("How many drawings at most?"), N_("Leave it empty for one.")),
    QuestionKind.repeat: (N_("How many at most?"), N_("From 1 to 10. Leave it empty for 5.")),
}
