from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from members.models import Centre


def centre(request: HttpRequest) -> dict[str, object]:
    """The centre's name, phone and hours, for every page; read once, and only when the page shows them."""
    return {"centre": SimpleLazyObject(Centre.load)}
