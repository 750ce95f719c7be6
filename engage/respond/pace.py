"""How many may start a survey from one place in a while, so that nobody fills it by machine. Generous, because a whole
school shares one address; going on with answers that were begun is never limited. Only keyed hashes are stored."""

from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from uuid import UUID

from litestar import Request

from engage.respond.admitted import Admitted
from engage.web.limits import is_too_often
from engage.web.security import VISITOR_COOKIE, keyed
from surveys.channels import Channel

FROM_ONE_ADDRESS = 300
FROM_ONE_BROWSER = 60
IN_ONE_SESSION = 1_000
PER = timedelta(minutes=10)
WAIT = {"retry-after": str(int(PER.total_seconds()))}
_BESIDE_US = tuple(
    map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)


async def may_start(
    request: Request[Any, Any, Any], survey_id: UUID, now: datetime, admitted: Admitted | None = None
) -> bool:
    """Count one more start of this survey; False when there were too many from this browser or this address. A room is
    one address, and a tablet one browser: whoever a session let in counts there instead."""
    if admitted and admitted.channel in {Channel.room, Channel.tablet}:
        key = keyed("starts-session", admitted.what.partition(" ")[0])
        return not await is_too_often(key, at_most=IN_ONE_SESSION, per=PER, now=now)
    browser = request.cookies.get(VISITOR_COOKIE, "")
    limits = [("browser", browser, FROM_ONE_BROWSER), ("address", address_of(request), FROM_ONE_ADDRESS)]
    for kind, who, at_most in limits:
        key = keyed(f"starts-{kind}", f"{survey_id}:{who}")
        if who and await is_too_often(key, at_most=at_most, per=PER, now=now):
            return False
    return True


def address_of(request: Request[Any, Any, Any]) -> str:
    """Where a request came from; "" when only this machine is known. A proxy beside us or in our private network is
    believed about the last address it adds to X-Forwarded-For; nobody outside can pretend to be one."""
    peer = _read(request.client.host if request.client else "")
    if peer is None or any(peer in network for network in _BESIDE_US):
        told = _read(request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip())
        peer = told or peer
    if peer is None or peer.is_loopback:
        return ""
    # one household or phone is given a whole /64 of the newer addresses
    return str(ip_network((peer, 64), strict=False) if peer.version == 6 else peer)


def _read(raw: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(raw)
    except ValueError:
        return None
