#!/usr/bin/env python3
"""Writes the results of a simulated class, has `acquis exam collect` put them together, and computes every figure again.

    class.py ACQUIS SCRATCH [STUDENTS]     exit 0 if all figures agree to 1e-9; needs numpy and scipy

The credits of `--json` are the input; facility with Wilson's interval, item-rest r, upper - lower 27 %, alpha, standard
error, mean, median and standard deviation are computed here with numpy, scipy.stats and formulas of their own. Then the
gradebook is read with Python's csv module: numbers are numbers, and no cell is a formula.
"""

import csv
import json
import os
import random
import subprocess
import sys
import time

import numpy as np
from scipy import stats

QUESTIONS = 20


def deck():
    lines = ['[deck]\nid = "sim"\ntitle = "=Simulated"\nlanguage = "en"\n']
    for at in range(QUESTIONS):
        if at % 3 == 0:
            wrong = ", ".join(f'"option {at} {letter}"' for letter in "bcd")
            lines.append(f'[[choice]]\nid = "q{at}"\nask = "Question {at}?"\nanswer = "option {at} a"\nwrong = [{wrong}]\n')
        elif at % 3 == 1:
            lines.append(f'[[short]]\nid = "q{at}"\nask = "Question {at}?"\nanswer = "Key{at}word"\n')
        else:
            items = ", ".join(f'"Item{at}{name}"' for name in ("alpha", "beta", "gamma"))
            lines.append(f'[[list]]\nid = "q{at}"\nask = "Question {at}?"\nanswers = [{items}]\n')
    return "\n".join(lines)


def answer(rng, at, ability):
    """What is said, and its credit: a list earns a part."""
    knows = rng.random() < 1 / (1 + np.exp(-(1.5 * (ability - (at - QUESTIONS / 2) / 6))))
    if rng.random() < 0.04:
        return None, 0.0
    if at % 3 == 0:
        return f"option {at} {'a' if knows else rng.choice('bcd')}", float(knows)
    if at % 3 == 1:
        return (f"Key{at}word", 1.0) if knows else (rng.choice(["=1+1", "elsewhere", "@nobody"]), 0.0)
    names = ["alpha", "beta", "gamma"] if knows else rng.choice([["alpha"], ["beta", "gamma"]])
    return "; ".join(f"Item{at}{name}" for name in names), len(names) / 3


def result(rng, number):
    ability, items = rng.gauss(0, 1), {}
    order = list(range(QUESTIONS))
    rng.shuffle(order)
    for place, at in enumerate(order):
        said, credit = answer(rng, at, ability)
        outcome = None if said is None else "correct" if credit == 1 else "partial" if credit > 0 else "wrong"
        points = [1, 2, 0.5][at % 3]
        items[f"sim/q{at}#answer"] = {
            "number": place + 1, "stem": f"Question {at}?", "answer": "as in the deck", "response": said,
            "outcome": outcome, "credit": credit, "points": points, "seconds": rng.randrange(5, 60),
        }
    points = sum(item["credit"] * item["points"] for item in items.values())
    worth = sum(item["points"] for item in items.values())
    score = {"points": round(points, 6), "of": QUESTIONS, "worth": worth, "share": round(points / worth, 6), "low": 0.0, "high": 1.0}
    return {
        "schema": 1, "kind": "exam-result", "name": f"-Student {number}", "attempt": f"{number:032x}", "title": "=Simulated",
        "fingerprint": "0" * 64, "seed": 7, "version": "A", "started": f"2026-01-10T18:00:00.{number:06}Z",
        "handed_in": "2026-01-10T19:00:00Z", "seconds": sum(item["seconds"] for item in items.values()), "score": score,
        "rule": 2, "topics": {}, "kinds": {"short": score}, "items": items,
    }


def wilson(p, n):
    z = stats.norm.ppf(0.975)
    middle, half = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def ends(totals, credits):
    """Upper less lower 27 %: ranks from both sides, ties share the places at the cut."""
    places = max(1, int(np.floor(0.27 * len(totals) + 0.5)))

    def mean(above):
        weights = np.zeros(len(totals))
        for at, total in enumerate(totals):
            first, tied = np.sum(above(totals, total)), np.sum(np.isclose(totals, total, rtol=0, atol=1e-9))
            weights[at] = min(max(places - first, 0), tied) / tied
        return np.dot(weights, credits) / places

    return mean(lambda all, own: all > own + 1e-9) - mean(lambda all, own: all < own - 1e-9)


class Checked:
    def __init__(self):
        self.count, self.worst = 0, 0.0

    def same(self, name, own, expected):
        if expected is None or not np.isfinite(expected):
            assert own is None, f"{name}: {own} where there is no number"
        else:
            apart = abs(own - expected)
            assert apart < 1e-9, f"{name}: {own}, not {expected}"
            self.worst = max(self.worst, apart)
        self.count += 1


def figures(report):
    checked = Checked()
    cards = {card["card"]: card for card in report["cards"]}
    names = sorted(cards)
    credits = np.array([[student["credits"][name] for name in names] for student in report["students"]])
    points = np.array([cards[name]["points"] for name in names])
    marks = credits * points
    totals, n, k = marks.sum(axis=1), len(credits), len(names)
    for at, name in enumerate(names):
        card = cards[name]
        facility = credits[:, at].mean()
        low, high = wilson(facility, n)
        checked.same(f"{name} facility", card["facility"], facility)
        checked.same(f"{name} low", card["low"], max(low, 0))
        checked.same(f"{name} high", card["high"], min(high, 1))
        rest = totals - marks[:, at]
        varied = n > 1 and np.ptp(marks[:, at]) > 1e-9 and np.ptp(rest) > 1e-9
        checked.same(f"{name} r", card["item_rest_r"], stats.pearsonr(marks[:, at], rest).statistic if varied else None)
        ranked = n > 1 and np.ptp(totals) > 1e-9
        checked.same(f"{name} upper - lower", card["upper_lower"], ends(totals, credits[:, at]) if ranked else None)
    test = report["test"]
    several = n > 1 and np.ptp(totals) > 1e-9
    alpha = k / (k - 1) * (1 - marks.var(axis=0, ddof=1).sum() / totals.var(ddof=1)) if several else None
    deviation = totals.std(ddof=1) if n > 1 else None
    checked.same("mean", test["mean"], totals.mean())
    checked.same("median", test["median"], np.median(totals))
    checked.same("deviation", test["deviation"], deviation)
    checked.same("alpha", test["alpha"], alpha)
    checked.same("standard error", test["standard_error"], deviation * np.sqrt(1 - alpha) if several else None)
    assert test["histogram"] == [int(bar) for bar in np.histogram(totals / points.sum() + 1e-9, np.linspace(0, 1.1, 12))[0][:9]] + [
        int(np.sum(totals / points.sum() >= 0.9 - 1e-9))
    ]
    return checked


def gradebook(path, report):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(report["students"])
    for row, student in zip(rows, report["students"]):
        assert row["name"] == "'" + student["name"], row["name"]
        assert abs(float(row["points"]) - student["points"]) < 5e-4 and float(row["of"]) == student["of"]
        assert not any(cell[:1] in "=+-@\t\r" for cell in row.values() if cell)
    return len(rows)


def main():
    acquis, scratch = sys.argv[1], sys.argv[2]
    students = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    folder = os.path.join(scratch, f"class-{students}")
    os.makedirs(os.path.join(folder, "results"), exist_ok=True)
    with open(os.path.join(folder, "sim.toml"), "w", encoding="utf-8") as file:
        file.write(deck())
    rng = random.Random(students)
    for number in range(students):
        with open(os.path.join(folder, "results", f"{number:05}.json"), "w", encoding="utf-8") as file:
            json.dump(result(rng, number), file)
    grades, began = os.path.join(folder, "grades.csv"), time.monotonic()
    command = [acquis, "exam", "collect", os.path.join(folder, "results"), "--deck", os.path.join(folder, "sim.toml")]
    run = subprocess.run([*command, "--json", "--csv", grades, "--bom", "--force"], capture_output=True, check=False)
    seconds = time.monotonic() - began
    assert run.returncode == 0, run.stderr.decode()
    report = json.loads(run.stdout)
    assert report["papers"] == students and not report["odd"] and all(card["judged_again"] for card in report["cards"])
    checked, rows = figures(report), gradebook(grades, report)
    print(f"class: {checked.count} figures of {students} students agree to {checked.worst:.1e}, {rows} rows of the gradebook; {seconds:.1f} s")


if __name__ == "__main__":
    main()
