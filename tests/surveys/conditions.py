"""Conditions, answers and surveys with ways through them, as Hypothesis makes them."""

from hypothesis import strategies as st

from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, AnswerState, Given
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Route, Section
from surveys.logic import Expression, write
from surveys.logic.expression import All, Chose, Comparison, Counts, Either, Not, Relation, Standing, Stands
from surveys.who import HowAnswered, Who

CODES = ("yes", "no", "some", "first", "and")
SEVERAL = {Relation.any_of, Relation.none_of}
IDS = tuple(f"q_aaaaaaa{n}" for n in range(8))

numbers = st.decimals(min_value=-1_000, max_value=1_000, places=2)
codes = st.sampled_from(CODES) | st.text("abc 9,()‘é", min_size=1, max_size=8).filter(str.strip)
names = st.sampled_from([*IDS, "q_aaaaaaa1.s1", "q_aaaaaaa2.s1.2", "q_nowhere1", "group", "how"])


def _chose(name: str, relation: Relation, codes: list[str]) -> Chose:
    return Chose(name, relation, tuple(codes if relation in SEVERAL else codes[:1]))


tests = (
    st.builds(_chose, names, st.sampled_from(Relation), st.lists(codes, min_size=1, max_size=3))
    | st.builds(Counts, names, st.sampled_from(Comparison), numbers)
    | st.builds(Stands, names, st.sampled_from(Standing))
)


def _joined(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(All, parts) | st.builds(Either, parts) | st.builds(Not, inner)


expressions: st.SearchStrategy[Expression] = st.recursive(tests, _joined, max_leaves=6)
conditions = st.just("") | expressions.map(write) | st.sampled_from(["nonsense", "q_aaaaaaa1 is", "((", " "])

answers = st.dictionaries(
    st.sampled_from([*IDS, *(f"{id}.{turn}" for id in IDS for turn in "123"), "q_aaaaaaa1.s1", "q_nowhere1"]),
    st.sampled_from([SKIPPED, DONT_KNOW, DONT_UNDERSTAND, Given(AnswerState.given)])
    | st.builds(
        Given,
        st.just(AnswerState.given),
        st.lists(st.sampled_from([*CODES, "0", "1", "2", "3", "99999", "²"]), max_size=3).map(tuple),
        st.sampled_from(["", "5", "-2.5", "NaN", "1e999999", "2026-11-24", "a", "9" * 90]),
    ),
)
whos = st.builds(Who, st.none() | st.sampled_from(Group), st.none() | st.sampled_from(HowAnswered))

_options = tuple(Option(code=code, text={"en": code}) for code in CODES)
_targets = [*IDS, "q_nowhere1", "s_0", "s_1", "s_2", "s_9", "end", "", "?"]


def _question(id: str, kind: QuestionKind, show_if: str, routes: list[tuple[str, str]]) -> Question:
    return Question(
        id=id,
        kind=kind,
        text={"en": f"Question {id[-1]}?"},
        options=_options,
        statements=_options[:2] if kind is QuestionKind.statement_set else (),
        most=3 if kind is QuestionKind.repeat else None,
        show_if=show_if,
        routes=tuple(Route(when=when, to=to) for when, to in routes),
    )


_kinds = st.sampled_from([*QuestionKind, QuestionKind.repeat, QuestionKind.statement_set])
_asked = st.lists(
    st.tuples(
        _kinds,
        conditions,
        st.lists(st.tuples(conditions, st.sampled_from(_targets)), max_size=2),
        st.integers(0, 2),
    ),
    max_size=len(IDS),
)


def _survey(
    asked: list[tuple[QuestionKind, str, list[tuple[str, str]], int]], shown: list[str]
) -> Definition:
    written = [
        (place, _question(id, kind, show_if, routes))
        for id, (kind, show_if, routes, place) in zip(IDS, asked, strict=False)
    ]
    return Definition(
        title={"en": "T"},
        sections=tuple(
            Section(
                id=f"s_{n}",
                title={"en": f"Part {n}"},
                show_if=shown[n],
                questions=tuple(question for place, question in written if place == n),
            )
            for n in range(3)
        ),
    )


surveys = st.builds(_survey, _asked, st.lists(conditions, min_size=3, max_size=3))
