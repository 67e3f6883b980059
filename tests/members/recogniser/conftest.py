import pytest

from members.recogniser import Recogniser
from members.recogniser.shipped import read_terms


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    """The one every centre starts with; its keys are the names of the savoirs."""
    return Recogniser(read_terms())
