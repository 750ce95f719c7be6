"""Three words on a card or in an e-mail, by which one person answers once. They are made anew from a batch's seed and the
site's key whenever they are needed; only keyed hashes are kept. The order they are typed in does not matter: with
571 words there are 31 million sets of three, and how often one may guess is limited where words are typed."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count

from surveys.answers import Problem
from surveys.wordlist import WORDS, words_in

CODE_WORDS = 3
_MOST_ATTEMPTS = 64
LONGEST_TYPED = 200  # letters that are looked at
CHECK_WORDS = Problem("code", "Type the three words of your card, like: plum river fox")


@dataclass(frozen=True)
class Code:
    """The words, such as `plum-river-fox`, and what is kept of them."""

    words: str
    hash: str


def code_of(seed: str, number: int, attempt: int, key: bytes) -> Code:
    """Code `number` of a batch, three different words; another `attempt` gives others."""
    told = f"invitation words:{seed}:{number}:{attempt}"
    left = int.from_bytes(hmac.digest(key, told.encode(), "sha256"))
    words: list[str] = []
    while len(words) < CODE_WORDS:
        left, place = divmod(left, len(WORDS))
        if WORDS[place] not in words:
            words.append(WORDS[place])
    return Code("-".join(words), code_hash("-".join(words), key))


def code_hash(words: str, key: bytes) -> str:
    """What is kept of a code: an HMAC in hex, the same for the same words in any order."""
    in_order = "-".join(sorted(words.split("-")))
    return hmac.digest(key, b"invitation hash" + in_order.encode(), "sha256").hex()


def new_codes(seed: str, how_many: int, key: bytes, taken: Collection[str]) -> tuple[Code, ...]:
    """Codes 0, 1, 2 … of a new batch: each the first attempt that no other code has. `taken` are hashes of others."""
    made: dict[str, Code] = {}
    for number in range(how_many):
        tries = (code_of(seed, number, attempt, key) for attempt in count())
        code = next(one for one in tries if one.hash not in taken and one.hash not in made)
        made[code.hash] = code
    return tuple(made.values())


def same_codes(seed: str, key: bytes, own: Collection[str]) -> tuple[Code, ...]:
    """The codes of a batch again, in their order. `own` are the hashes it has; with another key than they were made with
    there are none."""
    made: dict[str, Code] = {}
    for number in range(len(own)):
        tries = (code_of(seed, number, attempt, key) for attempt in range(_MOST_ATTEMPTS))
        code = next((one for one in tries if one.hash in own and one.hash not in made), None)
        if code is None:
            return ()
        made[code.hash] = code
    return tuple(made.values())


def read_code(raw: str) -> str | Problem:
    """The code somebody typed, whatever the capitals, spaces, dashes and order; or what to do."""
    words = words_in(raw)
    if words and len(words) == CODE_WORDS and len(set(words)) == CODE_WORDS:
        return "-".join(words)
    return CHECK_WORDS


def unknown_word(raw: str) -> tuple[str, str] | None:
    """The first typed word that no card has, and the word it was probably meant to be, or ""."""
    typed = "".join(letter if letter.isalpha() else " " for letter in raw[:LONGEST_TYPED].lower()).split()
    word = next((one for one in typed if words_in(one) is None), None)
    if word is None:
        return None
    return word, next(iter(get_close_matches(word, WORDS, n=1, cutoff=0.7)), "")
