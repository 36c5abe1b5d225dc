"""Holds Moodle XML against what Moodle documents and its importer asks for (question/format/xml, question/engine/bank.php)."""

import sys
import xml.etree.ElementTree as ET

GRADES = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0]
GRADES = {f"{grade:g}" for grade in GRADES} | {f"-{grade:g}" for grade in GRADES} | {"83.33333", "66.66667"}
FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown"}
NEEDED = {
    "shortanswer": ["usecase", "answer"],
    "multichoice": ["single", "shuffleanswers", "answernumbering", "answer"],
    "truefalse": ["answer"],
    "numerical": ["answer"],
    "matching": ["shuffleanswers", "subquestion"],
    "essay": ["responseformat", "graderinfo"],
}


def text_of(element):
    assert element is not None and element.find("text") is not None, "an element without its text"
    return element.find("text").text or ""


def check(question):
    kind = question.get("type")
    assert text_of(question.find("name")), "no name"
    assert text_of(question.find("questiontext")), "no question"
    assert question.find("idnumber").text, "no id number"
    for element in question.iter():
        if element.get("format") is not None:
            assert element.get("format") in FORMATS, element.get("format")
    for needed in NEEDED[kind]:
        assert question.find(needed) is not None, f"{kind} without {needed}"
    fractions = [answer.get("fraction") for answer in question.findall("answer")]
    assert all(fraction in GRADES for fraction in fractions), fractions
    positive = sum(float(fraction) for fraction in fractions if float(fraction) > 0)
    if kind == "multichoice" and question.find("single").text == "true":
        assert fractions.count("100") == 1, fractions
    elif kind == "multichoice":
        assert abs(positive - 100) < 0.01, fractions
    elif kind == "truefalse":
        assert sorted(fractions) == ["0", "100"] and {text_of(a) for a in question.findall("answer")} == {"true", "false"}
    elif kind == "numerical":
        for answer in question.findall("answer"):
            float(text_of(answer)), float(answer.find("tolerance").text)
    elif kind == "matching":
        subs = question.findall("subquestion")
        assert len(subs) >= 2 and all(text_of(sub.find("answer")) for sub in subs)


for path in sys.argv[1:]:
    root = ET.parse(path).getroot()
    assert root.tag == "quiz"
    questions = [one for one in root if one.get("type") != "category"]
    for question in questions:
        try:
            check(question)
        except AssertionError as why:
            sys.exit(f"{path}: {text_of(question.find('name'))}: {why}")
    ids = [one.find("idnumber").text for one in questions]
    assert len(ids) == len(set(ids)), "an id number stands twice"
    print(f"Moodle's structure: {path.rsplit('/', 1)[-1]}: {len(questions)} questions")
