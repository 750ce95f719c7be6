"""A survey's texts as one person reads them: in their language, with their own earlier answers said again where the text
asks for it; and an answer in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engage.web import languages
from engage.web.spoken import InLanguage, told, worded
from surveys.answers import STATE_WORDS, AnswerState, Given
from surveys.definition import Definition, Option, Question, QuestionKind, said
from surveys.languages import plain
from surveys.piping import piped
from surveys.questions import control, counted, show
from surveys.questions.several_texts import labels, lines_of
from surveys.questions.shape import Control
from surveys.questions.yes_no import NOT_SURE

_LISTED = {Control.radios, Control.ticks, Control.ranks}


@dataclass(frozen=True)
class Speaker:
    """Says texts in one language; `answers` are those on the person's way, `turn` counts inside a repeat."""

    definition: Definition
    language: str
    answers: Mapping[str, Given] = field(default_factory=dict)
    turn: int | None = None

    def says(self, text: Mapping[str, str]) -> InLanguage:
        """The words of a text; they know which language they are in."""
        words = worded(text, self.language)
        full = piped(words, self.definition, self.answers, words.language, self.turn, self._standard)
        return InLanguage(full, words.language)

    def _standard(self, words: str) -> str:
        return languages.translated(words, plain(self.language)) or words

    def option(self, option: Option) -> str:
        """The words of an answer to choose; one without any is called by its code."""
        return self.says(option.text) or option.code

    def answer(self, question: Question, given: Given) -> str:
        """An answer, as the person who gave it reads it. What somebody wrote themselves is left as it is."""
        if not given.is_given:
            return told(said(self._not_given(question, given), self.language), self.language)
        if control(question) in _LISTED:
            return self._listed(question, given)
        if control(question) is Control.lines:
            return self._on_lines(question, given)
        words = show(question, given, self.language)
        if control(question) in {Control.date, Control.month}:
            return " ".join(told(word, self.language) for word in words.split(" "))
        if control(question) is Control.file and given.choices:
            return "\n".join(told(line, self.language) for line in words.split("\n"))
        return words

    @staticmethod
    def _not_given(question: Question, given: Given) -> Mapping[str, str]:
        is_unsure = question.kind is QuestionKind.yes_no and given.state is AnswerState.dont_know
        return NOT_SURE if is_unsure else STATE_WORDS[given.state]

    def _listed(self, question: Question, given: Given) -> str:
        options = {option.code: option for option in counted(question)}
        each = [self._chosen(code, options.get(code), given) for code in given.choices]
        if control(question) is Control.ranks:
            return "\n".join(f"{n}. {words}" for n, words in enumerate(each, start=1))
        return each[0] if len(each) == 1 else "; ".join(each)

    def _on_lines(self, question: Question, given: Given) -> str:
        names = {label.code: self.option(label) for label in labels(question)}
        return "\n".join(f"{names.get(code, code)}: {words}" for code, words in lines_of(given).items())

    def _chosen(self, code: str, option: Option | None, given: Given) -> str:
        words = self.option(option) if option else code
        return f"{words}: {given.text}" if option and option.says and given.text else words
