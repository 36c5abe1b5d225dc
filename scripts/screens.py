#!/usr/bin/env python3
"""Draws every screen at three sizes on both themes, to be looked at: one picture a screen, and sheets of all of them.

    pip install pyte pillow
    cargo build && scripts/screens.py OUT_DIR [--acquis target/debug/acquis] [--size 80x24]... [--only NAME] [--colors 8|none]

A line of SCREENS is a run of the program: its name, its command, and what is pressed, with a picture after each step that has
a name; `page:` goes on through a page of keys. What a run needs beforehand stands in `prepare`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import screenshot
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
SIZES = ["80x24", "40x12", "120x40"]
DECK = "tests/screens/deck.toml"
NOW = "2027-01-04T18:00:00+01:00"

# Kind: right, close or partly right, wrong; a card is turned over.
ANSWERS = {
    "date": ("20.12.2017\\r", "December 2017\\r", "20 dec 2018\\r"),
    "institution": ("ENISA\\r", "Eniisa\\r", "European Cybercrime Centre\\r"),
    "instrument": ("NIS Directive\\r", "NIS Directve\\r", "NIS Regulation\\r"),
    "position": ("Argano\\r", "Argamo\\r", "Nye\\r"),
    "card": (" ", None, None),
    "short": ("Budapest Convention\\r", "Convention on Cybercrimes\\r", "Tallinn Manual\\r"),
    "cloze": ("2012\\r", None, "2013\\r"),
    "choice": ("CERT-EU", None, "ENISA"),
    "true_false": ("True", None, "False"),
    "number": ("28\\r", None, "27\\r"),
    "list": ("ENISA, Europol\\r", "ENISA, Frontex\\r", "Frontex, NATO\\r"),
    "order": (None, None, "4 3 2 1\\r"),
    "match": (None, "1a\\r", "1b 2a 3d 4c\\r"),
}


class Home:
    """A data directory, and the environment of every run."""

    def __init__(self, acquis, now=NOW):
        self.folder = tempfile.mkdtemp(prefix="acquis-screens-")
        self.acquis = acquis
        os.environ.update(ACQUIS_HOME=self.folder, ACQUIS_SEED="1", LANG="C.UTF-8", ACQUIS_NOW=now, PAGER="cat")

    def run(self, *args, lines="", now=None):
        environment = dict(os.environ, **({"ACQUIS_NOW": now} if now else {}))
        subprocess.run([self.acquis, *args], input=lines, text=True, capture_output=True, env=environment, cwd=ROOT)

    def leave(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def fresh(home):
    pass


def studied(home):
    """Five days of study before an exam."""
    home.run("plan", "--exam", "2027-01-20", "--minutes", "20", now="2026-12-28T18:00:00+01:00")
    answers = "".join(f'{{"rating": {rating}, "seconds": {seconds}}}\n'
                      for rating, seconds in [(3, 14), (1, 31), (3, 9), (4, 6), (2, 18), (3, 11), (1, 25)] * 9)
    for day in ["2026-12-28", "2026-12-29", "2026-12-31", "2027-01-01", "2027-01-03"]:
        home.run("study", "--json", lines=answers, now=f"{day}T18:00:00+01:00")


def all_decks(home):
    studied(home)
    for deck in ["eu-basics", "eu-basics-fr", "eu-basics-de", "eu-china-cyber-sources"]:
        home.run("decks", "add", deck)
    for number in range(5):
        path = Path(home.folder) / f"seminar-{number}.toml"
        path.write_text(f'[deck]\nid = "seminar-{number}"\ntitle = "Seminar {number}"\n[[short]]\nid = "a"\n'
                        f'ask = "Question {number}?"\nanswer = "a{number}"\n')
        home.run("decks", "add", str(path))


def examined(home):
    studied(home)
    home.run("exam", DECK, "--plain", "--questions", "9", lines="1\nx\n2\n\n1 2\n3\n:d\ny\n")


SCREENS = [
    ("first-start", fresh, [], [("overview", None), ("new", "\\r"), (None, "\\r"), ("new-given-up", "\\r")]),
    ("overview", studied, [], [("overview", None)]),
    ("overview-many", all_decks, [], [("overview", None)]),
    ("stats", studied, ["stats"], [("all", None)]),
    ("plan", studied, ["plan"], [("all", None)]),
    ("plan-new", fresh, ["plan", "--exam", "2027-01-25", "--minutes", "20"], [("all", None)]),
    ("cards", studied, ["cards"], [("all", None)]),
    ("card", studied, ["cards", "coreper"], [("all", None)]),
    ("cards-read", fresh, ["cards", "--read"], [("first", None), ("keys", "?")]),
    ("decks", all_decks, ["decks"], [("all", None)]),
    ("check", fresh, ["check", "{bad}"], [("report", None)]),
    ("import", fresh, ["import", "{table}"], [("report", None)]),
    ("study", studied, ["study"],
     [("question", None), ("keys", ":?\\r"), (None, "page:"), ("lone-word", "help\\r"), ("resized", "resize:40x12")]),
    ("summary", studied, ["study", DECK, "--kind", "number", "--kind", "short"],
     [(None, "Budapest Convention\\r"), (None, "\\r"), (None, "27\\r"), ("verdict-keys", "?"), (None, "page:"),
      (None, "\\r"), ("summary", ":q\\r")]),
    ("add", fresh, ["study", DECK, "--kind", "short"],
     [(None, ":a\\r"), ("question", "What is a quorum?\\r"), ("answer", "the number that must be present\\r"), ("why", "\\r")]),
    ("undo", fresh, ["study", DECK, "--kind", "number"], [(None, "27\\r"), ("answer", "u"), (None, "28\\r"), (None, "3"), ("rating", "u")]),
    ("undo-outside", studied, ["undo"], [("asked", None)]),
    ("exam", studied, ["exam", DECK, "--questions", "6"],
     [("question", None), ("keys", ":?\\r"), (None, "page:"), ("overview", ":o\\r"), ("hand-in", "d\\r")]),
    ("exam-result", examined, ["exam", "show"], [("all", None)]),
    ("forget", studied, ["cards", "forget", "eu-basics/coreper"], [("asked", None)]),
    ("nothing-there", fresh, ["study", "no-such-deck"], [("fault", None)]),
]
for kind, (right, close, wrong) in ANSWERS.items():
    steps = [("question", None)]
    if kind == "card":
        SCREENS.append((f"kind-{kind}", fresh, ["cram", DECK, "--kind", kind], [*steps, ("turned", right)]))
        continue
    for name, keys in [("right", right), ("close", close), ("wrong", wrong)]:
        if keys:
            shown = [*(steps if name == "wrong" else []), (name, keys)]
            SCREENS.append((f"kind-{kind}", fresh, ["study", DECK, "--kind", kind], shown))

BAD = """[deck]
id = "bad"
title = "Bad"
[[short]]
ask = "What is the NIS Directive called?"
answer = "NIS Directive"
[[choice]]
id = "who"
ask = "Who?"
answer = "Commission"
wrong = ["Commission"]
"""
TABLE = "question;answer;topic\nWhat is ENISA?;an agency;bodies\nWhere?;Athens;bodies\n;Brussels;bodies\nWhere?;Athens;x\n"


def pressed(keys, screen):
    """What is pressed; the text of an option becomes its number."""
    for line in screen.display:
        words = line.split()
        if keys and words[1:] == [keys] and words[0].isdigit():
            return words[0]
    return keys


def shoot(args, size, picture):
    columns, rows = (int(part) for part in size.split("x"))
    for name, prepare, command, steps in SCREENS:
        if args.only and args.only not in name:
            continue
        home = Home(args.acquis)
        prepare(home)
        files = {"bad": ("bad.toml", BAD), "table": ("table.csv", TABLE)}
        for file, text in files.values():
            (Path(home.folder) / file).write_text(text)
        command = [part.format(**{key: str(Path(home.folder) / file) for key, (file, _) in files.items()}) for part in command]
        os.chdir(ROOT)
        every = [step for step, _ in steps] == ["all"]
        with screenshot.Run([args.acquis, *command], columns, rows, args.colors) as run:
            for step, keys in steps:
                while keys == "page:" and any("any key goes on" in line for line in run.screen.display[-2:]):
                    run.press(" ")
                if keys and keys != "page:":
                    run.press(pressed(keys, run.screen))
                if step:
                    picture(f"{name}-{step}", run.screen, every)
        home.leave()


def sheets(pictures, folder, label):
    """Contact sheets: as many pictures as a sheet of 2400 by 2400 holds."""
    room, pen_height = 2400, 18
    sheet, x, y, row, number = None, 0, 0, 0, 0

    def save():
        nonlocal number
        if sheet is not None:
            number += 1
            sheet.save(folder / f"sheet-{label}-{number:02}.png", optimize=True)

    for name, image in pictures:
        if image.height > room - pen_height:
            image = image.crop((0, 0, image.width, room - pen_height))
        if x + image.width > room:
            x, y, row = 0, y + row + 6, 0
        if sheet is None or y + image.height + pen_height > room:
            save()
            sheet, x, y, row = Image.new("RGB", (room, room), "#808080"), 0, 0, 0
        ImageDraw.Draw(sheet).text((x + 4, y + 2), name, fill="#ffffff")
        sheet.paste(image, (x, y + pen_height))
        x, row = x + image.width + 6, max(row, image.height + pen_height)
    save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--acquis", default="target/debug/acquis")
    parser.add_argument("--size", action="append")
    parser.add_argument("--colors", choices=["256", "8", "none"], default="256")
    parser.add_argument("--only", help="screens whose name holds this")
    args = parser.parse_args()
    args.acquis, args.out = str(Path(args.acquis).resolve()), args.out.resolve()
    args.out.mkdir(parents=True, exist_ok=True)
    for size in args.size or SIZES:
        drawn = {theme: [] for theme in screenshot.THEMES}

        def picture(name, screen, every):
            for theme, pictures in drawn.items():
                image = screenshot.draw(screen, theme, every, every)
                image.save(args.out / f"{name}-{size}-{theme}.png")
                pictures.append((name, image))

        shoot(args, size, picture)
        for theme, pictures in drawn.items():
            sheets(pictures, args.out, f"{size}-{theme}")


if __name__ == "__main__":
    main()
