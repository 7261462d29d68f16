"""The widget of a dial pad: it shows `view`, and says in `said` which button was pressed."""

from __future__ import annotations

from importlib.resources import files

import anywidget
import traitlets

_HERE = files("simulator.notebook")
_PAD = files("simulator.render.page")
"""Where the keys are that the phone page has too."""


class DialPadWidget(anywidget.AnyWidget):
    """`view` goes to the browser; `said` comes back: `{"what": "key", "key": "1", "number": 7}`.

    The number grows with every press, so that the same key twice is two changes.
    """

    _esm = _PAD.joinpath("pad.js").read_text("utf-8") + _HERE.joinpath("dial_pad.js").read_text("utf-8")
    _css = _HERE.joinpath("dial_pad.css").read_text("utf-8")
    view = traitlets.Dict().tag(sync=True)
    said = traitlets.Dict().tag(sync=True)
