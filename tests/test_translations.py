"""French is complete: every message has its French words, none is left over, none lost what it must carry."""

import pytest
from django.apps import apps
from simple_history.models import HistoricalChanges

from members.fields import FoldedField
from tests.instruments.messages import french_catalogue, messages_in_the_code, messages_of_packages


@pytest.fixture(scope="module")
def catalogue():
    return french_catalogue()


def test_every_message_is_said_in_french(catalogue):
    missing = {}
    for (words, context), place in messages_in_the_code().items():
        message = catalogue.get(words, context)
        strings = () if message is None else message.string if message.pluralizable else (message.string,)
        if not strings or not all(strings):
            missing[words] = place
    assert missing == {}


def test_every_field_has_a_french_name():
    """A field left without a name would show its English one in the back-office. Folded copies are never shown."""
    bare = [
        f"{model._meta.label}.{field.name}"
        for app in ("members", "surveys", "exchanges")
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, HistoricalChanges)
        for field in model._meta.get_fields()
        if not field.auto_created and not isinstance(field, FoldedField) and isinstance(field.verbose_name, str)
    ]
    assert bare == []


def test_no_french_words_are_left_over(catalogue):
    known = set(messages_in_the_code()) | messages_of_packages()
    left_over = []
    for message in catalogue:
        words = message.id[0] if message.pluralizable else message.id
        if words and (words, message.context) not in known:
            left_over.append(words)
    assert left_over == []


def test_french_words_carry_what_english_ones_carry(catalogue):
    wrong = [(message.id, str(error)) for message, errors in catalogue.check() for error in errors]
    fuzzy = [message.id for message in catalogue if message.fuzzy and message.id]
    assert (wrong, fuzzy) == ([], [])
