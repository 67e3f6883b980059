"""The bars of « Animons nos villages »: sheets sent at once, through killed servers, at speed, from one address.

python -m benchmarks.survey [sqlite|postgresql] [same] [kills] [rate] [web] [room] [link]

The server is the one `manage.py serve` begins, with production's settings; phones and browsers are a process of their
own on the same machine. Without words, all is run on both databases, each in turn.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time

from benchmarks import senders
from benchmarks.serving import Server, served

RATE, SECONDS, LINES = 50, 30, 8
SHEETS_THROUGH_KILLS, KILLS, PHONES, A_REQUEST = 200, 20, 4, 2
PEOPLE, PAUSE = 25, 2.2
SECONDS_ON_THE_WEB = 10
PEOPLE_TO_LINK = 1000


class Bench:
    """An open edition with one outing and one phone, on a server."""

    def __init__(self, server: Server) -> None:
        from django.utils import timezone

        from members.models import Commune, Member
        from surveys.flows.editions import open_edition
        from surveys.flows.founding import create_founding_survey
        from surveys.flows.phones import add_phone
        from surveys.models import Outing, Place

        self.server = server
        self.edition = create_founding_survey(edition_name="Automne 2026")
        open_edition(edition=self.edition)
        self.version = self.edition.current_version.pk
        Commune.objects.bulk_create(Commune(name=f"Village {number}") for number in range(30))
        place = Place.objects.create(name="École Prévert")
        self.outing = Outing.objects.create(
            edition=self.edition, date=timezone.localdate(), place=place, kind=Outing.Kind.SCHOOL
        )
        interviewer = Member.objects.create(username="interviewer")
        self.token = add_phone(edition=self.edition, interviewer=interviewer)[1]
        self.path = f"/questionnaire/{self.edition.slug}/"

    def sheets(self, count: int) -> list[dict]:
        return [senders.make_sheet(self.version, self.outing.pk, number) for number in range(count)]

    def rows(self) -> tuple[int, int, int]:
        """Sheets, different numbers among them, and sheets that do not have all their answers."""
        from django.db.models import Count

        from surveys.models import Response

        sheets = Response.objects.filter(channel="phone")
        torn = sheets.annotate(said=Count("answers")).exclude(said=4).count()
        return sheets.count(), sheets.values("uuid").distinct().count(), torn

    def clear(self) -> None:
        from surveys.models import Response

        Response.objects.all().delete()


def same(bench: Bench) -> None:
    """One sheet, fifty times at the same moment."""
    body = json.dumps({"sheets": bench.sheets(1)})
    told = senders.apart(senders.send_the_same, bench.server.port, bench.token, body, 50)
    print(f"50 sends of one sheet at once: {told.count('200 kept')} told « kept », rows {bench.rows()[0]}")


def kills(bench: Bench) -> None:
    """The server is killed each time a twentieth of the sheets has come in, at any point of what it is doing."""
    from django.db import connections

    sheets, result = bench.sheets(SHEETS_THROUGH_KILLS), {}
    arguments = (bench.server.port, bench.token, sheets, PHONES, A_REQUEST)
    sending = threading.Thread(
        target=lambda: result.update(senders.apart(senders.send_through_kills, *arguments)), daemon=True
    )
    sending.start()
    killed, chance, began = 0, random.Random(1906), time.monotonic()
    for turn in range(KILLS):
        while bench.rows()[0] <= turn * (SHEETS_THROUGH_KILLS - PHONES * A_REQUEST * 2) // KILLS:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        killed += sending.is_alive()
        bench.server.kill()
        bench.server.start()
    sending.join()
    rows, numbers, torn = bench.rows()
    connections.close_all()
    print(
        f"{SHEETS_THROUGH_KILLS} sheets, {killed} SIGKILLs while they were being sent: {rows} rows, "
        f"{rows - numbers} double, {torn} torn, {result.get('left')} left on the phones; "
        f"{result.get('asked')} requests, {result.get('broken')} rounds broken off, {time.monotonic() - began:.0f} s"
    )


def rate(bench: Bench) -> None:
    """Fifty sheets a second for thirty seconds, one a request and ten a request, then as many as it takes."""
    for a_request in (1, 10):
        bodies = [json.dumps({"sheets": bench.sheets(a_request)}) for _body in range(RATE * SECONDS // a_request)]
        _say_rate(bench, f"phones, {a_request} a request", bodies, a_request, RATE / a_request)
    bodies = [json.dumps({"sheets": bench.sheets(10)}) for _body in range(200)]
    _say_rate(bench, "phones, 10 a request, no pause", bodies, 10, 0)


def _say_rate(bench: Bench, name: str, bodies: list[str], a_request: int, pace: float) -> None:
    bench.clear()
    before = bench.server.cpu()
    arguments = (bench.server.port, bench.token, bodies, pace, LINES)
    _say_sent(
        name, len(bodies) * a_request, senders.apart(senders.send_at_rate, *arguments), bench.server.cpu() - before
    )
    rows, numbers, torn = bench.rows()
    print(f"  rows {rows}, double {rows - numbers}, torn {torn}")


def _say_sent(name: str, count: int, result: dict, cpu: float) -> None:
    waits = sorted(result["waits"])
    print(
        f"{name}: {count} sheets in {result['seconds']:.1f} s ({count / result['seconds']:.0f}/s), "
        f"{cpu / count * 1000:.1f} ms of processor a sheet, p50 {statistics.median(waits) * 1000:.0f} ms, "
        f"p95 {waits[int(len(waits) * 0.95)] * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms, lost {result['lost']}"
    )


def web(bench: Bench) -> None:
    """The last press of the web form, fifty times a second for ten seconds, by people who each have a draft."""
    from surveys.models import Response

    port = bench.server.port
    drafts = senders.apart(senders.begin_drafts, port, bench.path, "change", RATE * SECONDS_ON_THE_WEB, LINES)
    bench.clear()
    time.sleep(2)
    before = bench.server.cpu()
    result = senders.apart(senders.send_drafts, port, drafts, RATE, LINES)
    _say_sent("web form, the last press", len(drafts), result, bench.server.cpu() - before)
    print(f"  rows {Response.objects.filter(channel='web').count()}")


def room(bench: Bench) -> None:
    """A workshop: 25 people behind one address, at the same moment, the whole questionnaire with its drafts."""
    from surveys.models import Response

    bench.clear()
    before = bench.server.cpu()
    people = senders.apart(senders.answer_on_the_web, bench.server.port, bench.path, PEOPLE, PAUSE)
    cpu = bench.server.cpu() - before
    pages = [page for person in people for page in person["pages"]]
    waits = sorted(seconds for _status, seconds in pages)
    bad = [status for status, _seconds in pages if status not in (200, 302)]
    print(
        f"{PEOPLE} people at once from one address: {sum(one['sent'] for one in people)} sent, "
        f"{Response.objects.filter(channel='web').count()} rows, {len(pages)} pages, refused or failed {bad}, "
        f"p50 {statistics.median(waits) * 1000:.0f} ms, p95 {waits[int(len(waits) * 0.95)] * 1000:.0f} ms, "
        f"longest {waits[-1] * 1000:.0f} ms, {cpu / PEOPLE * 1000:.0f} ms of processor a person"
    )


def link(bench: Bench) -> None:
    """A thousand people leave a sheet, each a slip right after it; then somebody reads all that the database keeps."""
    from django.db import connection

    from surveys.models import Response
    from tests.factories.surveys import leave_slip
    from tests.instruments import linking

    bench.clear()
    began, day = time.monotonic(), time.strftime("%Y-%m-%d")
    for rank in range(PEOPLE_TO_LINK):
        Response.objects.create(edition=bench.edition, version_id=bench.version, channel="phone", day=day)
        leave_slip(bench.edition, name=f"{rank:05d}")
    seconds = time.monotonic() - began
    kept = linking.find_in_bytes(linking.bytes_kept(), r"0[0-9]{4}[^0-9]?06 99")
    orders = linking.orders_on_disk() | {"bytes of the files": [int(name[:5]) for name in kept]}
    for name, order in orders.items():
        print(
            f"{connection.vendor}, by {name}: {len(order)} slips, {linking.people_found(order)} people found, "
            f"rank correlation {linking.correlation(order):+.3f}"
            + (" better than chance" if linking.says_something(order) else "")
        )
    print(f"  {seconds / PEOPLE_TO_LINK * 1000:.0f} ms for a sheet and its slip, among up to {PEOPLE_TO_LINK}")


ALL = {one.__name__: one for one in (same, kills, rate, web, room, link)}


def main(engine: str, wanted: list[str]) -> None:
    print(f"{engine}; load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with served(engine) as server:
        bench = Bench(server)
        for name in wanted:
            bench.clear()
            ALL[name](bench)


if __name__ == "__main__":
    words = sys.argv[1:]
    engines = [word for word in words if word in ("sqlite", "postgresql")]
    if len(engines) == 1:
        main(engines[0], [word for word in words if word in ALL] or list(ALL))
    else:
        # Settings are read once in a process.
        for engine in engines or ["sqlite", "postgresql"]:
            subprocess.run([sys.executable, "-m", "benchmarks.survey", engine, *words], check=True)
