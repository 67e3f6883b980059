"""What the mouline prefers, for the whole centre: one row of plain choices, the same for everybody."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """How much of it the centre wants."""

    LESS = "less", _("A little less")
    USUAL = "usual", _("As usual")
    MORE = "more", _("More")


def _step(question: Promise, meaning: Promise) -> models.CharField:
    return models.CharField(question, max_length=5, choices=Step, default=Step.USUAL, help_text=meaning)


class RoundPreferences(models.Model):
    """A step for each preference; none speaks of a person. `exchanges.rounds.preferences` makes points of them."""

    NAMES = ("long_waits", "first_times", "many_people", "mixing")

    long_waits = _step(
        _("Serve first those who have waited for long"),
        _("Each week of waiting counts, up to twenty. With “More”, one long wait may pass before two new requests."),
    )
    first_times = _step(
        _("Let people give or receive for the first time"),
        _(
            "Somebody has given and never received? The mouline looks for their turn, and the other way round. "
            "With “More”, those who have done both wait a little longer."
        ),
    )
    many_people = _step(
        _("Bring as many people as possible"),
        _(
            "Those who have no group yet pass before those who have one. "
            "With “More”, the same people are in fewer groups."
        ),
    )
    mixing = _step(
        _("Mix ages and villages"),
        _(
            "Between two groups, the mouline prefers the one with several ages and villages. "
            "With “More”, somebody who has waited less may be chosen to mix the group."
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("what the mouline prefers")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="only_one_row_of_preferences"),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def load(cls) -> "RoundPreferences":
        """The one row, or the usual choices, unsaved, before anybody wrote it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def as_choices(self) -> dict[str, str]:
        """Each preference with its step, as a round keeps them."""
        return {name: str(getattr(self, name)) for name in self.NAMES}
