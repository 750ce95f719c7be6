"""Makes our own stylesheets and scripts small without a tool chain; only as clever as our own sources need."""

import re

_TOKEN = re.compile(r"/\*.*?\*/|\"[^\"]*\"", re.DOTALL)


def minify_css(source: str) -> str:
    """The same rules without comments and spaces; text between double quotes is left as it is."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if found[0].startswith("/*"):
            return ""
        kept.append(found[0])
        return f"\x00{len(kept) - 1}\x00"

    css = _TOKEN.sub(keep, source)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css).replace(";}", "}").strip()
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], css)


def minify_js(source: str) -> str:
    """The same script without comment lines, blank lines and indentation; gzip does the rest."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def with_auto_theme(css: str) -> str:
    """The rule for `[data-theme=dark]` given again for `[data-theme=auto]` on a device that prefers dark.

    CSS cannot say "or" between an attribute and a media query, and a second copy by hand would drift.
    """
    found = re.search(r"html\[data-theme=dark\]\s*\{[^}]*\}", css)
    if found is None:
        raise ValueError("The stylesheet has no html[data-theme=dark] rule")
    auto = found[0].replace("[data-theme=dark]", "[data-theme=auto]")
    return f"{css[: found.end()]}\n@media(prefers-color-scheme:dark){{{auto}}}\n{css[found.end() :]}"
