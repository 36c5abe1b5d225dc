"""Holds a QTI 1.2 package against the standard: the document type as Pyslet (PyPI) quotes it from the specification, then Pyslet's
own reader, then every key by working the item's own response processing.

    qti.py PACKAGE.zip ...        needs `lxml` and `pyslet` from PyPI
"""

import io
import json
import re
import sys
import zipfile
from pathlib import Path

import lxml.etree as ET
import pyslet.qtiv1.core
import pyslet.qtiv1.xml

NAMESPACE = b' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"'


def document_type():
    """The declarations of the specification, as they stand in the documentation of Pyslet's classes."""
    declared = {}
    for source in sorted(Path(pyslet.qtiv1.core.__file__).parent.glob("*.py")):
        for kind, name, rest in re.findall(r"<!(ELEMENT|ATTLIST)\s+([\w.-]+)\s+([^>]*)>", source.read_text(encoding="utf-8")):
            declared.setdefault((kind, name), " ".join(rest.split()))
    return declared


def dtd(declared):
    """As one text; two declarations are quoted without the commas between their parts."""
    elements = {name: rest for (kind, name), rest in declared.items() if kind == "ELEMENT" and "XXX" not in name}
    for name, rest in elements.items():
        if re.search(r"[?*] +\w", rest):
            elements[name] = re.sub(r"([?*])\s+(?=[\w(])", r"\1 , ", rest)
    named = set(re.findall(r"[a-z_]\w*", " ".join(elements.values()))) - set(elements)
    elements |= {name: "ANY" for name in named}
    attributes = {name: rest for (kind, name), rest in declared.items() if kind == "ATTLIST" and name in elements}
    text = "".join(f"<!ELEMENT {name} {rest}>\n" for name, rest in elements.items())
    for name, rest in attributes.items():
        for attribute in set(re.findall(r"(?:^| )([\w:]+) (?=CDATA|NMTOKEN|ID|\()", rest)) | set(re.findall(r"%I_(\w+);", rest)):
            attribute = {"Ident": "ident", "Title": "title", "Label": "label", "LinkRefId": "linkrefid", "RespIdent": "respident", "VarName": "varname"}.get(attribute, attribute)
            text += f"<!ATTLIST {name} {attribute} CDATA #IMPLIED>\n"
    return text


def text_of(element):
    html = "".join(element.itertext()) if element is not None else ""
    return re.sub(r"<br>", "\n", re.sub(r"</?div>", "", html)).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def holds(node, given):
    """Whether a condition holds for what was given: {response: set of texts}."""
    tag = node.tag
    if tag in ("and", "conditionvar"):
        return all(holds(one, given) for one in node)
    if tag == "or":
        return any(holds(one, given) for one in node)
    if tag == "not":
        return not holds(node[0], given)
    if tag == "other":
        return True
    values = given.get(node.get("respident"), set())
    if tag == "varequal":
        return node.text in values
    number = float(next(iter(values)))
    return number >= float(node.text) if tag == "vargte" else number <= float(node.text)


def score(item, given):
    points = 0.0
    for condition in item.iter("respcondition"):
        if holds(condition.find("conditionvar"), given):
            for setvar in condition.iter("setvar"):
                points = float(setvar.text) if setvar.get("action") == "Set" else points + float(setvar.text)
            if condition.get("continue") == "No":
                break
    return points


def check(item, entry):
    """Every right answer of the deck earns all, every wrong option nothing."""
    labels = {label.get("ident"): text_of(label) for label in item.iter("response_label")}
    names = {text: name for name, text in labels.items()}
    kind, answer = entry["kind"], entry.get("answer")
    if kind == "short":
        # Forms that differ by signs or capitals alone are one to acquis, and go out once.
        folded = lambda text: re.sub(r"[^\w]+", "", text).lower()
        listed = {folded(value.text) for value in item.iter("varequal")}
        for right in [answer, *entry.get("accept", [])]:
            assert score(item, {"response1": {right}}) == 100 or folded(right) in listed, right
        assert score(item, {"response1": {answer + " not"}}) == 0
    elif kind == "choice":
        right = [answer] if isinstance(answer, str) else answer
        wrong = [one if isinstance(one, str) else one["answer"] for one in entry["wrong"]]
        assert set(labels.values()) == set(right) | set(wrong), labels
        assert score(item, {"response1": {names[one] for one in right}}) == 100
        for one in wrong:
            assert score(item, {"response1": {names[one]}}) == 0, one
    elif kind == "true_false":
        assert score(item, {"response1": {str(answer).lower()}}) == 100
        assert score(item, {"response1": {str(not answer).lower()}}) == 0
    elif kind == "match":
        lids = list(item.iter("response_lid"))
        assert [text_of(lid.find("material")) for lid in lids] == [left for left, _ in entry["pairs"]]
        given = {lid.get("ident"): {names[right]} for lid, (_, right) in zip(lids, entry["pairs"])}
        assert abs(score(item, given) - 100) < 0.1
    else:
        return 0
    return 1


def main(packages):
    declared = document_type()
    standard = ET.DTD(io.StringIO(dtd(declared)))
    for path in packages:
        with zipfile.ZipFile(path) as package:
            manifest = ET.fromstring(package.read("imsmanifest.xml"))
            files = [file.get("href") for file in manifest.iter("{*}file")]
            assert sorted([*files, "imsmanifest.xml"]) == sorted(package.namelist()), files
            data = package.read(files[0])
        root = ET.fromstring(data.replace(NAMESPACE, b""))
        assert standard.validate(root), standard.error_log.filter_from_errors()
        items = list(root.iter("item"))
        names = [item.get("ident") for item in items]
        assert len(set(names)) == len(names), "a name stands twice"
        linked = {one.get("linkrefid") for one in root.iter("displayfeedback")}
        assert linked <= {one.get("ident") for one in root.iter("itemfeedback")}, linked
        document = pyslet.qtiv1.xml.QTIDocument()
        document.read(src=io.BytesIO(data))
        read = sum(len(section.SectionItemMixin) for section in document.root.Assessment.SectionMixin)
        assert read == len(items), (read, len(items))
        deck = Path(path).with_suffix(".json")
        entries = {entry["id"]: entry for entry in json.loads(deck.read_text(encoding="utf-8"))["entries"]} if deck.exists() else {}
        checked = sum(check(item, entries[item.get("title")]) for item in items if item.get("title") in entries)
        print(f"QTI 1.2: {Path(path).name}: valid, {read} items by Pyslet, {checked} keys worked")


main(sys.argv[1:])
