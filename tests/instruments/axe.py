"""axe-core over one page: every rule for A, AA, 2.2 AA and best practice, at three widths, in light and dark."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 768, 1280)
WIDTHS_IN_THE_DARK = (320, 1280)
"""Menus are folded at the first, unfolded at the other; colours do not change in between."""
RUN = """
async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
    const rules = Object.fromEntries(axe.getRules(tags).map((rule) => [rule.ruleId, {enabled: true}]));
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"]});
    return found.violations.map((violation) => ({
        id: violation.id,
        help: violation.help,
        nodes: violation.nodes.map((node) => node.html.slice(0, 160) + " · " + (node.any.concat(node.all, node.none)[0]
            || {message: ""}).message.slice(0, 200)),
    }));
}
"""
COLOURS = RUN.replace("axe.getRules(tags)", "[]").replace(
    '{type: "tag", values: tags}', '{type: "rule", values: ["color-contrast", "link-in-text-block"]}'
)
IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def find_violations(page: Page, *, scroll_sideways: bool = False) -> list[str]:
    """What axe finds on the page that is open, each as one line; empty when all is well.

    The page is narrowed and widened within one load. In dark mode the rules about colour run again. A page
    that scrolls sideways at a width is a violation too, unless `scroll_sideways` allows it.
    """
    found = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [_describe(violation, width, "light") for violation in page.evaluate(RUN)]
        if width in WIDTHS_IN_THE_DARK:
            page.emulate_media(color_scheme="dark")
            found += [_describe(violation, width, "dark") for violation in page.evaluate(COLOURS)]
            page.emulate_media(color_scheme="light")
        if not scroll_sideways and page.evaluate(IS_WIDER):
            found.append(f"{width} px: the page is wider than the screen")
    return found


def _describe(violation: dict, width: int, colours: str) -> str:
    nodes = violation["nodes"]
    return f"{width} px {colours}: {violation['id']} ({violation['help']}) × {len(nodes)}: {nodes[0]}"
