"""What phones and browsers send, from a process of their own: connections that stay open, no Django.

Each function is called by `apart`, and takes and gives plain values.
"""

import http.client
import json
import multiprocessing
import queue
import re
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

BROKEN = (OSError, http.client.HTTPException)
IDLE = 1.0
"""Seconds after which a line is opened anew: the server closes those that wait two."""


def apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """The function's result, worked out in a fresh process beside this one."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


class Way:
    """One connection to the server, opened again when it breaks; keeps cookies, as a browser does."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self.port, self.headers = port, headers or {}
        self.cookies: dict[str, str] = {}
        self.line: http.client.HTTPConnection | None = None
        self.used = 0.0

    def ask(self, method: str, path: str, body: str | None = None, kind: str = "") -> tuple[int, str, str]:
        """Status, body, and where it sends on to. Raises what is in BROKEN."""
        headers = self.headers | ({"Content-Type": kind} if kind else {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.line and time.monotonic() - self.used > IDLE:
            self.line = self.line.close()
        try:
            if self.line is None:
                self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
            text = answer.read().decode()
        except BROKEN:
            self.line = self.line and self.line.close()
            raise
        self.used = time.monotonic()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")


def send_at_rate(port: int, token: str, bodies: list[str], rate: float, lines: int) -> dict[str, Any]:
    """POST each body to the interviewers' API, the n-th at n/rate seconds after the first (rate 0: as fast as it goes).

    Seconds are counted from the moment it was due, so that a server which falls behind does not hide it.
    """
    headers = {"Authorization": f"Bearer {token}"}

    def one(way: Way, body: str) -> bool:
        status, text, _on = way.ask("POST", "/enquete/api/feuilles/", body, "application/json")
        return status == 200 and all(result["state"] == "kept" for result in json.loads(text)["results"])

    return _at_rate([Way(port, headers) for _line in range(lines)], bodies, one, rate)


def send_drafts(port: int, drafts: list[tuple[dict[str, str], str]], rate: float, lines: int) -> dict[str, Any]:
    """The last press of the web form, for people whose cookies and path are given."""

    def one(way: Way, draft: tuple[dict[str, str], str]) -> bool:
        way.cookies, path = dict(draft[0]), draft[1]
        status, _text, _on = way.ask("POST", path, _form(way, {}), FORM)
        return status == 302

    return _at_rate([Way(port, ORIGIN(port)) for _line in range(lines)], drafts, one, rate)


FORM = "application/x-www-form-urlencoded"


def ORIGIN(port: int) -> dict[str, str]:
    return {"Origin": f"http://127.0.0.1:{port}"}


def _form(way: Way, values: dict[str, str]) -> str:
    return urllib.parse.urlencode({"csrfmiddlewaretoken": way.cookies["csrftoken"], **values})


def _at_rate(ways: list[Way], things: list[Any], one: Callable[[Way, Any], bool], rate: float) -> dict[str, Any]:
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    began = time.monotonic() + 0.2
    for number, thing in enumerate(things):
        waiting.put((began + number / rate if rate else began, thing))
    waits, lost = [], []

    def work(way: Way) -> None:
        while True:
            try:
                due, thing = waiting.get_nowait()
            except queue.Empty:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            start = due if rate else time.monotonic()
            try:
                if not one(way, thing):
                    lost.append("refused")
            except BROKEN as error:
                lost.append(type(error).__name__)
            waits.append(time.monotonic() - start)

    _together(work, ways)
    return {"seconds": time.monotonic() - began, "waits": waits, "lost": lost}


def _together(work: Callable[..., Any], each: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(len(each)) as pool:
        return list(pool.map(work, each))


def begin_drafts(port: int, path: str, key: str, people: int, lines: int) -> list[tuple[dict[str, str], str]]:
    """The cookies of so many people who wrote one answer and did not send it yet, and where to."""
    answer, send = f"{path}question/{key}/", f"{path}envoyer/"

    def one(number: int) -> tuple[dict[str, str], str]:
        way = Way(port, ORIGIN(port))
        way.ask("GET", answer)
        way.ask("POST", answer, _form(way, {"text": f"Plus de bus {number}"}), FORM)
        way.line.close()
        return way.cookies, send

    with ThreadPoolExecutor(lines) as pool:
        return list(pool.map(one, range(people)))


def answer_on_the_web(port: int, path: str, people: int, pause: float) -> list[dict[str, Any]]:
    """So many people, at the same moment, walk through all the questions from this one address and send.

    `pause`: seconds of reading before each press. One dict per person: sent, and the seconds and status of each page.
    """
    start = threading.Barrier(people)

    def walk(number: int) -> dict[str, Any]:
        way, pages = Way(port, ORIGIN(port)), []

        def visit(method: str, where: str, values: dict[str, str] | None = None) -> tuple[str, str]:
            began = time.monotonic()
            body = None if values is None else _form(way, values)
            try:
                status, text, on = way.ask(method, where, body, FORM if values is not None else "")
            except BROKEN as error:
                status, text, on = 0, str(error), ""
            pages.append((status, time.monotonic() - began))
            return text, on

        start.wait()
        text, _on = visit("GET", path)
        # The first question is where « Je commence » leads.
        where = re.search(r'href="([^"]*/question/[^"?]*)', text)[1]
        while "/question/" in where:
            text, _on = visit("GET", where)
            time.sleep(pause)
            _text, where = visit("POST", where, _typed(text, number))
        visit("GET", where)
        time.sleep(pause)
        _text, on = visit("POST", where, {})
        visit("GET", on)
        return {"sent": on.endswith("/merci/"), "pages": pages}

    return _together(walk, list(range(people)))


def _typed(page: str, number: int) -> dict[str, str]:
    """Words where words are asked, else the first choice."""
    if 'name="text"' in page:
        return {"text": f"Idée {number}"}
    return {"choices": re.search(r'name="choices" value="([^"]+)"', page)[1]}


class Phone:
    """Sends as static/surveys/phone/sending.js does: a sheet leaves only when the server named it as kept."""

    def __init__(self, port: int, token: str, sheets: dict[str, dict], at_once: int) -> None:
        self.way = Way(port, {"Authorization": f"Bearer {token}"})
        self.waiting, self.at_once = dict(sheets), at_once
        self.broken = self.asked = 0

    def send_all(self) -> None:
        """One round; raises what is in BROKEN when the way is closed."""
        parcels = list(self.waiting.values())
        while parcels:
            some, parcels = parcels[: self.at_once], parcels[self.at_once :]
            self.asked += 1
            status, text, _on = self.way.ask(
                "POST", "/enquete/api/feuilles/", json.dumps({"sheets": some}), "application/json"
            )
            answer = json.loads(text)
            if status != 200 or answer.get("animons") != "phone":
                raise http.client.HTTPException(status)
            for result in answer["results"]:
                if result["state"] == "kept":
                    self.waiting.pop(result["uuid"], None)

    def insist(self, pause: float) -> None:
        """Round after round until nothing waits."""
        while self.waiting:
            try:
                self.send_all()
            except BROKEN:
                self.broken += 1
                time.sleep(pause)


def send_through_kills(port: int, token: str, sheets: list[dict], phones: int, at_once: int) -> dict[str, int]:
    """Phones that share out the sheets and insist until all are kept."""
    each = [{one["uuid"]: one for one in sheets[rank::phones]} for rank in range(phones)]
    all_phones = [Phone(port, token, mine, at_once) for mine in each]
    _together(lambda phone: phone.insist(0.05), all_phones)
    return {
        "left": sum(len(phone.waiting) for phone in all_phones),
        "broken": sum(phone.broken for phone in all_phones),
        "asked": sum(phone.asked for phone in all_phones),
    }


def send_the_same(port: int, token: str, body: str, times: int) -> list[str]:
    """One sheet from so many phones at the same moment: what each was told."""
    start = threading.Barrier(times)

    def one(_rank: int) -> str:
        way = Way(port, {"Authorization": f"Bearer {token}"})
        start.wait()
        status, text, _on = way.ask("POST", "/enquete/api/feuilles/", body, "application/json")
        return f"{status} {json.loads(text)['results'][0]['state']}"

    return _together(one, list(range(times)))


def make_sheet(version: int, outing: int | None, number: int) -> dict[str, Any]:
    """What a phone sends: three texts, choices, an age, a village."""
    answers = {
        "change": {"text": f"Plus de bus le dimanche, idée {number}"},
        "like": {"text": "Un four à pain pour tout le quartier"},
        "ready": {"choices": ["cakes", "car"], "text": "le samedi"},
        "savoirs_have": {"text": "le tricot et la soupe"},
        "age": {"choices": ["60_74"]},
        "village": {"text": "Valcroze"},
    }
    sheet = {"uuid": str(uuid.uuid4()), "version": version, "outing": outing, "language": "fr", "answers": answers}
    return sheet | {"day": time.strftime("%Y-%m-%d")}
