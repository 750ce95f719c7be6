"""Wordings of one small survey, made by Hypothesis: the same few questions come back in other words, places and types."""

from hypothesis import strategies as st

from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.question import Route

IDS = ("q_aaaaaaaa", "q_bbbbbbbb", "q_cccccccc", "q_dddddddd")
CODES = ("yes", "some", "no")
KINDS = (QuestionKind.single_choice, QuestionKind.many, QuestionKind.agreement_scale, QuestionKind.long_text)

words = st.sampled_from(("", "One", "Two", "How is school?\nAnd home?", "How is work?", "کیسے"))
texts = st.dictionaries(st.sampled_from(("en", "en-simple", "ur")), words, max_size=3)
logic = st.sampled_from(("", "q_aaaaaaaa = yes", "q_bbbbbbbb is given"))


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    codes = draw(st.permutations(CODES))[: draw(st.integers(0, 3))]
    flags = st.booleans()
    return tuple(
        Option(
            code=code, text=draw(texts), symbol=draw(st.sampled_from((None, "yes"))), exclusive=draw(flags)
        )
        for code in codes
    )


@st.composite
def questions(draw: st.DrawFn, id: str) -> Question:
    routes = (Route(when="q_aaaaaaaa = yes", to="q_dddddddd"),) if draw(st.booleans()) else ()
    return Question(
        id=id,
        kind=draw(st.sampled_from(KINDS)),
        text=draw(texts),
        hint=draw(texts),
        options=draw(options()),
        points=draw(st.sampled_from((3, 5))),
        picture=draw(st.sampled_from((None, "a" * 32))),
        offers_dont_know=draw(st.booleans()),
        max_length=draw(st.sampled_from((100, 3000))),
        show_if=draw(logic),
        routes=routes,
    )


@st.composite
def wordings(draw: st.DrawFn) -> Definition:
    """Up to four questions in up to three parts."""
    ids = draw(st.permutations(IDS))[: draw(st.integers(0, 4))]
    asked = [draw(questions(id)) for id in ids]
    cut = draw(st.integers(0, len(asked)))
    names = draw(st.permutations(("s_1", "s_2", "s_3")))
    parts = [asked[:cut], asked[cut:]]
    return Definition(
        title=draw(texts),
        intro=draw(texts),
        languages=draw(st.sampled_from((("en",), ("en", "en-simple"), ("en", "en-simple", "ur")))),
        sections=tuple(
            Section(id=name, title=draw(texts), show_if=draw(logic), questions=tuple(part))
            for name, part in zip(names, parts, strict=False)
        ),
    )
