"""Counts the records of table files with Python's csv module and openpyxl, and holds them against what `acquis import`
accounts for: whole + in part + refused. Where both read the same cells, the questions of the deck are those of the table."""

import csv
import io
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import openpyxl

# (file, encoding, delimiter, rows above the first record, column of the question)
TEXTS = [
    ("comma.csv", "utf-8", ",", 1, 0),
    ("semicolon-1252.csv", "cp1252", ";", 1, 0),
    ("tab-utf16.txt", "utf-16", "\t", 1, 0),
    ("utf16-without-mark.csv", "utf-16-le", ",", 1, 0),
    ("pipe.csv", "utf-8", "|", 1, 0),
    ("polish-1250.csv", "cp1250", ",", 1, 0),
    ("french.csv", "utf-8", ";", 1, 0),
    ("letters.csv", "utf-8", ",", 1, 0),
    ("from-zero.csv", "utf-8", ",", 1, 0),
    ("from-one.csv", "utf-8", ",", 1, 0),
    ("by-text.csv", "utf-8", ",", 1, 0),
    ("several-right.csv", "utf-8", ",", 1, 0),
    ("options-in-a-cell.csv", "utf-8", ",", 1, 0),
    ("without-names.csv", "utf-8", ",", 0, 0),
    ("names-by-looks.csv", "utf-8", ",", 1, 0),
    ("title-above.csv", "utf-8", ",", 2, 0),
    ("authors.csv", "utf-8", ",", 1, 0),
    ("sep-line.csv", "utf-8", ";", 2, 0),
    ("doubles.csv", "utf-8", ",", 1, 0),
    ("ragged.csv", "utf-8", ",", 1, 0),
    ("html.csv", "utf-8", ",", 1, None),
    ("clozes.csv", "utf-8", ",", 1, None),
    ("facts.csv", "utf-8", ",", 1, None),
]
# (file, sheet, rows above the first record, further arguments)
BOOKS = [
    ("cards.xlsx", "Cards", 1, []),
    ("choices.xlsx", "Quiz", 1, ["--first-option", "1"]),
    ("sheets.xlsx", "Terms", 1, []),
    ("sheets.xlsx", "More", 1, ["--sheet", "More"]),
    ("values.xlsx", "V", 2, []),
]


def imported(acquis, file, more):
    with tempfile.TemporaryDirectory() as scratch:
        deck = Path(scratch, "deck.toml")
        run = subprocess.run([acquis, "import", str(file), "-o", str(deck), "--json", *more], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        report = json.loads(run.stdout)
        entries = tomllib.loads(deck.read_text(encoding="utf-8")) if deck.exists() else {}
    asked = {entry.get("ask", entry.get("front", entry.get("statement", entry.get("text")))) for kind in entries.values() if isinstance(kind, list) for entry in kind}
    return report, asked


def hold(name, rows, column, report, asked):
    there = report["whole"] + len(report["lessened"]) + len(report["refused"])
    assert there == len(rows), (name, there, len(rows))
    if column is not None:
        questions = {row[column].strip() for row in rows}
        assert asked <= questions, (name, asked - questions)
    print(f"{name}: {len(rows)} records")


def main(acquis, folder):
    for name, encoding, delimiter, above, column in TEXTS:
        text = Path(folder, name).read_bytes().decode(encoding).removeprefix("\ufeff")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(cell.strip() for cell in row)]
        hold(name, rows[above:], column, *imported(acquis, Path(folder, name), []))
    for name, sheet, above, more in BOOKS:
        book = openpyxl.load_workbook(Path(folder, name), data_only=True)
        rows = [[str(cell) for cell in row] for row in book[sheet].iter_rows(values_only=True) if any(cell is not None for cell in row)]
        hold(f"{name} {sheet}", rows[above:], 0, *imported(acquis, Path(folder, name), more))


main(sys.argv[1], sys.argv[2])
