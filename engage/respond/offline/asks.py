"""What the script must know of a question to read an answer to it without signal (engage/static/offline/read.js)."""

from typing import Any

from engage.web.languages import translate
from surveys.answers import filled_in
from surveys.definition import Question, QuestionKind
from surveys.questions import control, counted
from surveys.questions.choosing import OWN_WORDS
from surveys.questions.dating import NO_SUCH_DAY, WRITE_DAY, WRITE_MONTH, WRITE_YEAR
from surveys.questions.postcode_area import WRITE_AREA
from surveys.questions.posted import CHOOSE_ONE
from surveys.questions.rank import BOTH as RANK_BOTH
from surveys.questions.rank import TWICE
from surveys.questions.several_texts import labels
from surveys.questions.shape import Control
from surveys.questions.ticking import BOTH as TICKS_BOTH

N_ = str
TOO_LONG = N_("Make your answer shorter. You can write up to %(most)s letters.")
AT_MOST = N_("Choose %(most)s at most")
ALONE = N_("Choose the last answer on its own, or take its tick off")
NUMBER = N_("Write a number, such as 12")
RANGE = N_("Write a number from %(least)s to %(most)s")
FEWER = N_("Write fewer digits after the point")
_LISTED = {Control.radios, Control.ticks, Control.ranks}


def ask_of(question: Question) -> dict[str, Any]:
    """Plain values by the names the script uses; `wrong` are the sentences that say what to put right."""
    shown = control(question)
    options = counted(question) if shown in _LISTED else labels(question) if shown is Control.lines else ()
    offers = {"dont_know": question.offers_dont_know, "dont_understand": question.offers_dont_understand}
    return {
        "control": shown.value,
        "codes": [one.code for one in options],
        "says": next((one.code for one in options if one.says), "") if shown in _LISTED else "",
        "alone": [one.code for one in options if one.exclusive],
        "quiet": [name for name, is_offered in offers.items() if is_offered],
        "most": question.most or 0,
        "low": question.low,
        "high": question.high,
        "decimals": question.decimals,
        "units": [words.lower() for words in question.unit.values() if words],
        "long": question.max_length,
        "isArea": question.kind is QuestionKind.postcode_area,
        "wrong": {name: _said(question, words) for name, words in _wrong(shown, question).items()},
    }


def _said(question: Question, words: str) -> str:
    ends = (question.low, question.high)
    least, most = ("" if end is None else f"{end:g}" for end in ends)
    if words == TOO_LONG:
        most = f"{question.max_length:,}"
    if words == AT_MOST:
        most = str(question.most)
    return filled_in(translate(words), {"least": least, "most": most, "number": "…"}, "en")


def _wrong(shown: Control, question: Question) -> dict[str, str]:
    match shown:
        case Control.radios:
            return {"one": CHOOSE_ONE.message, "own": OWN_WORDS.message, "long": TOO_LONG}
        case Control.ticks:
            return {
                "both": TICKS_BOTH.message,
                "alone": ALONE,
                "most": AT_MOST,
                "own": OWN_WORDS.message,
                "long": TOO_LONG,
            }
        case Control.ranks:
            return {"both": RANK_BOTH.message, "twice": TWICE}
        case Control.number:
            return {"number": NUMBER, "range": RANGE, "places": FEWER, "long": TOO_LONG}
        case Control.date | Control.month:
            return {"day": WRITE_DAY, "month": WRITE_MONTH, "year": WRITE_YEAR, "noday": NO_SUCH_DAY}
        case Control.nothing:
            return {}
        case _ if question.kind is QuestionKind.postcode_area:
            return {"area": WRITE_AREA, "long": TOO_LONG}
        case _:
            return {"long": TOO_LONG}
