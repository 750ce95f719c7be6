"""A list of made-up addresses in the open consultation: read, written to, posted into the folder of letters, answered by some."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.consultations.policy import find_consultation_for
from engage.database import rows, writing
from engage.demo.cards import Bag
from engage.demo.sources import source
from engage.invitations.mail import bouncing, keeping, sending, stopping
from engage.invitations.mail.keeping import NewList
from engage.invitations.mail.letter_ids import letter_id
from engage.invitations.mail.lists import AddressList, read_pasted
from engage.invitations.mail.wording import first_words
from engage.outbox.posting import post_waiting
from engage.outbox.ways import Folder
from engage.respond.keys import invitation_key
from engage.settings import settings
from surveys.invitations.batches import codes_of
from surveys.who import Group


async def write_to_families(actor: Actor, consultation: UUID, at: datetime) -> Bag:
    """Send the letters of letters.toml; the bag of links that are used later."""
    told = source("letters")
    group, read = Group(told["group"]), read_pasted(told["addresses"])
    assert isinstance(read, AddressList), read
    seen = await find_consultation_for(actor, consultation)
    async with writing():
        batch = await keeping.keep(actor, seen, NewList(told["name"], group, read), None, now=at)
        assert isinstance(batch, UUID), batch
    words = first_words(await sending.about(batch), group, 0)
    async with writing():
        mailing = await sending.send(actor, seen, batch, 0, words, now=at)
        assert isinstance(mailing, UUID), mailing
    await sending.write_letters(mailing, lambda: at)
    await post_waiting(Folder(settings().data / "letters"), settings().mail_from, now=at)
    await _came_back(told, batch, mailing, seen.organisation, read, at)
    codes = [code.words for code in await codes_of(batch, invitation_key())]
    spared = {told["bounced"], told["stopped"]}
    return Bag(group, [words for n, words in enumerate(codes) if n not in spared][: told["used"]])


async def _came_back(
    told: dict[str, Any], batch: UUID, mailing: UUID, organisation: UUID, read: AddressList, at: datetime
) -> None:
    """One address does not work, and one person wants no e-mails."""
    person = (await rows("SELECT id FROM invitee WHERE batch = $1 AND place = $2", batch, told["bounced"]))[0]
    stopped = stopping.hash_of(read.addresses[told["stopped"]])
    async with writing():
        await bouncing.take(bouncing.Bounce(letter_id(mailing, person["id"]), bouncing.NO_SUCH))
        await stopping.stop(stopping.Stopping(stopped, organisation), at + timedelta(hours=3))
