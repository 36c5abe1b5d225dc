"""Makes the Anki packages of the corpus: with genanki, and with Anki itself in its three generations.

    packages.py FOLDER        needs `anki` and `genanki` from PyPI; the files in `tests/data/exchange/cases` were made by it
"""

import sys
import tempfile
import zipfile
from pathlib import Path

import genanki
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageRequest

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def model(number, name, fields, templates, cloze=False):
    return genanki.Model(
        number,
        name,
        fields=[{"name": field} for field in fields],
        templates=[{"name": f"Card {at + 1}", "qfmt": front, "afmt": back} for at, (front, back) in enumerate(templates)],
        model_type=genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK,
    )


def package(name, decks):
    """Decks by name, each a list of (model, fields, tags)."""
    made = []
    for number, (title, notes) in enumerate(decks.items()):
        deck = genanki.Deck(7000 + number, title)
        for at, (kind, fields, *tags) in enumerate(notes):
            deck.add_note(genanki.Note(model=kind, fields=fields, tags=list(tags), guid=f"{name}-{number}-{at}"))
        made.append(deck)
    genanki.Package(made).write_to_file(folder / f"{name}.apkg", timestamp=1767225600.0)


RULE = "{{FrontSide}}<hr id=answer>"
country = model(
    901,
    "Country",
    ["Country", "Country info", "Capital", "Capital info", "Flag"],
    [
        ("<div class=value>{{Country}}</div><div>Capital</div>", RULE + "{{Capital}}{{#Capital info}}<div>{{Capital info}}</div>{{/Capital info}}"),
        ("<div class=value>{{Capital}}</div><div>Country</div>", RULE + "{{Country}}{{#Country info}}<div>{{Country info}}</div>{{/Country info}}"),
        ("{{#Flag}}{{Flag}}<div>Country</div>{{/Flag}}", RULE + "{{Country}}"),
    ],
)
countries = [
    (country, ["Malta", "", "Valletta", "", "<img src=\"flag-malta.png\">"], "europe"),
    (country, ["Czech Republic", "Also known as Czechia.", "Prague", "", ""], "europe"),
    (country, ["Netherlands", "", "Amsterdam", "The government sits in The Hague.", ""], "europe", "leech"),
]
package("geography", {"Geography": countries})
hinted = model(902, "With hint", ["Question", "Hint", "Answer", "Source"], [("{{Question}}{{#Hint}}<br>{{hint:Hint}}{{/Hint}}{{type:Answer}}", "{{Question}}<hr id=\"answer\">{{type:Answer}}<br>Source: {{Source}}")])
package(
    "hint-and-typing",
    {"EU::Bodies": [(hinted, ["Who proposes laws?", "Art. 17 TEU", "the Commission", "TEU"]), (hinted, ["Where does it sit?", "", "Brussels", ""])]},
)
options = ["Question", "A", "B", "C", "D", "Answer", "Explanation"]
quiz = model(903, "Quiz", options, [("{{Question}}<ol type=A><li>{{A}}</li><li>{{B}}</li><li>{{C}}</li><li>{{D}}</li></ol>", RULE + "{{Answer}}<br>{{Explanation}}")])
package(
    "options-by-letters",
    {
        "Quiz": [
            (quiz, ["Which court sits in Luxembourg?", "ECHR", "CJEU", "ICJ", "", "B", "Since 1952."]),
            (quiz, ["Which are institutions?", "Council", "Europol", "Court of Auditors", "ENISA", "A, C", ""]),
            (quiz, ["Which act is from 2024?", "GDPR", "AI Act", "DSA", "DMA", "AI Act", ""]),
            (quiz, ["Which is none?", "x", "y", "z", "", "E", ""]),
        ]
    },
)
numbered = model(904, "Numbered", options, [("{{Question}}<br>1. {{A}}<br>2. {{B}}<br>3. {{C}}", RULE + "{{Answer}} {{Explanation}}")])
package(
    "options-by-numbers-from-one",
    {"Quiz": [(numbered, ["Who proposes?", "Commission", "Council", "Court", "", "1", ""]), (numbered, ["Who judges?", "Commission", "Council", "Court", "", "3", ""])]},
)
package(
    "options-by-numbers-unclear",
    {"Quiz": [(numbered, ["Who proposes?", "Commission", "Council", "Court", "", "1", ""]), (numbered, ["Who adopts?", "Commission", "Council", "Court", "", "2", ""])]},
)
scripted = model(905, "Scripted", ["Question", "Options", "Answer"], [("{{Question}}<div id=o></div><script>o.innerHTML = '{{Options}}'</script>", RULE + "{{Answer}}")])
plain = model(906, "Plain", ["Front", "Back"], [("{{Front}}", RULE + "{{Back}}")])
package("scripts-are-not-followed", {"Mixed": [(scripted, ["Which?", "a|b", "a"]), (plain, ["Which body?", "EDPB"])]})
gaps = model(907, "Gaps", ["Title", "Text", "Extra"], [("<b>{{Title}}</b><br>{{cloze:Text}}", "<b>{{Title}}</b><br>{{cloze:Text}}<br>{{Extra}}")], cloze=True)
package(
    "gaps-of-every-kind",
    {
        "Gaps": [
            (gaps, ["Deadlines", "A breach is notified within {{c1::72}} hours to the {{c2::supervisory authority::who?}}.", "Art. 33 GDPR"]),
            (gaps, ["", "The {{c1::Court of {{c2::Justice::what?}}}} sits in {{c3::Luxembourg}}.", ""]),
            (gaps, ["", "{{c1::Malta}} and {{c1::Cyprus}} joined together.", ""]),
            (gaps, ["", "No gap here.", ""]),
            (gaps, ["", "{{c1::<img src=x.png>}} is a picture.", ""]),
        ]
    },
)
package(
    "decks-below-decks",
    {
        "EU law::Institutions::Courts": [(plain, ["Who judges?", "the Court"], "justice")],
        "EU law::Institutions": [(plain, ["Who adopts?", "the Council"])],
        "EU law::Acts": [(plain, ["What is directly applicable?", "a regulation"])],
    },
)
package(
    "pictures-and-sounds",
    {
        "Media": [
            (plain, ["Which flag is this? <img src=\"a b.png\">", "Malta"]),
            (plain, ["[sound:hymn.mp3]", "the anthem"]),
            (plain, ["Which country has this outline?", "<img src='outline.svg'>"]),
            (plain, ["Who wrote it?", "Beethoven [sound:ode.mp3]"]),
        ]
    },
)
area = model(908, "Area", ["Land", "Area", "Member"], [("{{Land}}: which area?", RULE + "{{Area}} km²"), ("{{Land}}: a Member State?", RULE + "{{#Member}}True{{/Member}}{{^Member}}False{{/Member}}")])
package("words-around-the-answer", {"Facts": [(area, ["Malta", "316", "yes"]), (area, ["Norway", "385207", ""])]})
both = model(909, "Both ways", ["Front", "Back", "Add Reverse"], [("{{Front}}", RULE + "{{Back}}"), ("{{#Add Reverse}}{{Back}}{{/Add Reverse}}", RULE + "{{Front}}")])
package("reverse-where-it-is-wanted", {"Words": [(both, ["majlis", "Council", ""]), (both, ["mahkama", "Court", "y"])]})

# The same notes as Anki exports them, in its two later generations.
with tempfile.TemporaryDirectory() as scratch:
    for name in ("geography", "gaps-of-every-kind"):
        collection = Collection(f"{scratch}/{name}.anki2")
        request = ImportAnkiPackageRequest(package_path=str(folder / f"{name}.apkg"))
        collection.import_anki_package(request)
        for legacy in (True, False):
            out = folder / f"{name}-{'anki21' if legacy else 'anki21b'}.apkg"
            collection.export_anki_package(out_path=str(out), limit=None, options=ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=legacy))
        collection.close()

# Packed anew, as genanki packs nothing.
for path in folder.glob("*.apkg"):
    with zipfile.ZipFile(path) as package:
        files = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    path.chmod(0o644)
