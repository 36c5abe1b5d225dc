"""Reads our tables with Python's csv module, and finds in them what the JSON of the same deck says."""

import csv
import json
import sys
from pathlib import Path

TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
SUBJECT = {"date": "event", "institution": "role", "instrument": "purpose", "position": "claim", "card": "front", "cloze": "text", "true_false": "statement"}


def bare(cell):
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(TRIGGERS) else cell


def is_number(cell):
    return cell[1:].replace(".", "").replace(",", "").isdigit()


for path in sorted(Path(sys.argv[1]).glob("*.json")):
    entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
    for end, dialect in ((".csv", "excel"), (".tsv", "excel-tab")):
        table = path.with_suffix(end)
        with open(table, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, dialect=dialect))
        assert len(rows) == len(entries), table
        for row, entry in zip(rows, entries):
            assert row["id"] == entry["id"] and row["kind"] == entry["kind"], row
            assert bare(row["question"]) == entry[SUBJECT.get(entry["kind"], "ask")], row
            for cell in row.values():
                assert not cell.startswith(TRIGGERS) or is_number(cell), cell
        print(f"csv of Python: {table.name}: {len(rows)} rows")
