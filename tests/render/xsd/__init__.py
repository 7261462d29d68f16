"""What CI systems take as JUnit: the schema of Jenkins' xUnit (MIT, its notice is in the file), and that of Ant.

The second is by Windy Road Technology, under the LGPL (LGPL-2.1.txt). Both are as they were published; nothing of the
package needs them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

SCHEMAS = ("ant", "jenkins")


@cache
def schema(name: str) -> Any:
    """The schema of that name."""
    import xmlschema

    return xmlschema.XMLSchema(Path(__file__).with_name(f"{name}.xsd"))


def holds(text: str, names: tuple[str, ...] = SCHEMAS) -> None:
    """Assert that these schemas take a document."""
    for name in names:
        schema(name).validate(text)
