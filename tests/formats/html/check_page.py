#!/usr/bin/env python3
"""Checks a report page as a browser, a screen reader and a mail filter meet it. Exit 0 if all holds; else every complaint on a line.

    check_page.py report.html [--languages en,fr]
"""
import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

VOID = {"meta", "input", "col", "br", "img", "link"}


class Balanced(HTMLParser):
    """Every tag that HTML's own parser opens is closed in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.complaints = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.complaints.append(f"<{tag}/> is read as <{tag}> in HTML")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"</{tag}> closes something else")


def luminance(colour):
    def linear(channel):
        value = int(channel, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i:i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_colours(style, complain):
    """WCAG 2.2, 1.4.3: 4.5 for every text on every ground it stands on."""
    colours = dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6})", style))
    pairs = [("ink", ground) for ground in ("paper", "wash", "s1", "s2", "s3", "s4", "s5")]
    pairs += [(text, ground) for text in ("soft", "blue") for ground in ("paper", "wash")]
    for text, ground in pairs:
        ratio = contrast(colours[text], colours[ground])
        if ratio < 4.5:
            complain(f"{text} on {ground}: contrast {ratio:.2f}")


def check_table(table, complain):
    if table.find("caption") is None or not "".join(table.find("caption").itertext()).strip():
        complain(f"table {table.get('id')} has no caption")
    for head in table.iter("th"):
        if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            complain(f"table {table.get('id')}: a heading without scope")
    widths = set()
    for row in table.iter("tr"):
        if row.find("td") is not None:
            widths.add(sum(int(cell.get("colspan", "1")) for cell in row))
    if len(widths) > 1:
        complain(f"table {table.get('id')}: rows of {sorted(widths)} cells")


def check(text, languages):
    complaints = []
    complain = complaints.append
    balanced = Balanced()
    balanced.feed(text)
    balanced.close()
    complaints += balanced.complaints + [f"<{tag}> is not closed" for tag in balanced.open]
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        return complaints + [f"not well-formed as XML: {error}"]

    elements = list(root.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        complain(f"id {name} is there twice")
    for element in elements:
        if element.tag in ("script", "iframe", "object", "embed", "link", "base", "form", "img", "svg"):
            complain(f"<{element.tag}> in a page that needs nothing else")
        for name, value in element.attrib.items():
            if name.startswith("on"):
                complain(f"{name}= on <{element.tag}>")
            if name in ("src", "srcset", "action", "formaction", "background", "poster"):
                complain(f"{name}={value} would be fetched")
            if name == "href" and not (value.startswith("#") and value[1:] in ids):
                complain(f"href={value} leads nowhere on the page")
            if name in ("for", "aria-labelledby") and value not in ids:
                complain(f"{name}={value} names nothing")
    style = root.find("head/style").text
    if "url(" in style or "@import" in style:
        complain("the style fetches something")
    check_colours(style, complain)

    documents = [element for element in root.find("body") if element.get("class") == "document"]
    if languages and [document.get("lang") for document in documents] != languages:
        complain(f"languages {[document.get('lang') for document in documents]} instead of {languages}")
    if root.get("lang") != documents[0].get("lang"):
        complain("the page has another language than its first document")
    radios = [element for element in elements if element.tag == "input"]
    if len(radios) != (len(documents) if len(documents) > 1 else 0):
        complain(f"{len(radios)} radio buttons for {len(documents)} languages")
    if radios and [radio.get("checked") for radio in radios] != ["checked"] + [None] * (len(radios) - 1):
        complain("not the first language alone is chosen")
    for document in documents:
        if len(list(document.iter("h1"))) != 1 or len(list(document.iter("main"))) != 1:
            complain(f"{document.get('lang')}: not one h1 and one main")
        level = 1
        for element in document.iter():
            if re.fullmatch("h[1-6]", element.tag):
                if int(element.tag[1]) > level + 1:
                    complain(f"{document.get('lang')}: {element.tag} after h{level}")
                level = int(element.tag[1])
        for table in document.iter("table"):
            check_table(table, complain)
    return complaints


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--languages", default="")
    arguments = parser.parse_args()
    with open(arguments.page, encoding="utf-8", newline="") as file:
        complaints = check(file.read(), [name for name in arguments.languages.split(",") if name])
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
