"""What somebody looks at in the workbench: which theme, which answers of it, which page. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from surveys.definition import Group

NONE = "none"  # what no theme holds
SHOWS = ("unsure", "unread", "read")
QUESTION = re.compile(r"q_[a-z0-9]{8}")


@dataclass(frozen=True)
class View:
    """`theme` is an id as text, `none`, or empty (let the page choose). Empty filters show everything."""

    theme: str = ""
    question: str = ""
    group: str = ""
    show: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """The view an address asks for; what makes no sense is passed over."""
        page = query.get("page", "")
        group, show, question = (query.get(name, "") for name in ("group", "show", "question"))
        return cls(
            theme=_theme(query.get("theme", "")),
            question=question if QUESTION.fullmatch(question) else "",
            group=group if group in set(Group) else "",
            show=show if show in SHOWS else "",
            page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
        )

    @classmethod
    def read_line(cls, line: str) -> Self:
        """The view a form carried along as a query string."""
        return cls.read(dict(parse_qsl(line[:500])))

    @property
    def id(self) -> UUID | None:
        """The theme's id, when one is named."""
        return UUID(self.theme) if self.theme and self.theme != NONE else None

    @property
    def is_filtered(self) -> bool:
        return bool(self.question or self.group or self.show)

    @property
    def query(self) -> str:
        """The view as a query string, without its defaults."""
        told: dict[str, Any] = {
            "theme": self.theme, "question": self.question, "group": self.group, "show": self.show,
            "page": self.page if self.page > 1 else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in told.items() if value})

    def of(self, **changes: Any) -> Self:
        """The same view with changes; a UUID becomes its text."""
        told: dict[str, Any] = {k: str(v) if isinstance(v, UUID) else v for k, v in changes.items()}
        return replace(self, **told)


def _theme(raw: str) -> str:
    if raw == NONE:
        return NONE
    try:
        return str(UUID(raw))
    except ValueError:
        return ""
