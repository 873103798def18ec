"""A phone 320 pixels wide, and what is too wide or too small there, also with larger text."""

from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 320, "height": 640}

WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const out = (each) => each.getBoundingClientRect().right > most + 1 && each.checkVisibility();
  const scrolls = (each) => each && (getComputedStyle(each).overflowX !== "visible"
    || scrolls(each.parentElement.closest("body *")));
  return Array.from(document.querySelectorAll("body *"))
    .filter((each) => out(each) && !scrolls(each) && !Array.from(each.children).some(out))
    .map((each) => each.outerHTML.slice(0, 160));
}"""

SMALL = """() => {
  const inText = (each) => each.closest("p, li, figcaption, svg, .sign, .address-large");
  return Array.from(document.querySelectorAll("a[href], button, input, summary, textarea, select"))
    .filter((each) => each.type !== "hidden" && each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => !each.matches(".default, .skip") && !(each.matches("a") && inText(each)))
    .map((each) => [each, (each.closest("label") || each).getBoundingClientRect()])
    .filter(([each, box]) => box.width < 24 || box.height < 24)
    .map(([each, box]) => `${box.width}x${box.height} ${each.outerHTML.slice(0, 160)}`);
}"""

CUT = """() => Array.from(document.querySelectorAll("h1, h2, h3, summary, .button, .chip, .card"))
  .filter((each) => each.checkVisibility() && !each.closest(".hidden, .default, .tabs, .places"))
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.outerHTML.slice(0, 160))"""


def out_of_reach(page: Page) -> list[str]:
    """What is wider than the phone, too small to tap or cut off, a line each."""
    page.set_viewport_size(PHONE)
    usual = _named(page, wide=WIDE, small=SMALL)
    page.evaluate("document.documentElement.style.fontSize = '32px'")  # text at 200 %
    enlarged = _named(page, wide=WIDE, cut=CUT)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return usual + [f"text at 200 %: {each}" for each in enlarged]


def _named(page: Page, **looks: str) -> list[str]:
    return [f"{name}: {each}" for name, look in looks.items() for each in page.evaluate(look)]
