"""One e-mail address: found in what somebody typed or pasted, and checked as far as a program can. Pure."""

import re
from dataclasses import dataclass

from surveys.typed import one_line

LONGEST = 200  # letters; the longest that is really used has half of that
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LAST_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")
# what stands between the addresses of a line, and between an address and a name
_BETWEEN = re.compile(r"[\s,;|<>()\[\]\"“”]+|\bmailto:", re.IGNORECASE)

N_ = str
NO_AT = N_("There is no @ in it")
TWO_AT = N_("There are two @ in it")
BEFORE_AT = N_("Look at the part before the @: something is wrong there")
AFTER_AT = N_("Look at the part after the @: it needs to end like example.org")
TOO_LONG = N_("It is too long for an e-mail address")
NOTHING = N_("There is no e-mail address here")


@dataclass(frozen=True)
class Unread:
    """Something that looks as if it was meant as an address, and what is wrong with it."""

    words: str
    why: str


def read_address(raw: str) -> str | Unread:
    """The address, its domain in lower case; or why it is none. Letters of other alphabets are fine after the @."""
    words = one_line(raw).strip(".:'’‘").strip()
    local, at, domain = words.rpartition("@")
    domain = _in_ascii(domain)
    if not at:
        return Unread(words, NO_AT)
    if "@" in local:
        return Unread(words, TWO_AT)
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        return Unread(words, BEFORE_AT)
    if not _is_domain(domain):
        return Unread(words, AFTER_AT)
    address = f"{local}@{domain}"
    return Unread(words, TOO_LONG) if len(address) > LONGEST else address


def addresses_in(line: str) -> tuple[str | Unread, ...]:
    """Everything in a line that holds an @: `Name <a@b.org>`, `a@b.org; c@d.org`, `Smith, Jo jo@b.org`. Names are left out."""
    return tuple(read_address(part) for part in _BETWEEN.split(one_line(line)) if "@" in part)


def same(address: str) -> str:
    """By which two addresses are told to be the same: capitals make no difference, anything else does."""
    return address.casefold()


def _in_ascii(domain: str) -> str:
    lower = domain.lower()
    if lower.isascii():
        return lower
    try:
        return lower.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and bool(_LAST_LABEL.fullmatch(labels[-1]))
