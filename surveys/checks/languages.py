"""What is missing or has fallen behind in the languages people are offered, Easy Read among them."""

from collections.abc import Iterator

from surveys.checks.remarks import Remark, should
from surveys.definition import Definition
from surveys.languages import language_of
from surveys.texts import completeness, offered
from surveys.translated import out_of_date
from surveys.wording import EASY

LANGUAGES = "languages"


def about_languages(definition: Definition) -> Iterator[Remark]:
    """Advice only: people are shown English where a translation is missing."""
    for code in offered(definition)[1:]:
        done, of = completeness(definition, code)
        name = language_of(code).english
        if done < of:
            yield should(
                f"{_texts(of - done)} missing in {name}. People see English in its place", field=LANGUAGES
            )
        yield from _behind(definition, code, name)
    yield from _behind(definition, EASY, "Easy Read")


def _behind(definition: Definition, code: str, name: str) -> Iterator[Remark]:
    if old := len(out_of_date(definition, code)):
        yield should(f"{_texts(old)} out of date in {name}. The English has changed since", field=LANGUAGES)


def _texts(many: int) -> str:
    return "1 text is" if many == 1 else f"{many} texts are"
