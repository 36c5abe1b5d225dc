"""Anki takes the package inside a course's zip: every note in its own deck, and what was packed anew without a change alters nothing."""

import sys
import tempfile
import zipfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as When


def take(collection, package):
    options = ImportAnkiPackageOptions(merge_notetypes=False, update_notes=When.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
                                       update_notetypes=When.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER)
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log
    return {key: len(getattr(log, key)) for key in ("new", "updated", "duplicate", "conflicting")}


course = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    with zipfile.ZipFile(course) as packed:
        decks = [name for name in packed.namelist() if name.endswith(".toml")]
        (package,) = (name for name in packed.namelist() if name.endswith(".apkg"))
        path = packed.extract(package, folder)
    collection = Collection(str(Path(folder) / "student.anki2"))
    counts = take(collection, path)
    assert counts["new"] == collection.note_count() == collection.card_count() > 0, counts
    assert counts["updated"] == counts["duplicate"] == counts["conflicting"] == 0, counts
    names = [deck.name for deck in collection.decks.all_names_and_ids() if collection.decks.card_count(deck.id, include_subdecks=False)]
    assert len(names) == len(decks), (names, decks)
    again = take(collection, path)
    assert again["new"] == again["updated"] == again["conflicting"] == 0, again
    print(f"Anki: {course.name}: {counts['new']} notes in {len(names)} decks; again: {again}")
    collection.close()
