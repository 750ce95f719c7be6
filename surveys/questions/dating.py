"""What the types that ask for a day or a month have in common: three (or two) small fields, read in any usual way."""

import unicodedata
from datetime import date

from surveys.answers import Problem
from surveys.questions import posted
from surveys.questions.shape import Posted

N_ = str
DAY, MONTH, YEAR = (f"{posted.ANSWER}.{part}" for part in ("day", "month", "year"))
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
# what they are called in the other languages the site is drafted in; their first three letters tell them apart
_ELSEWHERE = (
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
)
# marks that many keyboards leave out (the one on “ź”, the dot of “ਫ਼”), and letters an Arabic keyboard has in their place
_TYPED = str.maketrans({"\u0301": None, "\u0a3c": None, "ي": "ی", "ك": "ک"})
FIRST_YEAR, LAST_YEAR = 1900, 2100
WRITE_MONTH = N_("Write the month as a number from 1 to 12, or its name")
WRITE_YEAR = N_("Write the year with four digits, such as 2026")
WRITE_DAY = N_("Write the day as a number from 1 to 31")
NO_SUCH_DAY = N_("Check the day. This month does not have that many days")


def is_empty(form: Posted, *fields: str) -> bool:
    """Whether nothing was written in any of the fields."""
    return not any(posted.values(form, field) for field in fields)


def read_month(form: Posted) -> tuple[int, int] | Problem:
    """The year and the month."""
    month = _month(posted.first(form, MONTH).strip())
    if month is None:
        return Problem(MONTH, WRITE_MONTH)
    year = _number(form, YEAR)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return Problem(YEAR, WRITE_YEAR)
    return year, month


def read_day(form: Posted) -> date | Problem:
    """The whole date."""
    day = _number(form, DAY)
    if day is None or not 1 <= day <= 31:
        return Problem(DAY, WRITE_DAY)
    found = read_month(form)
    if isinstance(found, Problem):
        return found
    try:
        return date(*found, day)
    except ValueError:
        return Problem(DAY, NO_SUCH_DAY)


def _number(form: Posted, field: str) -> int | None:
    return posted.whole_number(posted.first(form, field).strip(), 4)


def _month(raw: str) -> int | None:
    number = posted.whole_number(raw, 4)
    if number is not None:
        return number if 1 <= number <= 12 else None
    return _BY_BEGINNING.get(_beginning(raw))


def _beginning(name: str) -> str:
    return unicodedata.normalize("NFD", name).translate(_TYPED).casefold()[:3].strip()


_BY_BEGINNING = {
    _beginning(name): n
    for names in (MONTHS, *map(str.split, _ELSEWHERE))
    for n, name in enumerate(names, start=1)
}


def month_words(text: str) -> str:
    """`2026-11` as `November 2026`; anything else as it is."""
    year, _, month = text.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else text
