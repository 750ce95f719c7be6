"""What a person typed, made safe to keep: hidden and reordering controls go, everything a person can see stays."""

import re

# Zero-width and bidi controls can hide words from the person who reads them. U+200C and U+200D stay: Persian,
# Urdu and joined emoji need them. C0 and C1 controls go, but for tab and line feed.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
# Tag characters spell invisible words; the only honest use is a flag, such as that of Wales.
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f)|[\U000e0000-\U000e007f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def kept(raw: str) -> str:
    """The text as it is stored: LF line ends, no hidden controls, lone surrogates as U+FFFD, no space around it."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATES.sub("\ufffd", _HIDDEN.sub("", text))
    return _TAGS.sub(lambda found: found.group(1) or "", text).strip()


def one_line(raw: str) -> str:
    """The same, with every run of white space as one space."""
    return " ".join(kept(raw).split())
