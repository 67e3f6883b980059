"""What interviewers are told before they go: the same words on the page and on paper."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """`icon` is a pictogram of the sprite; `says` are sentences, one point each."""

    icon: str
    title: str | Promise
    says: tuple[str | Promise, ...]


SECTIONS = (
    Section(
        "door",
        _("How to open"),
        (
            _("Say hello, your first name, and that you come for the social centre."),
            _("“We ask what people would like to change here, and what they would like to do. May I ask you?”"),
            _("It takes five to ten minutes. One may stop when one likes, and skip any question."),
            _("It is without a name. Nobody will know who said what."),
            _("Read the two sentences at the top of the questionnaire. Wait for a yes."),
        ),
    ),
    Section(
        "message-circle",
        _("How to listen"),
        (
            _("Ask the question as it is written. Then say nothing more, and wait. A silence helps."),
            _("To help: “And then?” “What do you mean?” “For instance?”"),
            _("Write the person’s own words, as they are said. Do not put them right, do not sum up."),
            _("Read it again to the person: “Is that it?”"),
            _("Give no advice, and no opinion. Do not promise anything."),
        ),
    ),
    Section(
        "heart-handshake",
        _("How to close"),
        (
            _("Say thank you. Finish the sheet, and put it away."),
            _("Then only, ask: “Would you like to hear from us?” The contact slip is another paper, put elsewhere."),
            _("Each yes is asked apart. No yes, no contact details."),
            _("Say what comes next: we read all of it together, then we come back and tell you."),
        ),
    ),
    Section(
        "lock",
        _("What we never write"),
        (
            _("A name, a phone, an address, in the answers: yours, theirs, a neighbour’s."),
            _("An illness, a religion, an origin, a political party. Even if the person speaks of it."),
            _("Keep the need: “It is hard to get about”, not “She has a bad heart”."),
        ),
    ),
    Section(
        "x",
        _("It is no"),
        (
            _("“No problem. Have a good day!” Nobody has to say why. Do not insist."),
            _("Note one more “would rather not” on your sheet. It counts too."),
            _("Offer the poster or its address: one may answer at home, at one’s own time."),
        ),
    ),
    Section(
        "baby-carriage",
        _("With children"),
        (
            _("Under 18, a parent or guardian stands near, and says yes first."),
            _("A child draws or tells: write it as it is. No contact details under 15."),
        ),
    ),
    Section(
        "alert-circle",
        _("Somebody is not well"),
        (
            _("Put the sheet down. Listen, without a question."),
            _("You do not have to mend it. “Would you like somebody of the centre to call you?”"),
            _("Write nothing of it on the sheet. Call the centre the same day."),
            _("In danger: health 15, police 17, dark thoughts 3114, a child 119, a woman 3919."),
        ),
    ),
    Section(
        "walk",
        _("On the spot"),
        (
            _("Go in twos. Say where you go, and when you come back. Never go in somewhere alone."),
            _("Rain: take shelter, or come back. Keep paper sheets in a folder with a flap."),
            _("No network: it all works. Sheets leave by themselves later. Take a few on paper, and a pen."),
            _("Before leaving: note how many people you met, how many would rather not, and the weather."),
        ),
    ),
)
