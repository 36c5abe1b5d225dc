"""A student's years in Anki come along: acquis' states beside those of py-fsrs, an independent FSRS-6, over the same reviews.

    history.py ACQUIS SCRATCH             needs `anki` and `fsrs` from PyPI
    history.py ACQUIS SCRATCH FOLDER      writes the package and the states of `tests/it/history.rs` there instead
"""

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from anki.collection import Collection, ExportAnkiPackageOptions
from fsrs import Card, Rating, Scheduler

acquis, scratch = sys.argv[1], Path(sys.argv[2]) / "history"
shutil.rmtree(scratch, ignore_errors=True)
scratch.mkdir(parents=True)
chance = random.Random(20260110)
DAY = 86_400_000
NOTES = 60 if len(sys.argv) < 4 else 8
FIRST = int(datetime(2023, 9, 1, 10, tzinfo=timezone.utc).timestamp() * 1000)
LEARN, REVIEW, RELEARN, FILTERED, MANUAL, MOVED = range(6)


def past_of_a_card(at):
    """(milliseconds, ease, kind, interval, factor): learning steps, reviews, lapses, a filtered deck, changes by hand."""
    rows, kind, days = [], LEARN, 1
    for _ in range(chance.randint(8, 45)):
        ease = chance.choices([1, 2, 3, 4], [15, 15, 60, 10])[0]
        rows.append((at, ease, kind, days, 2500 if kind else 0))
        if kind == LEARN and (ease == 4 or chance.random() < 0.5):
            kind = REVIEW
        elif ease == 1 and kind == REVIEW:
            kind = RELEARN
        elif kind == RELEARN and ease > 1:
            kind = REVIEW
        if kind in (LEARN, RELEARN) or chance.random() < 0.1:
            at += chance.randint(60_000, 600_000)
        else:
            days = chance.randint(1, 20)
            at += days * DAY + chance.randint(-4, 4) * 3_600_000
        odd = chance.random()
        if odd < 0.04:
            rows.append((at + 1000, chance.randint(1, 4), FILTERED, 3, 0))
        elif odd < 0.06:
            rows.append((at + 1000, 0, MANUAL, 12, 2500))
        elif odd < 0.07:
            rows.append((at + 1000, 0, MOVED, 12, 2500))
        elif odd < 0.08:
            rows.append((at + 1000, 0, MANUAL, 0, 0))
            kind, days = LEARN, 1
    return rows


def build(path):
    collection = Collection(str(path))
    deck = collection.decks.id("History")
    makers = {
        "Basic": lambda n: {"Front": f"What is number {n}?", "Back": f"answer {n}"},
        "Basic (and reversed card)": lambda n: {"Front": f"term {n}", "Back": f"meaning {n}"},
        "Cloze": lambda n: {"Text": f"In {{{{c1::{1900 + n}}}}} it was {{{{c2::act {n}}}}}."},
    }
    for n in range(NOTES):
        name = list(makers)[n % 3]
        note = collection.new_note(collection.models.by_name(name))
        for field, text in makers[name](n).items():
            note[field] = text
        collection.add_note(note, deck)
    taken, reviews = set(), []
    for card in sorted(collection.find_cards("")):
        for at, ease, kind, interval, factor in past_of_a_card(FIRST + chance.randint(0, 60 * DAY)):
            while at in taken:
                at += 1
            taken.add(at)
            millis = chance.randint(500, 90_000)
            reviews.append((at, card, ease, kind, millis, interval, factor))
            collection.db.execute(
                "insert into revlog values (?,?,-1,?,?,?,?,?,?)", at, card, ease, interval, interval, factor, millis, kind
            )
    cards = {card: (collection.get_card(card).note().guid, collection.get_card(card).ord) for card in collection.find_cards("")}
    packages = []
    for legacy in (True, False):
        package = scratch / f"history-{'legacy' if legacy else 'newest'}.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy=legacy)
        collection.export_anki_package(out_path=str(package), limit=None, options=options)
        packages.append(package)
    collection.close()
    return packages, reviews, cards


def day_of(at):
    return (datetime.fromtimestamp(at / 1000, timezone.utc) - timedelta(hours=4)).date()


def expected(reviews):
    """By card: py-fsrs' stability and difficulty, and the days; counted by study day."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    states = {}
    for at, card, ease, kind, *_, interval, factor in sorted(reviews):
        if kind == MANUAL and ease == 0 and interval == 0 and factor == 0:
            states.pop(card, None)
        if kind > RELEARN or ease == 0:
            continue
        state, last, count = states.get(card, (Card(), None, 0))
        day = max(day_of(at), last) if last else day_of(at)
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc)
        state, _ = scheduler.review_card(state, Rating(ease), moment)
        states[card] = (state, day, count + 1)
    return states


def run(home, *args):
    env = dict(os.environ, ACQUIS_HOME=str(home), TZ="UTC")
    done = subprocess.run([acquis, *args], capture_output=True, text=True, env=env)
    assert done.returncode == 0, (args, done.stderr)
    return done


packages, reviews, cards = build(scratch / "history.anki2")
states = expected(reviews)
if len(sys.argv) > 3:
    folder = Path(sys.argv[3])
    shutil.copy(packages[1], folder / "history.apkg")
    lines = [f"{cards[card][0]}\t{cards[card][1]}\t{state.stability}\t{state.difficulty}\t{last}\t{count}\n" for card, (state, last, count) in sorted(states.items())]
    (folder / "states.tsv").write_text("guid\tcard\tstability\tdifficulty\tlast\treviews\n" + "".join(lines), encoding="utf-8")
    sys.exit()
answers = sum(1 for review in reviews if review[2] > 0)
resets = sum(1 for review in reviews if review[3] == MANUAL and review[5] == 0)
for package in packages:
    home = scratch / package.stem
    deck = str(scratch / f"{package.stem}.toml")
    report = json.loads(run(home, "import", str(package), "-o", deck, "--history", "--json").stdout)
    again = json.loads(run(home, "import", str(package), "-o", deck, "--force", "--history", "--json").stdout)
    assert report["history"]["added"] == answers + resets, (report["history"], answers, resets)
    assert again["history"]["added"] == 0 and again["history"]["known"] == answers + resets, again["history"]
    log = [json.loads(line) for line in run(home, "log", "export").stdout.splitlines()]
    assert len(log) == answers + resets and all(event["device"] == "anki" for event in log)
    by_moment = {event["at"]: event["what"] for event in log}
    for at, _, ease, kind, millis, *_ in reviews:
        if ease > 0:
            review = by_moment[at]
            assert review["rating"] == ["again", "hard", "good", "easy"][ease - 1], at
            assert review["seconds"] == min(max((millis + 500) // 1000, 1), 600), at
            assert review["counts"] == (kind <= RELEARN), at
    found = {card["card"]: card for card in json.loads(run(home, "cards", deck, "--json").stdout)["cards"]}
    worst = 0.0
    entry_of = {}
    for event in log:
        entry_of.setdefault(event["at"], event["what"]["card"])
    of_card = {card: entry_of[at] for at, card, ease, *_ in reviews if ease > 0}
    for card, name in of_card.items():
        ours = found[name]
        assert not ours.get("changed"), ours
        if card not in states:
            assert ours["reviews"] == 0, ours
            continue
        theirs, last, count = states[card]
        assert (ours["last"], ours["reviews"]) == (str(last), count), (ours, last, count)
        for mine, other in ((ours["stability"], theirs.stability), (ours["difficulty"], theirs.difficulty)):
            worst = max(worst, abs(mine - other) / other)
    assert worst < 1e-3, worst
    counted = sum(count for _, _, count in states.values())
    print(f"py-fsrs: {package.name}: {len(of_card)} cards, {len(reviews)} reviews, {counted} since the last reset; furthest apart {worst:.1e}")
