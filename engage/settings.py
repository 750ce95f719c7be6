"""What the machine is told: read once from the environment, frozen, and refused in one sentence a mistake.

What staff would change (names of organisations, wording, thresholds) is data, not a setting.
"""

import os
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    ValidationError,
    field_validator,
    model_validator,
)


class SettingsMistake(Exception):
    """The environment says something we cannot start with; each line of the message is one thing to mend."""


class Settings(BaseModel):
    """Everything the machine decides. Each field is the environment variable ENGAGE_<NAME>; secrets accept _FILE."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = ""
    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    public_url: str = ""
    secret: str = ""
    demo: bool = False
    smtp_url: str = ""
    mail_from: str = "engage@localhost"
    pool_size: int = 8

    @field_validator("port")
    @classmethod
    def _a_port(cls, port: int) -> int:
        if not 0 < port < 65536:
            raise ValueError("give a number from 1 to 65535")
        return port

    @field_validator("public_url")
    @classmethod
    def _a_web_address(cls, url: str) -> str:
        if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc):
            raise ValueError("give the whole address people use, such as https://voices.example.org")
        return url.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in {"smtp", "smtps"}:
            raise ValueError("give it as smtp://user:password@host:587")
        return url

    @model_validator(mode="after")
    def _half_configured(self) -> "Settings":
        if self.public_url.startswith("https") and len(self.secret) < 32:
            raise ValueError("set ENGAGE_SECRET (or ENGAGE_SECRET_FILE) to at least 32 random characters")
        if self.demo and self.public_url.startswith("https"):
            raise ValueError("ENGAGE_DEMO lets anyone sign in as anyone: take it away on a public address")
        return self

    @property
    def address(self) -> str:
        """The absolute address of the site, without a slash at the end; the only source of absolute URLs."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Whether cookies may be marked Secure."""
        return self.address.startswith("https")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment, or SettingsMistake with one sentence for each thing wrong."""
    given: dict[str, str] = {}
    for name in Settings.model_fields:
        key = f"ENGAGE_{name.upper()}"
        if path := environment.get(f"{key}_FILE"):
            try:
                given[name] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise SettingsMistake(f"{key}_FILE: cannot read {path} ({error.strerror}).") from error
        elif environment.get(key):
            given[name] = environment[key]
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsMistake("\n".join(_sentence(mistake) for mistake in error.errors())) from error
    return (
        settings if settings.secret else settings.model_copy(update={"secret": _kept_secret(settings.data)})
    )


def _sentence(mistake: Mapping[str, object]) -> str:
    where = mistake["loc"]
    assert isinstance(where, tuple)
    what = str(mistake["msg"]).removeprefix("Value error, ")
    return f"ENGAGE_{str(where[0]).upper()}: {what}." if where else f"{what}."


def _kept_secret(folder: Path) -> str:
    """A secret of this data folder's own, so that a laptop needs no set-up and a restart keeps people signed in."""
    path = folder / "secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


@cache
def settings() -> Settings:
    """This process's settings."""
    return read_settings(os.environ)
