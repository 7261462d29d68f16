"""A table in a notebook: everything in it is text."""

from __future__ import annotations

import simulator
from simulator.model.reports.file_report import MOST
from simulator.render.notebook import html_table


def test_cells_and_headers_are_escaped() -> None:
    table = html_table(["<b>"], [["<script>alert('1')</script> & \"x\""], [None], [5]])
    assert "<script>" not in table
    assert "&lt;b&gt;" in table
    assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;x&quot;" in table
    assert "></td>" in table
    assert ">5</td>" in table


def test_a_table_without_rows_still_has_its_headers() -> None:
    assert html_table(["code"], []).endswith("code</th></tr></thead><tbody></tbody></table>")


def test_a_table_of_very_many_findings_ends_with_how_many_more_there_are() -> None:
    found = simulator.check({"callflow": [1] * (MOST + 3)})
    left = len(found) - MOST
    table = found._repr_html_()
    assert left >= 3
    assert table.count("<tr>") == MOST + 1
    assert table.endswith(f"</table><p>and {left} more findings: the json format lists every one</p>")
    assert "more finding" not in simulator.check({"callflow": [1]})._repr_html_()
