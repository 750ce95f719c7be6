"""What a careful reader would say about a text: its reading age, the words to change, the sentences to split. A hint, no mark."""

from collections.abc import Iterator

from surveys.checks import EASY_SENTENCE, STANDARD_SENTENCE, reading_age
from surveys.reading import hard_words, long_sentences
from surveys.reading import words as words_in

_ENOUGH_WORDS = 12
_MOST_WORDS = 4


def reading_hint(text: str, *, easy: bool = False) -> str:
    """ "Reading age about 11, try for 9. Change “implement” (try “do”).", or nothing for an empty text."""
    if not text.strip():
        return ""
    return " ".join(_remarks(text, easy))


def _remarks(text: str, easy: bool) -> Iterator[str]:
    most, aim = (EASY_SENTENCE, 7) if easy else (STANDARD_SENTENCE, 9)
    if len(words_in(text)) >= _ENOUGH_WORDS:
        age = reading_age(text)
        yield f"Reading age about {age}." if age <= aim else f"Reading age about {age}: try for {aim}."
    if hard := list(hard_words(text, easy=easy).items())[:_MOST_WORDS]:
        yield f"Change {', '.join(f'“{word}”' + (f' (try “{plain}”)' if plain else '') for word, plain in hard)}."
    if count := len(long_sentences(text, most)):
        yield f"{'One sentence has' if count == 1 else f'{count} sentences have'} more than {most} words."
