"""One question as a page shows it: plain values, in the words of one language. Markup and buttons are the template's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from engage.respond.parts import Part, Progress, part_of, progress_at
from engage.respond.speaking import Speaker
from engage.web.spoken import InLanguage
from surveys.answers import Given
from surveys.definition import EASY, Definition, Option, Question, QuestionKind, Step, said
from surveys.journey import Journey
from surveys.languages import plain
from surveys.questions import control, how, offered
from surveys.questions.number import plain as plain_number
from surveys.questions.rank import places
from surveys.questions.several_texts import labels
from surveys.questions.shape import Control
from surveys.wording import SIMPLE

# which picture stands beside an instruction, found by a word in it
_PICTURES = (
    ("choose", "choose"),
    ("more than one", "list"),
    ("names?", "private"),
    ("^no", "no"),
    ("write", "write"),
    ("skip", "stopit"),
    ("guess", "dunno"),
    ("say no", "no"),
    ("(is|are) (fine|ok)", "yes"),
    ("wrong", "star"),
    ("talk|say|tell", "say"),
    ("draw", "write"),
    ("helps?|helpers?", "helper"),
    ("friends?", "friends"),
    ("school", "school"),
    ("home", "home"),
    ("time|hours?", "clock"),
    ("month|weeks?|days?", "calendar"),
)
_NEXT_TOPIC = "talk"
# these show their pictures to everybody: faces are the scale, and pictures are what is chosen from
_ALWAYS_PICTURED = {QuestionKind.feeling_scale, QuestionKind.picture_choice}


@dataclass(frozen=True)
class Line:
    """One idea of Easy Read with its picture."""

    picture: str
    text: str


@dataclass(frozen=True)
class OptionSeen:
    """One answer to choose, or the label of a line to fill in. `picture` and `audio` are addresses of files."""

    code: str
    words: str
    symbol: str = ""
    picture: str = ""
    audio: str = ""
    says: bool = False


@dataclass(frozen=True)
class QuestionSeen:
    """A question on its page. `lines` are for Easy Read, `hint` for the others; `how` is said where the survey's own
    words do not say what to do."""

    id: str
    kind: QuestionKind
    control: Control
    text: str
    hint: str
    lines: tuple[Line, ...]
    how: str
    part: Part
    progress: Progress
    options: tuple[OptionSeen, ...]
    audio: str
    offers_dont_know: bool
    offers_dont_understand: bool
    max_length: int
    most: int
    low: float | None
    high: float | None
    decimals: int
    unit: str
    picture: str
    picture_says: str
    video: str
    transcript: str

    @property
    def has_faces(self) -> bool:
        return self.kind is QuestionKind.feeling_scale

    @property
    def has_pictures(self) -> bool:
        """Whether the pictures are what is chosen from, and shown big."""
        return self.kind is QuestionKind.picture_choice

    @property
    def is_page(self) -> bool:
        """Whether it only is to be read."""
        return self.control is Control.nothing

    @property
    def has_aids(self) -> bool:
        """Whether words stand between the question and its answers."""
        return bool(self.hint or self.lines or self.how)

    @property
    def ends(self) -> tuple[str, str]:
        """The lowest and highest number, in words; empty where there is no end."""
        low, high = ("" if end is None else plain_number(Decimal(str(end))) for end in (self.low, self.high))
        return low, high

    @property
    def video_at(self) -> str:
        """The name of the place the video is on."""
        return urlsplit(self.video).hostname or ""


def seen(
    definition: Definition,
    question: Question,
    given: Given | None,
    language: str,
    way: Journey | None = None,
    media: str = "",
) -> QuestionSeen:
    """The question in a language, with the place it has on a person's way (without one: on the way of somebody who has
    answered nothing). Every text knows the language it is in. A question as it is written is shown as its first screen.
    `media` is where the survey's pictures and recordings are; without it none are shown."""
    way = way or Journey(definition, {})
    step = definition.first_screen(question.id) or Step(question, question.id, "")
    asked = step.question
    speaker = Speaker(definition, language, way.kept, step.turn)
    easy = language.endswith(SIMPLE)
    hint = speaker.says(asked.hint)
    says_how = "choose" in said(asked.hint, EASY if easy else "en").lower()
    return QuestionSeen(
        id=asked.id,
        kind=asked.kind,
        control=control(asked),
        text=speaker.says(asked.text),
        hint="" if easy else hint,
        lines=_lines(hint, asked) if easy else (),
        how=how(asked) if not says_how else "",
        part=part_of(definition, step, way, speaker),
        progress=progress_at(definition, step, way),
        options=tuple(_options(asked, given, speaker, media)),
        audio=_at(media, _recorded(asked.audio, language)),
        offers_dont_know=asked.offers_dont_know,
        offers_dont_understand=asked.offers_dont_understand,
        max_length=asked.max_length,
        most=places(asked) if asked.kind is QuestionKind.rank else asked.most or 0,
        low=asked.low,
        high=asked.high,
        decimals=asked.decimals,
        unit=speaker.says(asked.unit),
        picture=_at(media, asked.picture),
        picture_says=speaker.says(asked.picture_says),
        video=asked.video if asked.video.startswith("https://") else "",
        transcript=speaker.says(asked.transcript),
    )


def _options(question: Question, given: Given | None, speaker: Speaker, media: str) -> list[OptionSeen]:
    pictured = speaker.language.endswith(SIMPLE) or question.kind in _ALWAYS_PICTURED
    shown = (
        labels(question) if control(question) is Control.lines else offered(question, speaker.language, given)
    )
    return [_option(option, speaker, media, pictured=pictured) for option in shown]


def _option(option: Option, speaker: Speaker, media: str, *, pictured: bool) -> OptionSeen:
    picture = _at(media, option.picture) if pictured else ""
    return OptionSeen(
        code=option.code,
        words=speaker.option(option),
        symbol=(option.symbol or "") if pictured and not picture else "",
        picture=picture,
        audio=_at(media, _recorded(option.audio, speaker.language)),
        says=option.says,
    )


def _at(media: str, file: str | None) -> str:
    return f"{media}/{file}" if media and file else ""


def _recorded(audio: Mapping[str, str], language: str) -> str:
    """The recording in a language: Easy Read has its own, else the plain one is played."""
    return audio.get(language) or audio.get(plain(language)) or ""


def _lines(hint: InLanguage, question: Question) -> tuple[Line, ...]:
    lines = [InLanguage(text.strip(), hint.language) for text in hint.splitlines() if text.strip()]
    # which picture fits is read from the English line that stands in the same place
    english = [text for text in said(question.hint, EASY).splitlines() if text.strip()]
    told_as = english if len(english) == len(lines) else lines
    pictures = [_picture(text, question) for text in told_as]
    topic = question.symbol or "talk"
    # the question's own picture goes to its first line that has none: the same one again would say nothing
    bare = next((n for n, picture in enumerate(pictures) if not picture), -1)
    shown = [picture or (topic if n == bare else _NEXT_TOPIC) for n, picture in enumerate(pictures)]
    return tuple(Line(picture, text) for picture, text in zip(shown, lines, strict=True))


def _picture(text: str, question: Question) -> str:
    found = next((picture for words, picture in _PICTURES if re.search(rf"\b({words})\b", text.lower())), "")
    return "list" if found == "choose" and control(question) is Control.ticks else found
