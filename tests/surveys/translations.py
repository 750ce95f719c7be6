"""Surveys in several languages: one that is really translated, and any at all for Hypothesis to draw."""

from hypothesis import strategies as st

from surveys.definition import Definition, Option, Question, QuestionKind, Section
from tests.surveys.every_type import WHOLE

HELP = Question(
    id="q_thehelp1",
    kind=QuestionKind.single_choice,
    text={
        "en": "Do you get help?",
        "en-simple": "Do you get help?",
        "pl": "Czy dostajesz pomoc?",
        "ur": "کیا آپ کو مدد ملتی ہے؟",
    },
    hint={"en": "Help can be a person.", "en-simple": "Help is a person."},
    options=(
        Option(code="yes", text={"en": "Yes", "pl": "Tak", "ur": "جی ہاں"}),
        Option(code="no", text={"en": "No", "pl": "Nie", "ur": "نہیں"}),
    ),
)
AGAIN = Question(
    id="q_theagain", kind=QuestionKind.long_text, text={"en": "You said {q_thehelp1|something}. What helps?"}
)
HELPED = Definition(
    title={"en": "School and you", "pl": "Szkoła i ty", "ur": "سکول اور آپ"},
    intro={"en": "Tell us about school."},
    languages=("en", "en-simple", "pl", "ur"),
    sections=(Section(id="s_1", title={"en": "Help"}, questions=(HELP, AGAIN)),),
)
EVERY_TYPE = Definition(
    title={"en": "Everything"},
    sections=(
        Section(
            id="s_1",
            questions=tuple(
                one.model_copy(update={"id": f"q_drawn{number:03}"}) for number, one in enumerate(WHOLE)
            ),
        ),
    ),
)

# text as people write it and as nobody does: quotes, formulas, backslashes, line ends, other scripts
_letters = st.characters(exclude_categories=["Cs"])
_odd = st.sampled_from(
    ["=1+1", '"', "\\n", "\\", "_x0041_", "%(n)s", "#, fuzzy", "+", "@", "😀", "اردو", "{", "|"]
)
words = st.lists(st.text(_letters, max_size=20) | _odd | st.just("\n"), max_size=5).map("".join)
_languages = st.sampled_from(["en", "en-simple", "pl", "ur", "ur-simple"])
texts = st.dictionaries(_languages, words, max_size=4)
_options = st.builds(Option, code=st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True), text=texts)
_rows = st.lists(_options, max_size=4, unique_by=lambda one: one.code).map(tuple)
_questions = st.builds(
    Question,
    id=st.from_regex(r"q_[a-z0-9]{8}", fullmatch=True),
    kind=st.sampled_from(QuestionKind),
    text=texts,
    hint=texts,
    unit=texts,
    picture_says=texts,
    transcript=texts,
    options=_rows,
    statements=_rows,
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Any survey, with translations left and right."""
    questions = draw(st.lists(_questions, max_size=4, unique_by=lambda one: one.id))
    cut = draw(st.integers(0, len(questions)))
    parts = (questions[:cut], questions[cut:])
    return Definition(
        title=draw(texts),
        intro=draw(texts),
        sections=tuple(
            Section(id=f"s_{number}", title=draw(texts), intro=draw(texts), questions=tuple(part))
            for number, part in enumerate(parts, start=1)
        ),
    )
