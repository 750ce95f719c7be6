"""What a browser loads: the same every time, small, whole, and readable on every ground it is put on."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from engage.web import assets, minify, sprite
from engage.web.rendering import drawing

TEMPLATES = assets.STATIC.parent / "templates"
TOKENS = (assets.STATIC / "css" / "tokens.css").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, assets.Manifest]:
    folder = tmp_path_factory.mktemp("built")
    return folder, assets.build(folder)


def sent(built: tuple[Path, assets.Manifest], name: str) -> int:
    folder, manifest = built
    packed = folder / f"{manifest.files[name]}.gz"
    return (packed if packed.exists() else folder / manifest.files[name]).stat().st_size


def test_two_builds_of_the_same_sources_are_the_same_byte_for_byte(
    built: tuple[Path, assets.Manifest], tmp_path: Path
) -> None:
    assets.build(tmp_path)
    first = {path.name: path.read_bytes() for path in built[0].iterdir()}
    second = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert first == second


def test_a_second_build_touches_nothing_and_a_damaged_one_is_repaired(tmp_path: Path) -> None:
    manifest = assets.build(tmp_path)
    sheet = tmp_path / manifest.files["ripple.css"]
    before = sheet.stat().st_mtime_ns
    assert assets.build(tmp_path) == manifest
    assert sheet.stat().st_mtime_ns == before
    sheet.unlink()
    assets.build(tmp_path)
    assert sheet.exists()


def test_files_of_an_older_build_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "ripple.0000000000.css").write_text("old")
    (tmp_path / "ripple.0000000000.css.gz").write_text("old")
    assets.build(tmp_path)
    assert not list(tmp_path.glob("ripple.0000000000*"))


def test_each_compressed_twin_holds_the_same_bytes(built: tuple[Path, assets.Manifest]) -> None:
    folder, manifest = built
    for name, file in manifest.files.items():
        if name.endswith(".woff2"):
            continue
        plain = (folder / file).read_bytes()
        assert gzip.decompress((folder / f"{file}.gz").read_bytes()) == plain
        assert brotli.decompress((folder / f"{file}.br").read_bytes()) == plain


def test_what_a_question_page_loads_stays_within_its_budget(built: tuple[Path, assets.Manifest]) -> None:
    assert sent(built, "ripple.css") <= 6_500
    assert sent(built, "ui.svg") <= 3_500
    assert sent(built, "say.js") + sent(built, "progress.js") <= 4_096
    assert sum(sent(built, name) for name in built[1].files if re.search(r"00\.woff2$", name)) <= 20_000
    page = sum(sent(built, name) for name in ("ripple.css", "ui.svg", "say.js"))
    assert page <= 10_500  # leaves more than three kilobytes for the words and the pictures


def test_every_file_a_stylesheet_names_was_built(built: tuple[Path, assets.Manifest]) -> None:
    folder, manifest = built
    for sheet in ("ripple.css", "tongues.css"):
        css = (folder / manifest.files[sheet]).read_text("utf-8")
        linked = re.findall(r"url\(([^)]+)\)", css)
        assert len(linked) == 3
        assert all((folder / file).exists() for file in linked)


def test_every_symbol_has_a_label_and_every_label_a_drawing() -> None:
    drawn = {path.stem for path in (assets.STATIC / "symbols").glob("*.svg")}
    assert drawn == {name for name, _ in sprite.symbol_names()}
    assert set(sprite.CORE) <= drawn


def test_every_symbol_is_in_the_sprite_or_drawn_in_the_page(built: tuple[Path, assets.Manifest]) -> None:
    folder, manifest = built
    for name in sprite.CORE:
        file, fragment = manifest.url(f"symbol:{name}").removeprefix(assets.PREFIX).split("#")
        assert f'id="{fragment}"' in (folder / file).read_text("utf-8")
        assert "<use" in drawing(name)
    for name in {name for name, _ in sprite.symbol_names()} - {*sprite.CORE}:
        assert drawing(name).startswith("<")
        assert "#" not in drawing(name).replace("#FFFDF9", "")


def test_a_symbol_that_is_not_drawn_is_no_picture() -> None:
    assert drawing("unicorn") == ""
    assert drawing("../ui") == ""


def test_every_icon_the_templates_ask_for_is_drawn() -> None:
    drawn = {path.stem for path in (assets.STATIC / "icons").glob("*.svg")}
    words = "\n".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    asked = set(re.findall(r"icon\('([\w-]+)'", words))
    asked |= set(re.findall(r"icon_(?:before|after)='([\w-]+)'", words))
    assert asked - drawn == set()


def test_no_template_carries_a_style_or_a_script_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        words = path.read_text("utf-8")
        found = re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=\"", words)
        assert found is None, path.name


def test_minifying_keeps_quoted_text_and_loses_comments() -> None:
    source = '/* why */ a > b , c { content: "x  /* y */ ; z" ; width: calc(1px + 2px) ; }\n@media (min-width: 48em) { d { color : red } }'
    assert minify.minify_css(source) == (
        'a>b,c{content:"x  /* y */ ; z";width:calc(1px + 2px)}@media (min-width:48em){d{color :red}}'
    )


def test_a_script_keeps_its_lines_but_not_its_comments() -> None:
    assert minify.minify_js("// why\n\n  let a = 1;\n    // how\n  a++;\n") == "let a = 1;\na++;\n"


def palette(rule: str) -> dict[str, str]:
    found = re.search(re.escape(rule) + r" \{(.*?)\n\}", TOKENS, re.DOTALL)
    assert found is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6})", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *(("ink", ground) for ground in ("paper", "card", "sunk", "tide-tint", "apri", "ok-tint", "plum-tint")),
    *(("soft", ground) for ground in ("paper", "card", "sunk", "tide-tint", "apri")),
    *(("tide", ground) for ground in ("paper", "card", "sunk")),
    *(("tide-hi", ground) for ground in ("paper", "card", "tide-tint")),
    ("on-tide", "tide"),
    ("on-tide", "tide-hi"),
    ("apri-ink", "apri"),
    ("plum", "plum-tint"),
    ("err", "paper"),
    ("err", "card"),
    ("err", "err-tint"),
    ("ok", "ok-tint"),
    ("paper", "ink"),
    ("night", "butter"),
]


@pytest.mark.parametrize("theme", [":root", "html[data-theme=dark]"])
def test_text_can_be_read_on_every_ground_it_is_put_on(theme: str) -> None:
    colours = palette(":root") | palette(theme)
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 7} == {}


@pytest.mark.parametrize("theme", [":root", "html[data-theme=dark]"])
def test_the_edges_of_controls_stand_out(theme: str) -> None:
    colours = palette(":root") | palette(theme)
    for ground in ("paper", "card", "sunk"):
        assert contrast(colours["edge"], colours[ground]) >= 3


def test_a_phone_that_follows_its_own_theme_gets_the_same_dark_colours(
    built: tuple[Path, assets.Manifest],
) -> None:
    css = (built[0] / built[1].files["ripple.css"]).read_text("utf-8")
    rules = re.findall(r"html\[data-theme=(dark|auto)\]\{(.*?)\}", css)
    assert [name for name, _ in rules] == ["dark", "auto"]
    assert rules[0][1] == rules[1][1]
