"""Where people live, and how far villages are from one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.fields import FoldedField


class CommuneQuerySet(models.QuerySet["Commune"]):
    def listed(self) -> "CommuneQuerySet":
        """Villages to choose from in public: those on the map, or where two people live already.

        A village that one visitor has just typed is kept, and shown to nobody else.
        """
        people = models.Count("members", filter=models.Q(members__is_active=True))
        return (
            self.annotate(people=people)
            .filter(models.Q(x__isnull=False) | models.Q(people__gte=2))
            .order_by("folded_name")
        )


class Commune(models.Model):
    """A commune or a quarter of it. Coordinates, when known, are in units of 100 m on any flat map."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    folded_name = FoldedField(of=("name",))
    x = models.IntegerField(_("east, in hundreds of metres"), null=True, blank=True)
    y = models.IntegerField(_("north, in hundreds of metres"), null=True, blank=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("village or quarter")
        verbose_name_plural = _("villages and quarters")
        ordering = ["folded_name"]

    def __str__(self) -> str:
        return self.name


class CommuneDistance(models.Model):
    """Kilometres by road between two communes, kept once per pair; it wins over coordinates."""

    first = models.ForeignKey(Commune, models.CASCADE, related_name="+", verbose_name=_("from"))
    second = models.ForeignKey(Commune, models.CASCADE, related_name="+", verbose_name=_("to"))
    kilometres = models.PositiveSmallIntegerField(_("kilometres"))

    class Meta:
        verbose_name = _("distance between villages")
        verbose_name_plural = _("distances between villages")
        constraints = [
            models.UniqueConstraint(
                models.functions.Least("first", "second"),
                models.functions.Greatest("first", "second"),
                name="one_distance_per_pair",
                violation_error_message=_("The distance between these two villages is already there."),
            ),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="distance_between_two_villages",
                violation_error_message=_("Choose two different villages."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second} : {self.kilometres} km"
