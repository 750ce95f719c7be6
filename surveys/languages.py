"""The languages a survey can be put into: what they call themselves, what English calls them, and which way they run.
What is written in them is left to `texts`."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.wording import EASY, SIMPLE


@dataclass(frozen=True)
class Language:
    """One language. `code` is a language tag in small letters; `name` is its own, `english` for staff who build."""

    code: str
    name: str
    english: str
    is_rtl: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.is_rtl else "ltr"


# Languages of families and schools in England, and Welsh. Written ones only: signed languages need video.
_LANGUAGES = (
    Language("en", "English", "English"),
    Language("sq", "Shqip", "Albanian"),
    Language("am", "አማርኛ", "Amharic"),
    Language("ar", "العربية", "Arabic", is_rtl=True),
    Language("bn", "বাংলা", "Bengali"),
    Language("bg", "Български", "Bulgarian"),
    Language("zh-hans", "简体中文", "Chinese, simplified"),
    Language("zh-hant", "繁體中文", "Chinese, traditional"),
    Language("hr", "Hrvatski", "Croatian"),
    Language("cs", "Čeština", "Czech"),
    Language("prs", "دری", "Dari", is_rtl=True),
    Language("nl", "Nederlands", "Dutch"),
    Language("fa", "فارسی", "Farsi", is_rtl=True),
    Language("fil", "Filipino", "Filipino"),
    Language("fr", "Français", "French"),
    Language("de", "Deutsch", "German"),
    Language("el", "Ελληνικά", "Greek"),
    Language("gu", "ગુજરાતી", "Gujarati"),
    Language("hi", "हिन्दी", "Hindi"),
    Language("hu", "Magyar", "Hungarian"),
    Language("ig", "Igbo", "Igbo"),
    Language("it", "Italiano", "Italian"),
    Language("kmr", "Kurdî", "Kurdish, Kurmanji"),
    Language("ckb", "کوردی", "Kurdish, Sorani", is_rtl=True),
    Language("lv", "Latviešu", "Latvian"),
    Language("lt", "Lietuvių", "Lithuanian"),
    Language("ml", "മലയാളം", "Malayalam"),
    Language("ne", "नेपाली", "Nepali"),
    Language("pa", "ਪੰਜਾਬੀ", "Panjabi, Gurmukhi"),
    Language("pnb", "پنجابی", "Panjabi, Shahmukhi", is_rtl=True),
    Language("ps", "پښتو", "Pashto", is_rtl=True),
    Language("pl", "Polski", "Polish"),
    Language("pt", "Português", "Portuguese"),
    Language("ro", "Română", "Romanian"),
    Language("ru", "Русский", "Russian"),
    Language("si", "සිංහල", "Sinhala"),
    Language("sk", "Slovenčina", "Slovak"),
    Language("so", "Soomaali", "Somali"),
    Language("es", "Español", "Spanish"),
    Language("sw", "Kiswahili", "Swahili"),
    Language("ta", "தமிழ்", "Tamil"),
    Language("te", "తెలుగు", "Telugu"),
    Language("ti", "ትግርኛ", "Tigrinya"),
    Language("tr", "Türkçe", "Turkish"),
    Language("ak", "Twi", "Twi"),
    Language("uk", "Українська", "Ukrainian"),
    Language("ur", "اردو", "Urdu", is_rtl=True),
    Language("vi", "Tiếng Việt", "Vietnamese"),
    Language("cy", "Cymraeg", "Welsh"),
    Language("yo", "Yorùbá", "Yoruba"),
)
LANGUAGES: Mapping[str, Language] = {one.code: one for one in _LANGUAGES}


def plain(code: str) -> str:
    """A language without its Easy Read mark: `pl-simple` is `pl`."""
    return code.removesuffix(SIMPLE)


def language_of(code: str) -> Language:
    """The language of a code, Easy Read or not; one that is not in the list is called by its code."""
    bare = plain(code)
    return LANGUAGES.get(bare) or Language(bare, bare, bare)


def english_name(code: str) -> str:
    """`Polish`, `Polish, Easy Read`, or for English `Easy Read`: what staff call it."""
    if code == EASY:
        return "Easy Read"
    name = language_of(code).english
    return f"{name}, Easy Read" if code.endswith(SIMPLE) else name


def is_known(code: str) -> bool:
    """Whether staff can put a survey into this language, Easy Read or not."""
    return plain(code) in LANGUAGES
