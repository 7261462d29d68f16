"""The language server (`callflow lsp`): what `check` says and the schemas know, while a file is typed.

Nothing of a user is imported, executed or called here, and nothing of theirs is written: edits go to the editor.
Importing it raises MissingExtraError where the extra `lsp` is not installed.
"""

from importlib.util import find_spec

from simulator.errors import MissingExtraError

NEEDED = ("pygls", "lsprotocol")
"""What the extra brings."""

for _name in NEEDED:
    if find_spec(_name) is None:
        raise MissingExtraError(
            f"the language server needs {_name}, which is not installed: pip install 'callflow-simulator[lsp]'"
        )
