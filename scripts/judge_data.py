#!/usr/bin/env python3
"""Prepares xtask/data from public packages: names, dates and numbers from CLDR (babel), number words (num2words),
misspellings (the crate typos-dict, unpacked, given as the second argument).

    pip install babel num2words
    scripts/judge_data.py xtask/data TYPOS_DICT_FOLDER
"""

import datetime
import hashlib
import re
import sys
from pathlib import Path

from babel import Locale, dates, numbers
from num2words import num2words

LOCALES = {"en": "en_GB", "fr": "fr_FR", "de": "de_DE"}
DAYS = 48
MISSPELLINGS = 600


def chance(text, below):
    """A number below another that depends on the text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) % below


def write(folder, name, rows):
    lines = ["\t".join(row) for row in rows]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


def names(folder):
    of = {language: Locale.parse(locale) for language, locale in LOCALES.items()}
    rows = []
    for family, table, fits in [
        ("territory", "territories", lambda code: re.fullmatch("[A-Z]{2}", code) and code not in ("ZZ", "XA", "XB", "EU", "EZ", "UN", "QO")),
        ("language", "languages", lambda code: re.fullmatch("[a-z]{2}", code)),
        ("currency", "currencies", lambda code: code in numbers.list_currencies("en") and numbers.get_currency_name(code, locale="en") != code),
    ]:
        for code in sorted(getattr(of["en"], table)):
            cells = [getattr(locale, table).get(code, "") for locale in of.values()]
            if fits(code) and all(cells) and not any(sign in "".join(cells) for sign in "()–[]"):
                rows.append([family, code, *cells])
    # Currencies still in use only.
    current = {c for t in of["en"].territories if len(t) == 2 for c in numbers.get_territory_currencies(t)}
    write(folder, "names.tsv", [row for row in rows if row[0] != "currency" or row[1] in current])


def days():
    for number in range(DAYS):
        year = 1900 + chance(f"year {number}", 130)
        yield datetime.date(year, 1 + chance(f"month {number}", 12), 1 + chance(f"day {number}", 28))


def dated(folder):
    rows = []
    for day in days():
        for language, locale in [*LOCALES.items(), ("en", "en_US")]:
            for form in ["full", "long", "medium", "short"]:
                # Month first with figures alone is read day first: no right answer.
                if (locale, form) != ("en_US", "short"):
                    rows.append([language, day.isoformat(), dates.format_date(day, form, locale=locale)])
            rows.append([language, day.isoformat(), dates.format_skeleton("yMMMEd", day, locale=locale)])
            if locale != "en_US":
                rows.append([language, day.isoformat(), dates.format_skeleton("yMMMd", day, locale=locale)])
    write(folder, "dates.tsv", [list(row) for row in dict.fromkeys(map(tuple, rows))])


def counted(folder):
    values = [3, 8, 12, 17, 21, 27, 42, 60, 71, 80, 95, 99, 100, 101, 118, 193, 242, 375, 600, 705, 1001, 1234, 1975, 2500, 9999]
    values += [12_500, 34_700, 100_000, 375_000, 450_200, 1_000_000, 1_300_000, 7_500_000, 42_000_000, 2_000_000_000, 375_000_000_000]
    rows = []
    for language, locale in LOCALES.items():
        for value in values:
            texts = [numbers.format_decimal(value, locale=locale), num2words(value, lang=language)]
            if value >= 1_000_000:
                texts.append(numbers.format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=1))
                texts.append(numbers.format_compact_decimal(value, format_type="short", locale=locale, fraction_digits=1))
            rows += [[language, str(value), "", text] for text in texts]
            rows.append([language, str(value), "EUR", numbers.format_currency(value, "EUR", locale=locale)])
            rows.append([language, str(value), "EUR", numbers.format_currency(value, "EUR", locale=locale, format_type="name")])
        for tenths in [5, 7, 25, 120, 333, 550, 999]:
            share = tenths / 10
            rows.append([language, str(share), "%", numbers.format_percent(tenths / 1000, format="#,##0.# %", locale=locale)])
            rows.append([language, str(share), "", numbers.format_decimal(share, locale=locale)])
            rows.append([language, str(share), "", num2words(share, lang=language)])
        for place in [1, 2, 3, 12, 14, 20, 21, 23, 30, 42, 73, 99, 101]:
            rows.append([language, str(place), "place", num2words(place, to="ordinal", lang=language)])
    write(folder, "numbers.tsv", [list(row) for row in dict.fromkeys(map(tuple, rows))])


def edits(one, other):
    """Damerau and Levenshtein's distance, neighbours swapped counted once."""
    rows = [list(range(len(other) + 1))]
    for i, own in enumerate(one, 1):
        rows.append([i])
        for j, letter in enumerate(other, 1):
            least = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (own != letter))
            if i > 1 and j > 1 and own == other[j - 2] and one[i - 2] == letter:
                least = min(least, rows[i - 2][j - 2] + 1)
            rows[i].append(least)
    return rows[-1][-1]


def misspelt(folder, crate):
    text = (crate / "src" / "word_codegen.rs").read_text(encoding="utf-8")
    pairs = re.findall(r'Ascii\("([a-z]+)"\),\s*&\["([a-z]+)"\]', text)
    kept = sorted(set(pairs), key=lambda pair: hashlib.sha256(pair[0].encode()).hexdigest())
    write(folder, "misspellings.tsv", [[right, wrong] for wrong, right in kept if len(right) >= 5 and edits(right, wrong) <= 2][:MISSPELLINGS])


if __name__ == "__main__":
    target = Path(sys.argv[1])
    names(target)
    dated(target)
    counted(target)
    misspelt(target, Path(sys.argv[2]))
