"""Walking through pages with the keys of a keyboard alone; whatever gets the focus on the way is looked at.

Every stop of the Tab key must bear a visible ring, stand whole on the screen (or fill it), and not lie under something
else (WCAG 2.2: 2.4.7 and 2.4.11). Roles and names are the ones Chromium gives to screen readers.
"""

import datetime
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from members.models import Member
from tests.factories.members import PASSWORD

MOST_TABS = 160
MOST_OPTIONS = 100
FOLDED_UNDER = 1080
"""Pixels: 60 rem of 18 px."""
END = "(the end of the page)"

LOOK_AT_FOCUS = """
(isNamed) => {
  const RING = 6, PADDING = 24, LINE = 40;
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused === document.documentElement) return null;
  const label = focused.closest("label");
  const ringed = [focused, label].some((element) => {
    if (!element) return false;
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return outlined || style.boxShadow !== "none";
  });
  const box = focused.getClientRects()[0] ?? new DOMRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const stands = document.documentElement.clientHeight;
  const fits = focused.tagName !== "TEXTAREA" && box.height + 2 * RING + 2 * PADDING <= stands;
  const needed = fits ? box.height + 2 * RING : LINE;
  const from = Math.max(box.top - RING, 0), to = Math.min(box.bottom + RING, stands);
  return {
    role: isNamed && focused.computedRole || (focused.tagName === "INPUT" ? focused.type : focused.localName),
    name: isNamed && focused.computedName || (focused.labels?.[0] ?? focused).textContent,
    is_checked: focused.checked ?? false,
    is_ringed: ringed && focused.matches(":focus-visible, input:focus-within"),
    is_shown: right - left >= Math.min(box.width, innerWidth) - 1 && to - from >= needed - 1,
    is_on_top: !!hit && (focused.contains(hit) || !!label?.contains(hit)),
    options: isNamed && focused.type === "radio"
      ? [...focused.form.querySelectorAll(`[name="${focused.name}"]`)].map((radio) => radio.computedName) : [],
  };
}
"""
"""What has the focus, or null; its true role and name take time, and come when asked for.

Lengths are in pixels, as in the styles. A label is part of its field; of a link broken over lines the first counts; of
what is taller than the screen, and of a text area, the height of a line is enough.
"""


@dataclass
class Focus:
    role: str
    name: str
    is_checked: bool
    options: list[str]

    def __str__(self) -> str:
        return f"{self.role} « {self.name} »"

    def is_(self, role: str, name: str) -> bool:
        return self.role == role and self.name.startswith(name)


def focus_of(page: Page, *, is_named: bool = True) -> Focus | None:
    """What has the focus now; fails when a person could not see where they are."""
    seen = page.evaluate(LOOK_AT_FOCUS, is_named)
    if seen is None:
        return None
    focus = Focus(seen["role"], tidy(seen["name"]), seen["is_checked"], [tidy(name) for name in seen["options"]])
    assert seen["is_ringed"], f"{page.url}: no ring around {focus}"
    assert seen["is_shown"], f"{page.url}: {focus} has the focus out of the screen"
    assert seen["is_on_top"], f"{page.url}: {focus} has the focus under something else"
    return focus


def reach(page: Page, role: str, name: str, *, key: str = "Tab", at_most: int = MOST_TABS) -> Focus:
    """Press `key` until the focus is on what has this role and a name that begins so."""
    passed = []
    for _unused in range(at_most):
        page.keyboard.press(key)
        focus = focus_of(page)
        if focus is not None and focus.is_(role, name):
            return focus
        passed.append(str(focus or END))
        if passed.count(END) > 1:
            break
    pytest.fail(f"{page.url}: the key {key} never reaches {role} « {name} », only\n  " + "\n  ".join(passed))


def walk_through(page: Page) -> int:
    """Press Tab from the top to the end of the page; how many stops that makes."""
    for stops in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focus_of(page, is_named=False) is None:
            return stops
    pytest.fail(f"{page.url}: the key Tab never reaches the end")


def skip_to_content(page: Page) -> None:
    """The first key of any page: the link that jumps over the menu."""
    reach(page, "link", "Aller au contenu", at_most=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def follow(page: Page, name: str, *, key: str = "Tab") -> None:
    """Go to a link and through it."""
    reach(page, "link", name, key=key)
    enter(page)


def push(page: Page, name: str, *, key: str = "Tab") -> None:
    """Go to a button and press it: a page comes."""
    reach(page, "button", name, key=key)
    enter(page)


def enter(page: Page) -> None:
    """The key Enter, and the page it brings."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def unfold(page: Page, name: str) -> None:
    """Open a « details » by its summary."""
    reach(page, "summary", name)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def write(page: Page, name: str, text: str, *, role: str = "textbox") -> None:
    """Type in a field in the place of what it held."""
    reach(page, role, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def tick(page: Page, name: str) -> None:
    reach(page, "checkbox", name)
    page.keyboard.press("Space")


def choose(page: Page, name: str) -> None:
    """Take one of several radio buttons: Tab stops once in the group, arrows go round it."""
    for _unused in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = focus_of(page)
        if focus is not None and any(option.startswith(name) for option in focus.options):
            break
    else:
        pytest.fail(f"{page.url}: the key Tab never reaches the choice « {name} »")
    if focus.name.startswith(name):
        page.keyboard.press("Space")
    else:
        reach(page, "radio", name, key="ArrowDown", at_most=len(focus.options))


def select(page: Page, name: str, option: str) -> None:
    """Take a line of a drop-down list by the arrows, without opening it."""
    reach(page, "combobox", name)
    page.keyboard.press("Home")
    for _unused in range(MOST_OPTIONS):
        if tidy(page.evaluate("document.activeElement.selectedOptions[0].text")).startswith(option):
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{page.url}: « {name} » has no line « {option} »")


def put_day(page: Page, name: str, day: datetime.date) -> None:
    """Type a date, in the order this Chromium's language writes it."""
    reach(page, "date", name)
    for order in "%d%m%Y", "%m%d%Y":
        page.keyboard.type(f"{day:{order}}")
        if page.evaluate("document.activeElement.value") == day.isoformat():
            return
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
    pytest.fail(f"{page.url}: {day} cannot be typed in « {name} »")


def open_menu(page: Page) -> None:
    """On a phone the menu is folded; on a wide screen it is a row, always there."""
    if page.viewport_size["width"] < FOLDED_UNDER:
        unfold(page, "Menu")


def come_in(page: Page, member: Member) -> None:
    """From the front page to one's own, with a user name."""
    page.goto("/")
    open_menu(page)
    follow(page, "Me connecter")
    write(page, "Mon nom d’utilisateur", member.username)
    write(page, "Mon mot de passe", PASSWORD)
    enter(page)
    expect(page.locator("h1")).to_have_text(f"Bonjour {member.first_name}")


def tidy(text: str) -> str:
    """No-break spaces as spaces, runs of spaces as one."""
    return " ".join(text.split())
