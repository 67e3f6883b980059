"""What a list page of 30 rows costs: server CPU against a bare Django list, queries, and weight.

python -m benchmarks.pages
"""

import gzip
import statistics
import time

from benchmarks.scratch import scratch_database

ROWS = 30
TURNS = 15
VISITS = 20
DEAREST = 1.8


def main() -> None:
    with scratch_database():
        compare()


def compare() -> None:
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    from benchmarks import bare
    from members.flows.starter_catalogue import load_starter_catalogue
    from members.models import Commune, Member, Skill
    from tests.factories import exchanges, members

    load_starter_catalogue()
    communes = members.CommuneFactory.create_batch(5)
    skills = Skill.objects.all()[:ROWS]
    reader = members.MemberFactory(commune=communes[0])
    staff = members.MemberFactory(commune=communes[0], team=True)
    for number, skill in enumerate(skills):
        venue = exchanges.VenueFactory(commune=communes[number % 5])
        exchanges.make_full_session(group__skill=skill, venue=venue)
    Member.objects.update(commune=communes[0])
    Commune.objects.exclude(pk__in=[commune.pk for commune in communes]).delete()
    pages = {
        "Coming sessions": (reader, "/seances/"),
        "Catalogue": (reader, "/savoirs/"),
        "Sessions (staff)": (staff, "/equipe/seances/"),
        "Groups (staff)": (staff, "/mes-groupes/"),
        "Residents (staff)": (staff, "/equipe/habitants/"),
    }
    bare_site = override_settings(MIDDLEWARE=bare.MIDDLEWARE, TEMPLATES=bare.TEMPLATES, ROOT_URLCONF="benchmarks.bare")

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    print(f"{'page':<20} {'CPU':>8} {'bare':>8} {'ratio':>6} {'queries':>8} {'KB':>6} {'gzip':>6}")
    for name, (member, url) in pages.items():
        ours, theirs = [], []
        for _turn in range(TURNS):
            ours.append(spend(signed_in(member), url))
            with bare_site:
                theirs.append(spend(signed_in(member), "/"))
        ratio = statistics.median(mine / bare for mine, bare in zip(ours, theirs, strict=True))
        client = signed_in(member)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(url).content
        print(
            f"{name:<20} {min(ours) * 1000:>5.1f} ms {min(theirs) * 1000:>5.1f} ms {ratio:>6.2f} {len(queries):>8}"
            f" {len(html) / 1024:>6.1f} {len(gzip.compress(html)) / 1024:>6.1f}"
            + ("" if ratio <= DEAREST else f"   above {DEAREST}")
        )


def spend(client, url: str) -> float:
    """Seconds of processor for one visit, once warm."""
    for _visit in range(3):
        assert client.get(url).status_code == 200, url
    before = time.process_time()
    for _visit in range(VISITS):
        client.get(url)
    return (time.process_time() - before) / VISITS


if __name__ == "__main__":
    main()
