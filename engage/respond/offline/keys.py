"""The key that phones seal answers to: made at first use, changed after a month, and still opening what was sealed to it
for two days after that."""

import asyncio
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import serialization as wire
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from engage.database import rows
from engage.respond.tables import SealingKey
from engage.sealed import opened, seal

CHANGED_AFTER = timedelta(days=30)
STILL_OPENS = timedelta(hours=48)
_BITS, _EXPONENT = 2048, 65_537
_LOCK = 417_004_016  # one process at a time makes a key
_NEWEST = "SELECT id, public FROM sealing_key WHERE retired_at IS NULL AND made_at > $1 ORDER BY made_at DESC LIMIT 1"

_held: dict[UUID, RSAPrivateKey] = {}


async def public_key(now: datetime) -> tuple[UUID, str]:
    """The id of the key in use, and its public part (SPKI, base64). Makes one where there is none, inside `writing()`."""
    found = await rows(_NEWEST, now - CHANGED_AFTER)
    if not found:
        await rows("SELECT pg_advisory_xact_lock($1)", _LOCK)
        found = await rows(_NEWEST, now - CHANGED_AFTER) or [await _made(now)]
    return found[0]["id"], found[0]["public"]


async def private_key(id: UUID, now: datetime) -> RSAPrivateKey | None:
    """The part that opens; None for a key that is not ours, or was retired more than two days ago."""
    found = await rows("SELECT private, retired_at FROM sealing_key WHERE id = $1", id)
    if not found or (found[0]["retired_at"] and now - found[0]["retired_at"] > STILL_OPENS):
        return None
    if id not in _held:
        words = opened(found[0]["private"], _place(id))
        if words is None:
            return None
        key = wire.load_der_private_key(b64decode(words), None)
        assert isinstance(key, RSAPrivateKey)
        _held[id] = key
    return _held[id]


async def _made(now: datetime) -> dict[str, object]:
    """A new key; the one before is retired, those that open nothing any more go."""
    key = await asyncio.to_thread(generate_private_key, _EXPONENT, _BITS)
    spki = key.public_key().public_bytes(wire.Encoding.DER, wire.PublicFormat.SubjectPublicKeyInfo)
    pkcs = key.private_bytes(wire.Encoding.DER, wire.PrivateFormat.PKCS8, wire.NoEncryption())
    id, public = uuid4(), b64encode(spki).decode()
    await rows("UPDATE sealing_key SET retired_at = $1 WHERE retired_at IS NULL", now)
    await rows("DELETE FROM sealing_key WHERE retired_at < $1", now - STILL_OPENS)
    private = seal(b64encode(pkcs).decode(), _place(id))
    await SealingKey(id=id, public=public, private=private, made_at=now).save()
    _held.clear()
    return {"id": id, "public": public}


def _place(id: UUID) -> str:
    return f"sealing_key:private:{id}"
