import pytest

from members.models import Skill
from tests.factories.members import SkillFactory


@pytest.fixture
def tricot(db) -> Skill:
    return SkillFactory(name="Tricot")


@pytest.fixture
def crochet(db) -> Skill:
    return SkillFactory(name="Crochet")
