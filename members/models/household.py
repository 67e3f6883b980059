"""A household: who lives together, and how they wish to come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.fields import FoldedField


class Household(models.Model):
    """People who live together: adults with an account of their own, children without one."""

    class Wish(models.TextChoices):
        """What the moulines respect. Going out by turns concerns adults: somebody stays with the children."""

        ANY = "any", _("Each when it suits")
        TOGETHER = "together", _("Together: the same savoir at the same time, or not at all")
        BY_TURNS = "by_turns", _("By turns: two adults are never out in the same half-day")

    name = models.CharField(_("name"), max_length=120)
    folded_name = FoldedField(of=("name",))
    wish = models.CharField(_("how they wish to come"), max_length=8, choices=Wish, default=Wish.ANY)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ["folded_name"]

    def __str__(self) -> str:
        return self.name
