#!/usr/bin/env python3
"""The same cards in acquis and in the trainers that are installed here: check, and start to the first card.

    cargo build --release && python3 scripts/peers.py [CARDS]

Peers that are not found are passed over with a word: `hashcards` and `carddown` on the PATH, Anki's package `anki` for
this Python. Medians of seven runs after one that is not counted; ratios to acquis in the same run.
"""

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
ROOT = Path(__file__).resolve().parent.parent
ACQUIS = ROOT / "target" / "release" / "acquis"

ANKI = """
import sys, time
from anki.collection import Collection
collection = Collection(sys.argv[1])
card = collection.sched.getCard()
assert card is not None and card.question()
print("first card", flush=True)
"""


def median(work):
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def whole(*command, **options):
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def first_line(*command):
    """Until the first line is out; then the program is ended."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    line = process.stdout.readline()
    process.stdin.close()
    process.stdout.close()
    process.terminate()
    process.wait()
    if not line:
        sys.exit(f"no card came from: {' '.join(command)[:120]}")


def pairs(cards):
    return [(f"Which word was used for item {n} in the debate?", f"keyword {n} of the debate") for n in range(cards)]


def main():
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if not ACQUIS.exists():
        sys.exit("build it first: cargo build --release")
    folder = Path(tempfile.mkdtemp(prefix="acquis-peers-"))
    try:
        compare(cards, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compare(cards, folder):
    deck = folder / "acquis" / "deck.toml"
    deck.parent.mkdir()
    entries = "".join(
        f'[[short]]\nid = "e{n}"\nask = "{ask}"\nanswer = "{answer}"\n\n' for n, (ask, answer) in enumerate(pairs(cards))
    )
    deck.write_text(f'[deck]\nid = "peers"\ntitle = "The same cards"\n\n{entries}')
    home = folder / "home"
    study = (str(ACQUIS), "study", "--json", "--data-dir", str(home), str(deck))
    start = median(lambda: first_line(*study))
    check = median(lambda: whole(str(ACQUIS), "check", str(deck)))
    print(f"{cards} cards\n{'':<12} {'check':>12} {'first card':>12}")
    print(f"{'acquis':<12} {check * 1e3:>9.1f} ms {start * 1e3:>9.1f} ms")
    hashcards(cards, folder, check)
    carddown(cards, folder, check)
    anki(cards, folder, start)


def hashcards(cards, folder, check):
    if not shutil.which("hashcards"):
        return print("hashcards: not installed here")
    home = folder / "hashcards"
    home.mkdir()
    (home / "deck.md").write_text("".join(f"Q: {ask}\nA: {answer}\n\n" for ask, answer in pairs(cards)))
    seconds = median(lambda: whole("hashcards", "check", str(home)))
    print(f"{'hashcards':<12} {seconds * 1e3:>9.1f} ms {'':>12} {seconds / check:.1f} × acquis")


def carddown(cards, folder, check):
    if not shutil.which("carddown"):
        return print("carddown: not installed here")
    home = folder / "carddown"
    home.mkdir()
    (home / "deck.md").write_text("".join(f"{ask} : {answer}\n\n" for ask, answer in pairs(cards)))
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home)}
    seconds = median(lambda: whole("carddown", "scan", str(home / "deck.md"), env=environment))
    print(f"{'carddown':<12} {seconds * 1e3:>9.1f} ms (scan) {seconds / check:.1f} × acquis")


def anki(cards, folder, start):
    if importlib.util.find_spec("anki") is None:
        return print("anki: not installed here")
    from anki.collection import Collection

    path = folder / "anki.anki2"
    collection = Collection(str(path))
    basic = collection.models.by_name("Basic")
    for ask, answer in pairs(cards):
        note = collection.new_note(basic)
        note["Front"], note["Back"] = ask, answer
        collection.add_note(note, 1)
    collection.close()
    seconds = median(lambda: first_line(sys.executable, "-c", ANKI, str(path)))
    print(f"{'anki':<12} {'':>12} {seconds * 1e3:>9.1f} ms {seconds / start:.1f} × acquis")


if __name__ == "__main__":
    main()
