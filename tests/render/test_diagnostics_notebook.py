"""A table in a notebook: everything in it is text."""

from __future__ import annotations

from simulator.render._notebook import html_table


def test_cells_and_headers_are_escaped():
    table = html_table(["<b>"], [["<script>alert('1')</script> & \"x\""], [None], [5]])
    assert "<script>" not in table
    assert "&lt;b&gt;" in table
    assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;x&quot;" in table
    assert "></td>" in table
    assert ">5</td>" in table


def test_a_table_without_rows_still_has_its_headers():
    assert html_table(["code"], []).endswith("code</th></tr></thead><tbody></tbody></table>")
