"""One good question of every type, and any question at all for Hypothesis to draw."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from surveys.definition import Option, Question, QuestionKind

NOISE = Option(code="noise", text={"en": "Noise", "ur": "شور"}, symbol="noise")
WORK = Option(code="work", text={"en": "The work"}, symbol="write")
ELSE = Option(code="other", text={"en": "Something else"}, symbol="talk", says=True)
NONE = Option(code="none", text={"en": "None of these"}, symbol="no", exclusive=True)

_FIELDS: Mapping[QuestionKind, Mapping[str, Any]] = {
    QuestionKind.single_choice: {"options": (NOISE, WORK, ELSE)},
    QuestionKind.many: {"options": (NOISE, WORK, ELSE, NONE), "most": 2},
    QuestionKind.picture_choice: {"options": (NOISE, WORK)},
    QuestionKind.statement_set: {
        "statements": (
            Option(code="safe", text={"en": "I feel safe at school"}),
            Option(code="heard", text={"en": "Adults listen to me"}),
        )
    },
    QuestionKind.rank: {"options": (NOISE, WORK, ELSE), "most": 2},
    QuestionKind.several_texts: {"options": (NOISE, WORK)},
    QuestionKind.number: {"low": 0, "high": 52, "decimals": 1, "unit": {"en": "weeks", "ur": "ہفتے"}},
    QuestionKind.information: {"video": "https://video.example.org/1", "transcript": {"en": "Hello."}},
    QuestionKind.repeat: {"most": 3, "unit": {"en": "Child"}},
    QuestionKind.photo: {"most": 2},
}


def example(kind: QuestionKind, **changes: Any) -> Question:
    """A good question of this type."""
    fields = {**_FIELDS.get(kind, {}), **changes}
    return Question(id="q_anexampl", kind=kind, text={"en": "What is it like?"}, **fields)


WHOLE = tuple(example(kind) for kind in QuestionKind)

_codes = st.from_regex(r"[a-z0-9][a-z0-9_]{0,6}", fullmatch=True)
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_texts = st.dictionaries(st.sampled_from(["en", "en-simple", "ur"]), _words, max_size=3)
_options = st.builds(
    Option,
    code=_codes,
    text=_texts,
    symbol=st.none() | st.just("yes"),
    exclusive=st.booleans(),
    says=st.booleans(),
)
_many = st.lists(_options, max_size=6, unique_by=lambda option: option.code).map(tuple)
_statements = _many.map(lambda made: tuple(one for one in made if not one.code[0].isdigit()))
_ends = st.none() | st.integers(-20, 20) | st.floats(-1e6, 1e6)
any_question: st.SearchStrategy[Question] = st.builds(
    Question,
    id=st.just("q_drawn123"),
    kind=st.sampled_from(QuestionKind),
    text=_texts,
    hint=_texts,
    options=_many,
    statements=_statements,
    points=st.sampled_from([3, 5]),
    most=st.none() | st.integers(1, 8),
    low=_ends,
    high=_ends,
    decimals=st.integers(0, 3),
    unit=_texts,
    offers_dont_know=st.booleans(),
    offers_dont_understand=st.booleans(),
    max_length=st.integers(1, 60),
)
_hostile = st.text(st.characters(), max_size=80) | st.sampled_from(
    [
        *(
            "yes",
            "no",
            "great",
            "agree",
            "me",
            "0",
            "1",
            "2",
            "99",
            "-1",
            "1e9",
            "٣",
            "²",
            "12,5",
            "31",
            "2026",
        ),
        *("_dont_know", "_dont_understand", "_skip", "skip", "\x00", "\ud83d", "a" * 4_000, "yes\n", "'; --"),
        *("november", "WV1 1AA", "wv1", "a" * 32, "0" * 32, "<script>", "%(x)s %s {0}", "\u202e\ufeff"),
    ]
)


@st.composite
def any_form(draw: st.DrawFn, question: Question) -> Mapping[str, list[str] | str]:
    """Anything that could be posted at a question: its own fields and codes among them, and nonsense."""
    codes = [option.code for option in (*question.options, *question.statements)]
    parts = [*codes, "day", "month", "year", "other", "words", "line1", "line2"]
    names = st.sampled_from(["answer", "answer", "state", "", *(f"answer.{part}" for part in parts)])
    values = st.sampled_from(codes) | _hostile if codes else _hostile
    return draw(st.dictionaries(names, st.lists(values, max_size=4) | values, max_size=6))
