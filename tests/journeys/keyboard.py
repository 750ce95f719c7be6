"""A person who has only a keyboard: Tab to get there, arrows to choose, Enter or Space to press. No script runs on the page."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

_FURTHEST = 400  # presses of Tab before we say that a thing cannot be reached


@dataclass(frozen=True)
class Keyboard:
    """Somebody at a page. Each verb fails with a sentence when the keyboard cannot do it."""

    page: Page

    def opens(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)

    def sees(self, words: str) -> None:
        """These words stand on the page."""
        expect(self.page.locator("body")).to_contain_text(words)

    def stands_on(self, heading: str) -> None:
        """The page's one h1 is this."""
        expect(self.page.locator("h1")).to_have_text(re.compile(heading))

    def reaches(self, what: Locator) -> None:
        """Tab until it has the focus, and see that the focus shows."""
        what = what.first
        expect(what).to_be_attached()
        for _ in range(_FURTHEST):
            if what.evaluate("e => e === document.activeElement"):
                self._shows_focus(what)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard cannot reach {what}")

    def _shows_focus(self, what: Locator) -> None:
        shown = what.evaluate(
            """e => [e, ...(e.labels || []), e.closest('.row, label')].filter(Boolean).some(x => {
                 const c = getComputedStyle(x); return c.outlineStyle !== 'none' && parseFloat(c.outlineWidth) >= 2 })"""
        )
        assert shown, f"the focus does not show on {what}"

    def enters(self) -> None:
        """Press Enter on what has the focus, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def presses(self, name: str, *, exact: bool = False) -> None:
        """A button."""
        self.reaches(self.page.get_by_role("button", name=name, exact=exact))
        self.enters()

    def follows(self, name: str, *, exact: bool = False) -> None:
        """A link."""
        self.reaches(self.page.get_by_role("link", name=name, exact=exact))
        self.enters()

    def writes(self, label: str, text: str, *, nth: int = 0, exact: bool = True) -> None:
        """Into a text field, instead of what was there."""
        field = self.page.get_by_label(label, exact=exact).nth(nth)
        self.reaches(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def writes_day(self, label: str, day: str) -> None:
        """Into a date field, as the device's own calendar takes it: month, day, year in this browser's order."""
        field = self.page.get_by_label(label)
        self.reaches(field)
        year, month, number = day.split("-")
        for digits in (month + number + year, number + month + year):
            self.page.keyboard.press("Shift+Tab")
            self.reaches(field)
            self.page.keyboard.type(digits)
            if field.input_value() == day:
                return
        raise AssertionError(f"{label} holds {field.input_value()}, not {day}")

    def picks(self, label: str, *, within: str | None = None) -> None:
        """One of several round choices: Tab into the group, arrows to the one."""
        scope = self.page.get_by_role("group", name=within) if within else self.page
        wanted = scope.get_by_role("radio", name=re.compile("^" + re.escape(label))).first
        name = wanted.get_attribute("name")
        group = scope.locator(f'input[type=radio][name="{name}"]')
        checked = group.locator("xpath=self::*").filter(has=self.page.locator("xpath=self::*[@checked]"))
        self.reaches(checked if checked.count() else group)
        for _ in range(group.count() + 1):
            if wanted.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def ticks(self, label: str) -> None:
        """A square choice."""
        box = self.page.get_by_role("checkbox", name=re.compile("^" + re.escape(label)))
        self.reaches(box)
        self.page.keyboard.press("Space")
        expect(box.first).to_be_checked()

    def chooses(self, label: str, option: str, *, nth: int = 0) -> None:
        """From a list that opens."""
        box = self.page.get_by_role("combobox", name=re.compile("^" + re.escape(label))).nth(nth)
        self.reaches(box)
        self.page.keyboard.press("Home")
        for _ in range(int(box.evaluate("e => e.options.length"))):
            chosen = str(box.evaluate("e => e.options[e.selectedIndex].text"))
            if chosen.startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} has no {option!r}")
