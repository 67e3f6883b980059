import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.folding import fold


@pytest.mark.parametrize(
    "typed, folded",
    [
        ("L’Œuf  dûr", "l'oeuf dur"),
        ("\u00a0Réparer\u202fun vélo\n", "reparer un velo"),
        ("Straße", "strasse"),
        ("« déjà » – oui", '" deja " - oui'),
        ("", ""),
    ],
)
def test_what_people_type_alike_compares_alike(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdéèàçœ '", max_size=40))
def test_case_changes_nothing(text):
    assert fold(text.upper()) == fold(text)
