"""Installing the questionnaire on a phone, its page, and taking access back."""

import gzip
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from surveys import offline
from surveys.flows.phones import add_phone, find_phone
from surveys.models import Device
from tests.factories import surveys

pytestmark = pytest.mark.django_db


def install(client, **values):
    return client.post(reverse("interview_install"), values)


def test_the_token_is_said_once(team_client, team_member):
    edition = surveys.make_open_edition()
    answer = install(team_client, edition=edition.pk, name="Le mien")
    token = re.search(r'data-token="([^"]+)"', answer.content.decode())[1]
    device = find_phone(token)
    assert (device.edition, device.interviewer, device.name) == (edition, team_member, "Le mien")
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_resident_goes_out_with_the_edition_of_their_outing_only(member_client, member):
    mine, other = surveys.make_open_edition("Automne"), surveys.make_open_edition("Hiver")
    assert install(member_client, edition=mine.pk).status_code == 403
    surveys.OutingFactory(edition=mine).interviewers.add(member)
    surveys.OutingFactory(edition=mine).interviewers.add(member)
    assert install(member_client, edition=other.pk).status_code == 422
    assert install(member_client, edition=mine.pk).status_code == 200
    assert [device.edition for device in Device.objects.all()] == [mine]


def test_without_an_open_edition_it_says_so(team_client):
    surveys.EditionFactory(state="draft")
    assert "Pas de questionnaire en cours" in team_client.get(reverse("interview_install")).content.decode()


def test_the_team_sees_the_phones_and_takes_access_back(team_client, member):
    edition = surveys.make_open_edition()
    device, token = add_phone(edition=edition, interviewer=member, name="Téléphone bleu")
    surveys.DeviceFactory(name="D’une autre édition")
    page = team_client.get(reverse("edition_phones", args=[edition.pk])).content.decode()
    assert ("Téléphone bleu" in page, "D’une autre édition" in page, token in page) == (True, False, False)
    team_client.post(reverse("phone_revoke", args=[device.pk]))
    device.refresh_from_db()
    first = device.revoked_at
    team_client.post(reverse("phone_revoke", args=[device.pk]))
    device.refresh_from_db()
    assert (find_phone(token), device.revoked_at) == (None, first)


def test_the_worker_keeps_every_script_and_changes_with_the_page(client, centre):
    def kept():
        return json.loads(
            re.match(r"const KEPT = (.*);\n", client.get(reverse("interview_worker")).content.decode())[1]
        )

    before = kept()
    imported = {
        name
        for path in offline.own_files()
        for name in re.findall(r'"\./(\w+\.js)"', path.read_text("utf-8", "ignore"))
    }
    assert imported <= {url.rpartition("/")[2] for url in before["files"]}
    assert kept() == before
    centre.name = "Un autre centre"
    centre.save()
    assert kept()["version"] != before["version"]


def test_scripts_weigh_little(tmp_path):
    scripts = [path.read_bytes() for path in offline.own_files() if path.suffix == ".js"]
    assert len(scripts) > 10
    assert sum(len(gzip.compress(script)) for script in scripts) < 120 * 1024
    assert finders.find(offline.WORKER)
