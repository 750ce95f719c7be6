"""What the machine is told, and what it refuses to start with."""

from pathlib import Path

import pytest

from engage.settings import SettingsMistake, read_settings


def _read(tmp_path: Path, **given: str) -> object:
    return read_settings(
        {"ENGAGE_DATA": str(tmp_path), **{f"ENGAGE_{name.upper()}": v for name, v in given.items()}}
    )


def test_a_laptop_needs_no_settings_and_keeps_its_secret(tmp_path: Path) -> None:
    first, second = _read(tmp_path), _read(tmp_path)
    assert first == second
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"port": "eighty"}, "ENGAGE_PORT: "),
        ({"port": "70000"}, "give a number from 1 to 65535"),
        ({"public_url": "voices.example.org"}, "give the whole address people use"),
        ({"public_url": "https://voices.example.org"}, "set ENGAGE_SECRET"),
        ({"public_url": "https://v.example.org", "secret": "s" * 40, "demo": "1"}, "ENGAGE_DEMO lets anyone"),
        ({"smtp_url": "mail.example.org"}, "give it as smtp://"),
    ],
)
def test_it_refuses_to_start_half_configured(tmp_path: Path, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsMistake, match=sentence):
        _read(tmp_path, **given)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    settings = read_settings({"ENGAGE_DATA": str(tmp_path), "ENGAGE_SECRET_FILE": str(tmp_path / "key")})
    assert settings.secret == "k" * 40


def test_a_secret_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsMistake, match="ENGAGE_SECRET_FILE: cannot read"):
        read_settings({"ENGAGE_SECRET_FILE": str(tmp_path / "none")})
