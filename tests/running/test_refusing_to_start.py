"""What `engage run` cannot start with is one clear sentence and exit code 2."""

import socket
from pathlib import Path

import pytest

from tests.running.house import command, free_port


def _one_sentence(said: str) -> str:
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    assert lines[0].endswith(".")
    return lines[0]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = command("run", ENGAGE_DATA=str(tmp_path / "data"), ENGAGE_PORT=port)
    assert told.returncode == 2
    assert port in _one_sentence(told.stderr)
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENGAGE_PORT", "eight thousand"),
        ("ENGAGE_PORT", "70000"),
        ("ENGAGE_PUBLIC_URL", "voices.example.org"),
        ("ENGAGE_SMTP_URL", "mail.example.org"),
        ("ENGAGE_SECRET_FILE", "/not/there"),
        ("ENGAGE_HOST", "203.0.113.7"),
        ("ENGAGE_DATA", "/dev/null/data"),
        ("ENGAGE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    given = {"ENGAGE_DATA": str(tmp_path), "ENGAGE_PORT": str(free_port()), name: value}
    told = command("run", **given)
    assert told.returncode == 2, told
    assert name in _one_sentence(told.stderr)
    assert told.stdout == ""


def test_two_mistakes_are_two_sentences(tmp_path: Path) -> None:
    told = command("run", ENGAGE_DATA=str(tmp_path), ENGAGE_PORT="0", ENGAGE_SMTP_URL="mail.example.org")
    assert told.returncode == 2
    assert [line.partition(":")[0] for line in told.stderr.splitlines()] == ["ENGAGE_PORT", "ENGAGE_SMTP_URL"]
