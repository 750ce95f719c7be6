"""A short survey in English, Polish and Urdu, as somebody who speaks them would have written it."""

from collections.abc import Mapping

from surveys.definition import Definition, Option, Question, QuestionKind, Section

FEEL, HELP, CHANGE = "q_feeling1", "q_gethelp1", "q_tochange"


def _option(code: str, symbol: str, **text: str) -> Option:
    return Option(code=code, text=text, symbol=symbol)


def _easy(en: str, easy: str, **text: str) -> Mapping[str, str]:
    return {"en": en, "en-simple": easy, **text}


SCHOOL = Definition(
    title=_easy("School and your child", "School", pl="Szkoła i Twoje dziecko", ur="سکول اور آپ کا بچہ"),
    intro=_easy(
        "We want to know what school is like for your child.",
        "This is about school.",
        pl="Chcemy wiedzieć, jak Twojemu dziecku jest w szkole. Źle? Dobrze? Świetnie?",
        ur="ہم جاننا چاہتے ہیں کہ آپ کے بچے کے لیے سکول کیسا ہے۔",
    ),
    languages=("en", "en-simple", "pl", "ur"),
    sections=(
        Section(
            id="s_1",
            title={"en": "How it is now", "pl": "Jak jest teraz", "ur": "اب کیسا ہے"},
            questions=(
                Question(
                    id=FEEL,
                    kind=QuestionKind.feeling_scale,
                    text=_easy(
                        "How does your child feel about school?",
                        "How does your child feel at school?",
                        pl="Jak Twoje dziecko czuje się w szkole?",
                        ur="آپ کا بچہ سکول کے بارے میں کیسا محسوس کرتا ہے؟",
                    ),
                    hint=_easy(
                        "There is no wrong answer.",
                        "Choose one.",
                        pl="Nie ma złych odpowiedzi.",
                        ur="کوئی جواب غلط نہیں ہے۔",
                    ),
                    symbol="school",
                ),
                Question(
                    id=CHANGE,
                    kind=QuestionKind.long_text,
                    text=_easy(
                        "What would make school better for your child?",
                        "What should change at school?",
                        pl="Co pomogłoby Twojemu dziecku w szkole?",
                        ur="آپ کے بچے کے لیے سکول میں کیا بہتر ہو سکتا ہے؟",
                    ),
                    hint=_easy(
                        "Leave out names.",
                        "Do not write names.",
                        pl="Nie podawaj nazwisk.",
                        ur="نام نہ لکھیں۔",
                    ),
                    symbol="change",
                ),
                Question(
                    id=HELP,
                    kind=QuestionKind.single_choice,
                    text={
                        "en": "Does your child get the help they need?",
                        "pl": "Czy Twoje dziecko dostaje potrzebną pomoc?",
                        "ur": "کیا آپ کے بچے کو وہ مدد ملتی ہے جس کی ضرورت ہے؟",
                    },
                    symbol="helper",
                    options=(
                        _option("yes", "yes", en="Yes", pl="Tak", ur="جی ہاں"),
                        _option("some", "some", en="Sometimes", pl="Czasami", ur="کبھی کبھی"),
                        # not translated: people see the English, marked as English
                        _option("no", "no", en="Not at the moment"),
                    ),
                ),
            ),
        ),
    ),
)
