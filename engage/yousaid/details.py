"""Finds what looks like a way to reach a person: e-mail addresses, telephone numbers, postcodes. A second person still reads."""

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w£])(?:\+?44|\(?0)[\d\s().-]{8,16}\d(?!\w)")
# Helplines and public bodies: 0800 and 0808 are free to call, 0300 belongs to public bodies. Nobody lives there.
_HELPLINES = ("0800", "0808", "0300", "44800", "44808", "44300")


def contact_details(text: str) -> tuple[str, ...]:
    """Each found, as it is written, in the order they stand."""
    return tuple(found for _, found in sorted(_found(text)))


def _found(text: str) -> Iterator[tuple[int, str]]:
    for match in [*_EMAIL.finditer(text), *_POSTCODE.finditer(text)]:
        yield match.start(), match.group()
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 10 <= len(digits) <= 13 and not digits.startswith(_HELPLINES):
            yield match.start(), match.group().strip()
