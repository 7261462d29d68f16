"""The phone page, open in a browser: what it asked for, what it complained of, and what is done on it."""

from __future__ import annotations

from typing import Any

from tests.render.page import browser as seen_by

WATCHING = """(() => {
  const found = new Set(), mouse = new Set(), keyboard = new Set();
  const controls = 'button, a[href], input, select, summary, textarea, g.node';
  const name = (one) => one.matches('g.node') ? 'node'
    : (one.dataset.testid || one.textContent.trim()).replace(/^(call)-[0-9a-f]{8}-.*|^(place)-.*/, '$1$2');
  const seen = (one) => one.checkVisibility();
  const used = (set, one) => { if (one) set.add(name(one)); };
  addEventListener('click', (event) =>
    used(event.pointerType ? mouse : keyboard, event.target.closest?.(controls)), true);
  for (const kind of ['input', 'change']) addEventListener(kind, ({ target }) => {
    for (const set of [mouse, keyboard]) used(set, target);
  }, true);
  addEventListener('keydown', ({ key, target }) => {
    for (const one of document.querySelectorAll('[aria-keyshortcuts], [data-key]'))
      if (seen(one) && [one.getAttribute('aria-keyshortcuts'), one.dataset.key].includes(key)) used(keyboard, one);
    if (key === 'Enter' && target.closest('.draw')) keyboard.add('node');
  }, true);
  window.controls = () => {
    for (const one of document.querySelectorAll(controls)) found.add(name(one));
    return { found: [...found], mouse: [...mouse], keyboard: [...keyboard] };
  };
})()"""
"""Which controls are in the page, whatever they are called, and which of them were used, and by what."""


class Phone:
    """The page that is open, and what must hold of it whatever is done."""

    def __init__(self, running: Any, base: str, width: int, scheme: str = "light", *, waits: bool = True) -> None:
        self.lost = False
        """The browser itself tells of what it could not load."""
        self.base, self.asked, self.said = base, list[str](), list[str]()
        self.context = running.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.context.add_init_script(WATCHING)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(base)
        if waits:
            self.page.wait_for_selector("[data-link=live]")

    def __enter__(self) -> Phone:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.said == [] or self.lost
            assert [url for url in self.asked if not url.startswith((self.base, "data:", "blob:" + self.base))] == []

    def begin_again(self) -> None:
        """The page as who comes for the first time sees it."""
        self.page.evaluate("localStorage.clear()")
        self.page.goto("about:blank")
        self.page.goto(self.base)
        self.page.wait_for_selector("[data-link=live]")

    def one(self, name: str) -> Any:
        return self.page.get_by_test_id(name)

    def shows(self, name: str, words: str) -> None:
        self.page.wait_for_function(
            "([id, words]) => (document.querySelector(`[data-testid='${id}']`)?.textContent || '').includes(words)",
            arg=[name, words],
        )

    def do(self, name: str, key: str, by: str) -> None:
        """Do what a button does, once it can: by a click, or by its key."""
        self.page.locator(f"[data-testid='{name}']:not([aria-disabled=true])").wait_for()
        if by == "mouse":
            self.one(name).click()
        else:
            self.page.keyboard.press(key)

    def focused(self, name: str) -> Any:
        """A control that is come to by keyboard alone: by Tab, or, among tabs, by arrows."""
        self.one(name).first.wait_for()
        self.one(name).first.focus()
        found = "[document.activeElement.dataset.testid, document.activeElement.tabIndex < 0]"
        assert self.page.evaluate(found) == [name, False]
        return self.page.keyboard

    def choose(self, name: str, by: str) -> None:
        if by == "mouse":
            self.one(name).first.click()
        elif name.startswith("tab-"):
            self.page.locator("[role=tab][aria-selected=true]").focus()
            while self.page.evaluate("document.activeElement.dataset.testid") != name:
                self.page.keyboard.press("ArrowRight" if name != "tab-diagram" else "Home")
            self.page.keyboard.press("Enter")
        else:
            self.focused(name).press("Enter")

    def type(self, name: str, words: str, by: str) -> None:
        """Write into a field in the place of what is there."""
        self.one(name).click() if by == "mouse" else self.focused(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, name: str, value: str, by: str) -> None:
        """Choose from a list; by keyboard, by the first letters of what stands there."""
        if by == "mouse":
            self.one(name).select_option(value)
            return
        words = self.page.locator(f"[data-testid='{name}'] option[value='{value}']").inner_text()
        self.focused(name).type(words)
        assert self.one(name).input_value() == value

    def controls(self) -> dict[str, list[str]]:
        """The names of all that there are (`found`), and of those that were used, by `mouse` and by `keyboard`."""
        found: dict[str, list[str]] = self.page.evaluate("window.controls()")
        return found

    def axe(self, part: str = "body") -> list[str]:
        """What axe finds in a part of the page; its script is handed in once, past the policy."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(seen_by.axe_script())
        found = self.page.evaluate("(part) => axe.run(part)", part)["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
