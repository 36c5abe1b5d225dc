"""Opens our workbooks with LibreOffice: as CSV they say what our CSV says, cell by cell, and saved again as workbooks they come
back as the same deck."""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from workbook import bare

acquis, out = sys.argv[1], Path(sys.argv[2])
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


def convert(to, files, folder):
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [[bare(cell) for cell in row] for row in csv.reader(file)]


def deck(path, folder):
    target = folder / "deck.toml"
    command = [acquis, "import", str(path), "-o", str(target), "--id", "same", "--title", "Same", "--language", "en", "--force"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, target.read_text() if target.exists() else done.stderr


with tempfile.TemporaryDirectory() as scratch:
    folder = Path(scratch)
    books = sorted(out.glob("*.xlsx"))
    assert books, "no workbook"
    convert(AS_SHOWN, books, folder)
    for book in books:
        found, expected = rows(folder / f"{book.stem}.csv"), rows(book.with_suffix(".csv"))
        assert found == expected, (book, [pair for pair in zip(found, expected) if pair[0] != pair[1]][:3])
    convert("xlsx:Calc MS Excel 2007 XML", books, folder)
    for book in books:
        ours, theirs = deck(book, folder), deck(folder / book.name, folder)
        assert ours == theirs, book
        print(f"LibreOffice: {book.name}: {len(rows(book.with_suffix('.csv'))) - 1} rows as in our CSV; saved again, the same deck")
