"""A sign-up by e-mail on its way: kept in the session, and nowhere else, until the code comes back."""

import time
from collections.abc import MutableMapping
from dataclasses import asdict
from typing import Any

from django.utils.crypto import constant_time_compare, get_random_string

from members.flows.accounts import Newcomer

KEY = "sign_up"
LASTS_SECONDS = 15 * 60
MOST_TRIES = 3


def start_sign_up(session: MutableMapping[str, Any], *, newcomer: Newcomer, email: str) -> str:
    """Keep what was said, and return the code of six figures to send to the e-mail."""
    code = get_random_string(6, "0123456789")
    session[KEY] = {"newcomer": asdict(newcomer), "email": email, "code": code, "at": time.time(), "tries": 0}
    return code


def renew_code(session: MutableMapping[str, Any]) -> str:
    """A new code for the same sign-up; the former one is void."""
    waiting = session[KEY]
    return start_sign_up(session, newcomer=Newcomer(**waiting["newcomer"]), email=waiting["email"])


def waiting_email(session: MutableMapping[str, Any]) -> str | None:
    """The e-mail a code was sent to, while that code is good."""
    waiting = session.get(KEY)
    if waiting is None or waiting["tries"] >= MOST_TRIES or time.time() - waiting["at"] > LASTS_SECONDS:
        return None
    return waiting["email"]


def check_code(session: MutableMapping[str, Any], code: str) -> bool:
    """Whether this is the code; each wrong try counts, and after three the code is void."""
    waiting = session[KEY]
    figures = "".join(sign for sign in code if sign.isdigit())
    if constant_time_compare(figures, waiting["code"]):
        return True
    session[KEY] = {**waiting, "tries": waiting["tries"] + 1}
    return False


def finish_sign_up(session: MutableMapping[str, Any]) -> tuple[Newcomer, str]:
    """What was said and the verified e-mail; the session forgets both."""
    waiting = session.pop(KEY)
    return Newcomer(**waiting["newcomer"]), waiting["email"]
