"""From what was posted to a clean value or a list of sentences that say what to do; what was typed is always kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias, TypeVar

from litestar import Request
from litestar.datastructures import UploadFile
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from surveys.typed import kept, one_line

Typed: TypeAlias = Mapping[str, tuple[str, ...]]

CSRF_FIELD = "_token"


@dataclass(frozen=True)
class Mistake:
    """One thing to put right: the field it belongs to and a sentence that says what to do."""

    field: str
    message: str

    @property
    def id(self) -> str:
        """The id of the element the error summary links to."""
        return self.field.replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class FieldState:
    """One field as a template shows it: plain values, no request and no database."""

    name: str
    values: tuple[str, ...] = ()
    error: str | None = None

    @property
    def id(self) -> str:
        return self.name.replace(".", "-").replace("_", "-")

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class Form:
    """A form on its way to a page: what was typed (or is stored) and what is wrong with it."""

    typed: Typed = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()

    def __getitem__(self, name: str) -> FieldState:
        return FieldState(
            name,
            tuple(self.typed.get(name, ())),
            next((m.message for m in self.mistakes if m.field == name), None),
        )

    def __bool__(self) -> bool:
        return True

    @property
    def problems(self) -> tuple[Mistake, ...]:
        return self.mistakes

    def wrong(self, *mistakes: Mistake) -> "Form":
        """The same form with more to put right."""
        return Form(self.typed, self.mistakes + mistakes)


def filled(values: Mapping[str, object]) -> Form:
    """A form filled from stored values; sequences become many values, None an empty field."""
    return Form({name: tuple(_strings(value)) for name, value in values.items()})


def _strings(value: object) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield from (str(one) for one in value)
    else:
        yield str(value)


async def read_form(request: Request[Any, Any, Any]) -> Typed:
    """The text fields that were posted, cleaned, each a tuple in the order posted. Files are left to `read_file`."""
    posted = await request.form()
    typed: dict[str, tuple[str, ...]] = {}
    for name, value in posted.multi_items():
        if isinstance(value, str) and name != CSRF_FIELD:
            typed[kept(name)] = (*typed.get(kept(name), ()), kept(value))
    request.scope["typed"] = typed  # type: ignore[typeddict-unknown-key]  # shown again if the database goes away
    return typed


async def read_file(request: Request[Any, Any, Any], name: str) -> tuple[str, bytes] | None:
    """The name and bytes of an uploaded file, or None when none was chosen."""
    for found, value in (await request.form()).multi_items():
        if found == name and isinstance(value, UploadFile) and value.filename:
            return one_line(value.filename), await value.read()
    return None


Line = Annotated[str, BeforeValidator(lambda v: one_line(v) if isinstance(v, str) else v)]
Words = Annotated[str, BeforeValidator(lambda v: kept(v) if isinstance(v, str) else v)]


def asked(message: str, **limits: Any) -> Any:
    """A field whose every mistake is told with this sentence ("Enter a title")."""
    return Field(json_schema_extra={"ask": message}, **limits)


class FormModel(BaseModel):
    """What a form must become. A field asks with `asked(…)`; a tuple-typed field takes every value posted."""

    model_config = {"frozen": True, "extra": "ignore", "str_strip_whitespace": True}


M = TypeVar("M", bound=FormModel)


def bind(model: type[M], typed: Typed) -> M | Form:
    """A clean `model`, or the form to show again with every mistake in the order of the page."""
    values: dict[str, object] = {}
    for name, about in model.model_fields.items():
        given = typed.get(name, ())
        if "tuple" in str(about.annotation):
            values[name] = given
        elif given and given[0] != "":
            values[name] = given[0]
        elif about.is_required():
            values[name] = ""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        return Form(typed, tuple(_mistakes(model, error)))


def _mistakes(model: type[FormModel], error: ValidationError) -> Iterator[Mistake]:
    told: set[str] = set()
    for mistake in error.errors():
        name = str(mistake["loc"][0]) if mistake["loc"] else ""
        if name in told:
            continue
        told.add(name)
        about = model.model_fields.get(name)
        extra = about.json_schema_extra if about else None
        ask = str(extra["ask"]) if isinstance(extra, dict) and "ask" in extra else ""
        own = mistake["msg"].removeprefix("Value error, ") if mistake["type"] == "value_error" else ""
        if mistake["type"] == "string_too_long":
            own = f"Make this shorter: {mistake['ctx']['max_length']} letters at most"
        yield Mistake(name, own or ask or "Check what you wrote here")
