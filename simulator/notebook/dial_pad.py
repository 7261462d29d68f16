"""A dial pad in a notebook: one call, key by key, with its prompt, its timeline and its machine.

`pad = simulator.DialPad("hotline.flow.yaml")` shows buttons where anywidget is installed, else the call as it stands.
`pad.press("2")` does the same from a cell: every method gives the pad back, so that the cell shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.api.arguments import legs_from, seed_from
from simulator.api.flow import begun
from simulator.errors import UsageError
from simulator.model.call.keys import KEYS as ALL_KEYS
from simulator.notebook._view import html, text, view_of
from simulator.running.stepping import Stepper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.call.outcome import LegOutcome

KEYS = "123456789*0#"
"""The keys of the pad; A to D can be pressed from a cell."""


class DialPad:
    """One call, step by step; for `flow` and the other arguments see `run`. Raises RefusedError and UsageError.

    Keys are held until they end the entry by themselves (`maxDigits` of them, or #); `silence` lets the entry time
    out with the keys that are held. `stepper` is the call; `note` says why a button did nothing.
    """

    def __init__(
        self,
        flow: FlowGiven,
        *,
        legs: Sequence[LegOutcome | str] = (),
        seed: int | None = None,
        at: At | None = None,
        account: AccountGiven | None = None,
        backend: BackendGiven | None = None,
    ) -> None:
        found, now = begun(flow, account=account, at=at, backend=backend)
        self.stepper = Stepper(found, legs_from(legs), seed_from(seed), now)
        self.held = ""
        self.note = ""
        self._widget: Any = None

    def key(self, key: str) -> DialPad:
        """Press one key: it is held until the entry is complete. Raises UsageError."""
        if len(key) != 1 or key not in ALL_KEYS:
            raise UsageError(
                f"{key!r} is not one key: expected one of {' '.join(ALL_KEYS)}; `press` takes whole entries"
            )
        if self.stepper.over or self.stepper.completes(self.held + key):
            return self.press(self.held + key)
        self.held += key
        return self._changed()

    def press(self, token: str) -> DialPad:
        """Answer the whole entry, as a token of a key script says: `42#`, `silence`, `hangup`. Raises UsageError."""
        self.stepper.press(token)
        self.held = ""
        return self._changed()

    def silence(self) -> DialPad:
        """Press nothing more: the entry times out. Raises UsageError."""
        return self.press(self.held or "silence")

    def hangup(self) -> DialPad:
        """Hang up. Raises UsageError."""
        return self.press("hangup")

    def back(self) -> DialPad:
        """Take back the keys that are held, else the last entry. Raises UsageError where there is none."""
        if not self.held:
            self.stepper.back()
        self.held = ""
        return self._changed()

    def restart(self) -> DialPad:
        """Begin anew."""
        self.stepper.restart()
        self.held = ""
        return self._changed()

    def do(self, what: str, key: str = "") -> None:
        """What a button asks for; what cannot be done is said in `note`."""
        try:
            if what == "key" and key in tuple(KEYS):
                self.key(key)
            elif what in ("silence", "hangup", "back", "restart"):
                getattr(self, what)()
        except UsageError as error:
            self.note = str(error)
            self._show()

    @property
    def view(self) -> dict[str, Any]:
        """What the front end shows."""
        return view_of(self.stepper, self.held, self.note)

    @property
    def widget(self) -> Any:
        """The widget of this pad. Raises ImportError where anywidget is not installed."""
        if self._widget is None:
            from simulator.notebook._widget import DialPadWidget

            self._widget = DialPadWidget(view=self.view)
            self._widget.observe(self._said, "said")
        return self._widget

    def __str__(self) -> str:
        return text(self.view)

    def _repr_html_(self) -> str:
        return html(self.view)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The widget where there is one; always the call as a table and as a text."""
        bundle: dict[str, Any] = {"text/plain": str(self), "text/html": self._repr_html_()}
        try:
            shown = self.widget._repr_mimebundle_()
        except ImportError:
            return bundle
        # anywidget gives the bundle, or a pair of it and its metadata
        return {**(shown[0] if isinstance(shown, tuple) else shown or {}), **bundle}

    def _said(self, change: Mapping[str, Any]) -> None:
        said = change["new"]
        self.do(str(said.get("what")), str(said.get("key", "")))

    def _changed(self) -> DialPad:
        self.note = ""
        self._show()
        return self

    def _show(self) -> None:
        if self._widget is not None:
            self._widget.view = self.view
