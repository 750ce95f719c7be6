"""Frameworks are read from TOML, and a bad one is told in a sentence."""

from pathlib import Path

import pytest

from analysis.framework import FrameworkError, parse_framework, read_framework

AREA = '[[focus_areas]]\ncode = "a"\ntitle = "Buses"\n'


def test_a_framework_knows_its_areas_and_their_short_names() -> None:
    framework = parse_framework(
        f'id = "f"\ntitle = "Plan"\n{AREA}plain = "Getting about"\nkeywords = ["bus", "taxi"]'
    )
    assert framework.codes == ("a",)
    assert framework.short("a") == "Getting about"
    assert framework.short("none") == "No focus area"
    assert framework.focus_areas[0].keywords == ("bus", "taxi")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("= nonsense", "not TOML"),
        ('title = "Plan"', r"no \[\[focus_areas\]\]"),
        ("focus_areas = [1, 2]", r"no \[\[focus_areas\]\]"),
        ('[[focus_areas]]\ncode = "a"', "Focus area 1 needs a code and a title"),
        (AREA + AREA, "same code: a"),
        ('[[focus_areas]]\ncode = "none"\ntitle = "x"', "cannot have the code"),
        ('[[focus_areas]]\ncode = "a"\ntitle = 5', "needs to be text"),
        (AREA + 'keywords = "bus"', "need to be a list"),
    ],
)
def test_a_bad_framework_gets_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FrameworkError, match=sentence):
        parse_framework(text)


def test_a_missing_or_unreadable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match="There is no framework file"):
        read_framework(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FrameworkError, match="cannot be read as text"):
        read_framework(tmp_path / "bad.toml")
