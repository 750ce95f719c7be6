"""What the engine does with an order: keep what people decided, place new answers there, find themes in the rest."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.evidence import evidence_spans
from analysis.findings import CodingFound, Theming
from analysis.framework import NO_AREA, Framework
from analysis.passages import Passage
from analysis.plan import plan_looking
from analysis.prepare import clean, prepare
from analysis.theming import theme as analyse
from engage.themes.orders import Findings, Link, NewCoding, NewTheme, Order, Say
from engage.themes.placing import Neighbourhood, Placed, Reads

UNSURE = 0.3  # below this a person is asked
DOUBTFUL = 0.5  # below this another theme that is closer is named
SHARE_WORTH_A_LINK = 0.15
MOST_LINKS = 3


@dataclass(frozen=True)
class _Kept:
    """The answers that stay, those placed beside them, and the rest."""

    placed: Mapping[str, Placed]
    around: Neighbourhood | None
    rest: tuple[Passage, ...]


def find(order: Order, say: Say, cache: Path | None) -> Findings:
    """Everything that is new; nothing that people decided comes back in it."""
    models = _models(order, cache)
    kept = _beside_kept(order, models)
    found = analyse(
        kept.rest, framework=order.framework, cache=cache, progress=lambda share, told: say(0.8 * share, told)
    )
    say(0.85, "Looking at each answer a second time")
    placed = tuple(_placings(order, kept))
    return Findings(
        themes=_themes(found),
        codings=(*placed, *_codings(order, found, models)),
        links=_links_of_kept(order, cache),
        listed={
            one.passage_id: (one.focus_area, one.focus_area_2, one.area_confidence)
            for one in found.codings
            if one.theme_key is None
        },
        record=found.run.as_record() | _about_kept(order, placed),
        message=_message(order, found, len(placed)),
    )


def _models(order: Order, cache: Path | None) -> tuple[Reads, ...]:
    """The language models that this machine has; each text is read once and its vector kept in `cache`."""
    distinct = len(
        prepare([one.text for one in order.passages], [one.question for one in order.passages]).texts
    )
    return tuple(store.vectors for store in plan_looking(distinct, cache).answers)


def _beside_kept(order: Order, models: Sequence[Reads]) -> _Kept:
    settled = {answer for answers in order.kept.values() for answer in answers}
    loose = [one for one in order.passages if one.id not in settled]
    if not order.kept or not loose:
        return _Kept({}, None, tuple(loose))
    around = Neighbourhood(order.passages, order.kept, models)
    tried = {one.id: around.place_of(one.id, order.barred.get(one.id, ())) for one in loose}
    placed = {id: where for id, where in tried.items() if where}
    return _Kept(placed, around, tuple(one for one in loose if one.id not in placed))


def _placings(order: Order, kept: _Kept) -> Iterator[NewCoding]:
    """New answers put into themes that stay."""
    texts = {one.id: one.text for one in order.passages}
    pulls: dict[str, Mapping[str, float]] = {}
    for id, where in sorted(kept.placed.items()):
        assert kept.around
        if where.theme not in pulls:
            pulls[where.theme] = kept.around.pull_of(where.theme)
        pull = pulls[where.theme]
        spans = evidence_spans(texts[id], pull)
        reason = _because(texts[id], spans)
        yield NewCoding(id, where.theme, where.confidence, spans, reason, bool(where.maybe), where.maybe)


def _codings(order: Order, found: Theming, models: Sequence[Reads]) -> Iterator[NewCoding]:
    """Answers of the themes that were found, each compared with all other themes once more."""
    members: dict[str, list[str]] = {key: list(answers) for key, answers in order.kept.items()}
    for one in found.codings:
        if one.theme_key:
            members.setdefault(one.theme_key, []).append(one.passage_id)
    around = Neighbourhood(order.passages, members, models)
    texts = {one.id: one.text for one in order.passages}
    for one in found.codings:
        if one.theme_key:
            yield _coding(
                one, one.theme_key, around, texts[one.passage_id], order.barred.get(one.passage_id, ())
            )


def _coding(
    found: CodingFound, theme: str, around: Neighbourhood, text: str, barred: Sequence[str]
) -> NewCoding:
    maybe = around.closer(found.passage_id, theme) if found.confidence < DOUBTFUL else ""
    if maybe in barred:
        maybe = ""
    return NewCoding(
        answer=found.passage_id,
        theme=theme,
        confidence=found.confidence,
        spans=found.evidence,
        reason=_because(text, found.evidence),
        needs_person=bool(maybe) or found.confidence < UNSURE,
        maybe=maybe,
    )


def _because(text: str, spans: Sequence[tuple[int, int]]) -> str:
    said = ", ".join(f"“{clean(text[start:end])}”" for start, end in spans)
    return f"Because of the words {said}." if said else ""


def _themes(found: Theming) -> tuple[NewTheme, ...]:
    return tuple(
        NewTheme(
            one.key,
            one.name,
            one.words,
            tuple(Link(link.area_code, link.score, link.reason) for link in one.links),
        )
        for one in found.themes
    )


def _links_of_kept(order: Order, cache: Path | None) -> Mapping[str, tuple[Link, ...]]:
    """Focus areas for themes that stay and have none in this framework yet."""
    if order.framework is None or not order.unlinked:
        return {}
    theirs = {answer: key for key in order.unlinked for answer in order.kept.get(key, ())}
    read = analyse(
        [one for one in order.passages if one.id in theirs], framework=order.framework, cache=cache
    )
    spoken: dict[str, Counter[str]] = {}
    for one in read.codings:
        spoken.setdefault(theirs[one.passage_id], Counter())[one.focus_area] += 1
    return {key: tuple(_ranked(areas, order.framework)) for key, areas in spoken.items()}


def _ranked(areas: Counter[str], framework: Framework) -> Iterator[Link]:
    total = areas.total()
    ranked = sorted(areas.items(), key=lambda pair: (-pair[1], pair[0]))
    for code, n in [pair for pair in ranked if pair[0] != NO_AREA][:MOST_LINKS]:
        if n / total >= SHARE_WORTH_A_LINK:
            reason = f"{n} of its {total} answers speak most about “{framework.short(code)}”."
            yield Link(code, round(n / total, 4), reason)


def _about_kept(order: Order, placed: Sequence[NewCoding]) -> dict[str, Any]:
    return {
        "answers": len(order.passages),
        "kept_themes": len(order.kept),
        "kept_answers": sum(len(answers) for answers in order.kept.values()),
        "placed": len(placed),
    }


def _message(order: Order, found: Theming, placed: int) -> str:
    if not order.passages:
        return "There is nothing to theme yet: nobody has answered in their own words."
    if not order.kept:
        return found.message
    answers = "1 new answer went" if placed == 1 else f"{placed} new answers went"
    return f"{answers} into themes that were there already. {found.message}"
