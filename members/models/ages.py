"""Age bands: the one table used by everything that speaks of ages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    UNDER_15 = "under_15", _("under 15")
    FROM_15 = "15_25", _("15–25")
    FROM_26 = "26_39", _("26–39")
    FROM_40 = "40_59", _("40–59")
    FROM_60 = "60_74", _("60–74")
    FROM_75 = "75_plus", _("75 and over")
    UNKNOWN = "unknown", _("unknown")


_LOWEST_AGES = (
    (75, AgeBand.FROM_75),
    (60, AgeBand.FROM_60),
    (40, AgeBand.FROM_40),
    (26, AgeBand.FROM_26),
    (15, AgeBand.FROM_15),
    (0, AgeBand.UNDER_15),
)


def band_of_year(birth_year: int | None, *, in_year: int) -> AgeBand:
    """The band of somebody born in `birth_year`, counted as the age reached during `in_year`."""
    if birth_year is None:
        return AgeBand.UNKNOWN
    age = in_year - birth_year
    return next((band for lowest, band in _LOWEST_AGES if age >= lowest), AgeBand.UNKNOWN)
