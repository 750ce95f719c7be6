"""The languages of one survey as its list shows them, purely: how much is written, what has fallen behind, who is offered it."""

from collections.abc import Collection
from dataclasses import dataclass

from surveys.definition import Definition
from surveys.languages import LANGUAGES, Language, language_of, plain
from surveys.texts import completeness, offered, written_languages
from surveys.translated import out_of_date
from surveys.wording import EASY, SIMPLE


@dataclass(frozen=True)
class Written:
    """How much of a survey is written in one language; Easy Read is one of its own."""

    code: str
    done: int
    of: int
    old: int

    @property
    def is_easy(self) -> bool:
        return self.code.endswith(SIMPLE)

    @property
    def missing(self) -> int:
        return self.of - self.done


@dataclass(frozen=True)
class LanguageRow:
    """One language with its Easy Read. `is_read` when the buttons and help around the survey are in it too."""

    language: Language
    plain: Written
    easy: Written
    is_offered: bool
    is_read: bool


def written(definition: Definition, code: str) -> Written:
    """How much is written in one language."""
    done, of = completeness(definition, code)
    return Written(code, done, of, len(out_of_date(definition, code)))


def language_rows(definition: Definition, spoken: Collection[str]) -> tuple[LanguageRow, ...]:
    """Every language of the list but English; `spoken` are those the interface speaks."""
    codes = [code for code in definition.languages if plain(code) == code != "en"]
    return tuple(
        LanguageRow(
            language_of(code),
            written(definition, code),
            written(definition, code + SIMPLE),
            code in offered(definition),
            code in spoken,
        )
        for code in codes
    )


def easy_read(definition: Definition) -> Written:
    """How much is written in Easy Read."""
    return written(definition, EASY)


def kept_words(definition: Definition) -> tuple[tuple[Language, int], ...]:
    """Languages that were taken off the list while their words stay, with how many texts."""
    codes = {plain(code) for code in written_languages(definition)} - {"en", *definition.languages}
    return tuple((language_of(code), completeness(definition, code)[0]) for code in sorted(codes))


def to_add(definition: Definition) -> tuple[tuple[str, str], ...]:
    """The languages that can be added, for a list to choose from: by their own name and ours."""
    left = [one for code, one in LANGUAGES.items() if code not in definition.languages]
    return tuple((one.code, named(one)) for one in sorted(left, key=lambda one: one.english))


def named(language: Language) -> str:
    """`Polish (Polski)`."""
    return language.english if language.english == language.name else f"{language.english} ({language.name})"
