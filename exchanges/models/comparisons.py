"""What other preferences would have changed in a round: asked on the page of the preferences, kept until the next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exchanges.models.rounds import Round
from exchanges.models.work import Work, one_under_way


class Comparison(Work):
    """The days of a round planned twice, as it preferred and as `choices` say; `figures` once it is done."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="comparisons", verbose_name=_("mouline"))
    choices = models.JSONField(_("what the mouline prefers"), default=dict)
    figures = models.JSONField(_("figures"), default=dict, blank=True)

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        ordering = ["-created_at", "-pk"]
        constraints = [one_under_way("one_comparison_at_a_time", _("A comparison is already under way."))]

    def __str__(self) -> str:
        return str(self.round)
