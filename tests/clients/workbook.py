"""Opens our workbooks with openpyxl, and finds in them what the CSV of the same deck says: each cell a text, none a formula."""

import csv
import sys
from pathlib import Path

TRIGGERS = ("=", "+", "-", "@", "\t", "\r")


def bare(cell):
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(TRIGGERS) else cell


def main():
    from openpyxl import load_workbook

    for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        with open(path.with_suffix(".csv"), encoding="utf-8", newline="") as file:
            expected = [[bare(cell) for cell in row] for row in csv.reader(file)]
        rows = list(load_workbook(path).active.iter_rows())
        assert all(cell.data_type in ("s", "n") and (cell.value is None or isinstance(cell.value, str)) for row in rows for cell in row), path
        found = [[cell.value or "" for cell in row] for row in rows]
        assert found == expected, path
        print(f"openpyxl: {path.name}: {len(found) - 1} rows, every cell a text")


if __name__ == "__main__":
    main()
