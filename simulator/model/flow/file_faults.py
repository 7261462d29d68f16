"""The codes of findings about our own files (account, flow, scenario): one catalogue, explained by `explain`."""

from __future__ import annotations

from simulator.model.record import frozen


@frozen
class FileFault:
    """A kind of fault in a YAML file of ours: its code, what it means in one sentence, and how it looks."""

    code: str
    title: str
    what: str
    wrong: str
    right: str


FILE_FAULTS: dict[str, FileFault] = {
    fault.code: fault
    for fault in (
        FileFault(
            "F001",
            "The file cannot be read as YAML.",
            "The text breaks YAML's rules, means to YAML another thing (a comma, a `#` or a tag cuts a text), holds a "
            "key twice or a sign that nobody sees, or is not UTF-8.",
            "callerIds: [+6562345678\n",
            'callerIds: ["+6562345678"]\n',
        ),
        FileFault(
            "F002",
            "A key that this kind of file does not have.",
            "A misspelt key would silently do nothing, so it is an error; the hint names the nearest key.",
            "callerIDs:\n  - +6562345678\n",
            "callerIds:\n  - +6562345678\n",
        ),
        FileFault(
            "F003",
            "A value of the wrong kind.",
            "Nothing is coerced: a number in quotes is a text, `yes` is no boolean, and a list is not one value.",
            'capacity: "2"\n',
            "capacity: 2\n",
        ),
        FileFault(
            "F004",
            "A value that is not allowed here.",
            "The kind is right and the value is not: outside its choices or its range, or of a form it cannot have.",
            "assumptions:\n  digitsField: eventData\n",
            "assumptions:\n  digitsField: object\n",
        ),
        FileFault(
            "F005",
            "A file that is named here cannot be read.",
            "A path is read from the folder of the file that names it; there is no such file, or it is not UTF-8 text.",
            "scenarios:\n  office-hours: flows/ofice.json\n",
            "scenarios:\n  office-hours: flows/office.json\n",
        ),
        FileFault(
            "F006",
            "A key that is needed is missing.",
            "Without it the file says too little to be used: a flow needs a call, and somebody who answers.",
            "inbound:\n  source: +6562345678\n",
            "inbound:\n  source: +6562345678\n  destination: +6591234567\n",
        ),
        FileFault(
            "F007",
            "Keys that contradict each other.",
            "Each of them is right alone, and together they cannot both be meant: keep one.",
            "request: booking.json\ninbound: {source: +6562345678, destination: +6591234567}\n",
            "request: booking.json\n",
        ),
        FileFault(
            "F008",
            "A row of a table that can never answer.",
            "The first row that matches answers: rows above take all that this one names, or nothing ever leads there.",
            '- when: {digits: other}\n  reply: sorry.json\n- when: {digits: "1"}\n  reply: today.json\n',
            '- when: {digits: "1"}\n  reply: today.json\n- when: {digits: other}\n  reply: sorry.json\n',
        ),
    )
}
"""By code."""
