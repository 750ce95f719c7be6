"""Who you can be in the demo, for the terminal and for the demo's own page."""

from engage.access.permissions import ROLE_NAMES, Role
from engage.demo.people import first_name
from engage.demo.sources import source


def sign_ins(address: str) -> list[str]:
    """Lines that say who there is, what they do and where to sign in as them."""
    rows = [
        (
            one["name"],
            ROLE_NAMES[Role(one["roles"][0])],
            one["email"],
            f"{address}/demo#{first_name(one['name'])}",
        )
        for one in source("people")["people"]
        if not {"young_person"} & set(one["roles"])
    ]
    wide = [max(len(row[n]) for row in rows) for n in range(3)]
    lines = ["  Sign in as one of these made-up people (the page has a button for each):", ""]
    lines += ["    " + "  ".join([*(row[n].ljust(wide[n]) for n in range(3)), row[3]]) for row in rows]
    lines += ["", f"  Or ask for a link at {address}/sign-in: Grace finds every letter under Letters."]
    lines += [f"  Three words of somebody who answered, to follow what became of them: {address}/demo#words"]
    return lines
