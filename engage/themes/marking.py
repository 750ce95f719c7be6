"""Shows somebody's words with the ones that suggested a theme marked. Everything is escaped; marks that do not fit are left out."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape


def marked(text: str, spans: Sequence[Sequence[int]]) -> Markup:
    """The text with `<mark>` round each (start, end); line ends stay line ends."""
    parts, here = [], 0
    for start, end in _fitting(spans, len(text)):
        parts += [_lines(text[here:start]), Markup("<mark>{}</mark>").format(_lines(text[start:end]))]
        here = end
    return Markup("").join([*parts, _lines(text[here:])])


def _fitting(spans: Sequence[Sequence[int]], length: int) -> Iterator[tuple[int, int]]:
    """Spans in order that lie in the text and do not overlap."""
    here = 0
    for start, end in sorted((int(span[0]), int(span[1])) for span in spans if len(span) == 2):
        if here <= start < end <= length:
            yield start, end
            here = end


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
