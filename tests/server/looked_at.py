"""The phone page, open in a browser: what it asked for, what it complained of, and what is done on it."""

from __future__ import annotations

from typing import Any

from tests.render.page import browser as seen_by


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
        self.page = self.context.new_page()
        self.page.set_default_timeout(8000)
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
        """A control that is come to by keyboard alone."""
        self.one(name).focus()
        assert self.page.evaluate("document.activeElement.dataset.testid") == name
        return self.page.keyboard

    def choose(self, name: str, by: str) -> None:
        if by == "mouse":
            self.one(name).click()
        else:
            self.focused(name).press("Enter")

    def axe(self, part: str = "body") -> list[str]:
        """What axe finds in a part of the page; its script is handed in once, past the policy."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(seen_by.axe_script())
        found = self.page.evaluate("(part) => axe.run(part)", part)["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
