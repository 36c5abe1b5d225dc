"""Counts the records of the cases with other programs: the notes of packages with Anki, the questions of XML with Python.

    counts.py ACQUIS CASES SCRATCH [GIFT-COUNTS]       whole + in part + refused must be what the other program counts
"""

import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageRequest

acquis, cases, scratch = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
gift = dict(line.rsplit("\t", 1) for line in Path(sys.argv[4]).read_text().splitlines()) if len(sys.argv) > 4 else {}


def ours(path):
    """The rows that came in or were refused; a note or question with several cards is one row."""
    deck = scratch / "counted.toml"
    run = subprocess.run(
        [acquis, "import", str(path), "-o", str(deck), "--force", "--yes", "--json", "--data-dir", str(scratch / "home")],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    # Nothing to make an entry of ends in 2, with the report all the same.
    report = json.loads(run.stdout)
    assert run.returncode < 2 or (report["refused"] and not report["entries"]), (path, run.stderr)
    rows = [one["row"] for one in report["entries"] + report["joined"] + report["refused"]]
    return len(set(rows)), len(rows)


def notes(path):
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(f"{folder}/count.anki2")
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path)))
        count = collection.note_count()
        collection.close()
        return count


def questions(path):
    return sum(1 for one in ET.parse(path).getroot() if one.tag == "question" and one.get("type") != "category")


total = 0
for path in sorted(cases.iterdir()):
    if path.suffix == ".apkg":
        # Anki itself takes no note whose fields are no text.
        expected = notes(path) if path.name != "one-bad-note.apkg" else 2
    elif path.suffix == ".xml":
        expected = questions(path)
    elif path.name in gift:
        expected = int(gift[path.name])
    else:
        continue
    rows, records = ours(path)
    assert expected == rows, f"{path.name}: {expected} by another program, {rows} here"
    total += 1
    print(f"{path.name}: {expected} records, {records} entries and refusals")
print(f"counted by other programs: {total} files")
