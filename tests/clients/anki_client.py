"""Anki imports a package, then the corrected one: what changed is updated, the rest untouched, nothing doubled."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as When

acquis, out = sys.argv[1], Path(sys.argv[2])
DECK = """[deck]
id = "client"
title = "Client"

[[short]]
id = "seat"
ask = "Where does ENISA sit? <b> & {braces}"
answer = "Athens"
topics = ["the seats"]

[[short]]
id = "court"
ask = "Where does the Court sit?"
answer = "Luxembourg"

[[cloze]]
id = "gap"
text = "The {{agency=ENISA}} sits in {{city=Athens}}."

[[choice]]
id = "which"
ask = "Which is a court?"
answer = "Court of Justice"
wrong = ["Council", "Bank"]
"""


def export(deck, package, now, *more):
    home = {**os.environ, "ACQUIS_NOW": now, "ACQUIS_SEED": "1"}
    run = subprocess.run([acquis, "export", str(deck), "--to", "anki", "-o", str(package), *more], env=home, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr


def take(collection, package):
    options = ImportAnkiPackageOptions(merge_notetypes=False, update_notes=When.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
                                       update_notetypes=When.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER)
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log
    return {key: len(getattr(log, key)) for key in ("new", "updated", "duplicate", "conflicting")}


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    for package in sorted(out.glob("*.anki")):
        collection = Collection(str(folder / f"{package.stem}.anki2"))
        counts = take(collection, package)
        assert counts["conflicting"] == 0 and counts["new"] == collection.note_count() == collection.card_count(), (package, counts)
        print(f"Anki: {package.name}: {counts}")
        collection.close()

    deck, package = folder / "client.toml", folder / "client.apkg"
    deck.write_text(DECK, encoding="utf-8")
    export(deck, package, "2026-01-10T18:00:00+01:00")
    first = package.read_bytes()
    package.unlink()
    export(deck, package, "2026-01-10T18:00:00+01:00")
    assert package.read_bytes() == first, "the same deck at the same moment gives the same bytes"
    collection = Collection(str(folder / "student.anki2"))
    counts = take(collection, package)
    assert counts == {"new": 5, "updated": 0, "duplicate": 0, "conflicting": 0}, counts
    # The student adds a tag to a note that will not change, and learns a card.
    court = collection.get_note(collection.find_notes("Court sit")[0])
    court["Why"] = "my own remark"
    collection.update_note(court)
    collection.decks.select(collection.decks.id_for_name("Client"))
    card = collection.sched.getCard()
    collection.sched.answerCard(card, 3)
    before = {card.id: (card.due, card.reps) for card in map(collection.get_card, collection.find_cards(""))}

    deck.write_text(DECK.replace("[[short]]\nid = \"seat\"", "[[short]]\nid = \"new\"\nask = \"A new one in front?\"\nanswer = \"yes\"\n\n[[short]]\nid = \"seat\"").replace('"Athens"\ntopics', '"Athens, Greece"\ntopics'), encoding="utf-8")
    export(deck, package, "2026-01-11T18:00:00+01:00")
    counts = take(collection, package)
    assert (counts["new"], counts["updated"], counts["conflicting"]) == (1, 1, 0), counts
    assert collection.note_count() == 6, "none doubled"
    assert collection.get_note(collection.find_notes("\"does ENISA sit\"")[0])["Answer"] == "Athens, Greece"
    assert collection.get_note(court.id)["Why"] == "my own remark", "what did not change keeps the student's own words"
    after = {card.id: (card.due, card.reps) for card in map(collection.get_card, collection.find_cards(""))}
    assert before.items() <= after.items(), "the schedule stays"
    print(f"Anki: the corrected package: {counts}")

    # What Anki exports in its own newest form comes back to us.
    from anki.collection import ExportAnkiPackageOptions
    for legacy in (False, True):
        exported = folder / f"from-anki-{legacy}.apkg"
        collection.export_anki_package(out_path=str(exported), limit=None, options=ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy))
        run = subprocess.run([acquis, "import", str(exported)], capture_output=True, text=True)
        assert run.returncode == 0 and run.stdout.count("[[") == 6, run.stderr
        print(f"Anki's own export ({'old' if legacy else 'new'} form): 6 entries")
    collection.close()
