"""What a phone sends: some sealed items and the time on its clock. Whatever else comes is nothing, never an error."""

from base64 import b64decode
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import BaseModel, Field, ValidationError

from engage.respond.offline.keys import private_key

MOST_ITEMS = 50
_OAEP = OAEP(MGF1(SHA256()), SHA256(), None)
_MILLISECONDS = Field(ge=0, lt=10**14)


class SealedItem(BaseModel):
    """One item: the key it was sealed to, and base64 of the closed AES key, the nonce and the closed words."""

    kid: UUID
    key: str = Field(max_length=400)
    iv: str = Field(max_length=40)
    body: str = Field(max_length=1_000_000)


class Sending(BaseModel):
    """Everything that comes at once, in the order it was kept; `now` is the phone's clock in milliseconds."""

    now: int = _MILLISECONDS
    items: list[SealedItem] = Field(max_length=MOST_ITEMS)


class Item(BaseModel):
    """What was sealed: an answer (`q`, with the form's fields `f`), or that the answers are to be sent (`send`)."""

    i: str = Field(min_length=16, max_length=64)  # a name no other item has
    r: str = Field(max_length=100)  # the run
    t: int = _MILLISECONDS  # when, by the phone's clock
    q: str = Field(default="", max_length=80)
    f: list[tuple[str, str]] = Field(default_factory=list, max_length=400)
    l: str = Field(default="", max_length=60)  # noqa: E741 - the look of the page, letter by letter as it is sent
    g: str = Field(default="next", max_length=60)  # the button
    s: bool = False  # the page could not show what had been said before
    send: bool = False
    quote: bool = False


def read_sending(body: bytes) -> Sending | None:
    """What came, or None for anything else."""
    try:
        return Sending.model_validate_json(body)
    except ValidationError:
        return None


async def unsealed(sealed: SealedItem, now: datetime) -> Item | None:
    """The item; None for one that was sealed to another key, changed on the way, or is none."""
    key = await private_key(sealed.kid, now)
    if key is None:
        return None
    try:
        inner = key.decrypt(b64decode(sealed.key, validate=True), _OAEP)
        words = AESGCM(inner).decrypt(
            b64decode(sealed.iv, validate=True), b64decode(sealed.body, validate=True), None
        )
        return Item.model_validate_json(words.rstrip())
    except (ValueError, InvalidTag):
        return None


def when(item: Item, phone: int, now: datetime) -> datetime:
    """The time of an item by our own clock: how long ago it was by the phone's, which may be wrong by years."""
    return now - timedelta(milliseconds=max(0, phone - item.t))
