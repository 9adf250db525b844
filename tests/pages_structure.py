#!/usr/bin/env python3
"""What a screen reader finds in a PDF, read with pikepdf: `tests/pages_structure.py PDF [TAG=WORDS]...`. Every piece of the
sheets is in the tree once or is marked as decoration; headings do not skip, tables name their rows and columns, pictures
have words, the outline has the sections. Each `TAG=WORDS` is a stretch in another language that must say so; its words are
compared where the letters have no font, as they are then spelt out. Any fault ends it with status 1."""
import sys

import pikepdf

path, *spans = sys.argv[1:]
pdf = pikepdf.open(path)
root = pdf.Root
faults = []


def check(holds, words):
    if not holds:
        faults.append(words)


check(root.get("/MarkInfo", {}).get("/Marked") is True, "it is not marked as tagged")
check(str(root.get("/Lang", "")) == "en-GB", "it names no language")
check(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True, "a window shows the file's name, not its title")
with pdf.open_metadata() as xmp:
    check(xmp.get("pdfuaid:part") == "1", "it does not claim PDF/UA-1")
    title = xmp.get("dc:title") or ""
    check(title, "it has no title")

# Pieces of the sheets: those in the tree by number, decoration by its mark.
drawn, languages, spelt = set(), {}, {}
for n, page in enumerate(pdf.pages):
    check(page.get("/Tabs") == "/S", f"sheet {n + 1}: the order of tabs is not that of the tree")
    open_marks = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            tag = str(instruction.operands[0])
            properties = instruction.operands[1] if operator == "BDC" else {}
            if isinstance(properties, pikepdf.Name):
                properties = page.Resources.Properties[properties]
            open_marks.append(tag)
            if "/MCID" in properties:
                piece = (n, int(properties["/MCID"]))
                check(piece not in drawn, f"sheet {n + 1}: piece {piece[1]} stands twice")
                drawn.add(piece)
                if "/Lang" in properties:
                    languages[piece] = str(properties["/Lang"])
                if "/ActualText" in properties:
                    spelt[piece] = str(properties["/ActualText"])
        elif operator == "EMC":
            open_marks.pop()
        elif operator in ("Tj", "TJ", "f", "F", "S", "B", "Do"):
            check(open_marks, f"sheet {n + 1}: {operator} is neither in the tree nor decoration")

pages = {page.objgen: n for n, page in enumerate(pdf.pages)}
in_tree, headings = set(), []
KNOWN = {"Document", "H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Span"}


def children(node):
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def elements(node):
    return [it for it in children(node) if isinstance(it, pikepdf.Dictionary) and "/S" in it]


def kind_of(node):
    return str(node["/S"])[1:]


def attribute(node, name):
    groups = node.get("/A", [])
    groups = groups if isinstance(groups, pikepdf.Array) else [groups]
    return next((group[name] for group in groups if name in group), None)


def walk_table(table):
    rows = [row for part in elements(table) for row in (elements(part) if kind_of(part) in ("THead", "TBody") else [part])]
    widths = {len(elements(row)) for row in rows}
    check(len(widths) == 1, f"a table has rows of {sorted(widths)} cells")
    head, *body = rows
    columns = {str(attribute(cell, "/Scope")) for cell in elements(head)}
    check({kind_of(cell) for cell in elements(head)} == {"TH"} and columns == {"/Column"}, "a table does not name its columns")
    for row in body:
        first = elements(row)[0]
        check(kind_of(first) == "TH" and str(attribute(first, "/Scope")) == "/Row", "a table does not name a row")


def walk(node, page=None):
    page = pages.get(node["/Pg"].objgen, page) if "/Pg" in node else page
    kind = kind_of(node)
    check(kind in KNOWN, f"{kind} is no kind of element")
    if kind in ("H1", "H2"):
        headings.append(int(kind[1]))
    if kind == "Table":
        walk_table(node)
    if kind == "Figure":
        check(str(node.get("/Alt", "")).strip(), "a picture has no words")
        check(attribute(node, "/BBox") is not None, "a picture does not say where it is")
    for child in children(node):
        if isinstance(child, (int, pikepdf.Object)) and not isinstance(child, (pikepdf.Dictionary, pikepdf.Array)):
            in_tree.add((page, int(child)))
        elif "/MCID" in child:
            in_tree.add((pages[child["/Pg"].objgen] if "/Pg" in child else page, int(child["/MCID"])))
        elif "/S" in child:
            walk(child, page)


for top in elements(root.StructTreeRoot):
    walk(top)
check(in_tree == drawn, f"{len(drawn - in_tree)} pieces are not in the tree, {len(in_tree - drawn)} of the tree are not drawn")
check(headings[:1] == [1] and headings.count(1) == 1, f"it does not begin with its one title: {headings}")
check(all(b <= a + 1 for a, b in zip(headings, headings[1:])), f"headings skip a level: {headings}")
with pdf.open_outline() as outline:
    sections = sum(len(item.children) for item in outline.root)
check(sections == headings.count(2), f"the outline has {sections} sections, the sheets {headings.count(2)}")

for span in spans:
    tag, _, words = span.partition("=")
    of_tag = [piece for piece, language in languages.items() if language == tag]
    check(of_tag, f"nothing is in {tag}")
    if any(piece in spelt for piece in of_tag):
        check(any(spelt.get(piece) == words for piece in of_tag), f"{words} is not spelt out: {sorted(set(spelt.values()))}")
for fault in dict.fromkeys(faults):
    print(f"pages_structure: {path}: {fault}", file=sys.stderr)
sys.exit(bool(faults))
