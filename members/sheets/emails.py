"""E-mail addresses in a cell."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[^\s<>(),;:\"\[\]]+@[^\s<>(),;:\"\[\]]+")
_POSSIBLE = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})",
    re.IGNORECASE,
)
_LONGEST = 254
_NOTHING = frozenset({"", "-", "/", "non", "aucun", "aucune", "néant", "pas de mail", "sans", "x", "no", "none", "n/a"})


@dataclass(frozen=True)
class Emails:
    """`addresses` in lower case, in the order written; `wrong`: what looks meant for an address and cannot be one."""

    addresses: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def read_emails(text: str) -> Emails:
    """The addresses of a cell; « mailto: », angle brackets and spaces around @ are forgiven."""
    if text.strip().casefold() in _NOTHING:
        return Emails()
    mended = re.sub(r"\s*@\s*", "@", re.sub(r"(?i)\bmailto:", "", text)).strip()
    addresses: list[str] = []
    wrong: list[str] = []
    for found in _ADDRESS.findall(mended):
        address = found.strip(".'").lower()
        if len(address) <= _LONGEST and _POSSIBLE.fullmatch(address):
            if address not in addresses:
                addresses.append(address)
        else:
            wrong.append(found)
    if not addresses and not wrong:
        wrong.append(" ".join(text.split()))
    return Emails(tuple(addresses), tuple(wrong))
