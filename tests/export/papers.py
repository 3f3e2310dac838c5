"""Reading papers back: what a validator says of them, and their structure as a tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf


def faults(data: bytes, profile: str, folder: Path) -> list[tuple[str, str]]:
    """What page-validation finds wrong with a paper, rule by rule."""
    file = folder / f"{profile}.pdf"
    file.write_bytes(data)
    report = page.validate_pdf(str(file), profile=profile, limits=page.SafetyLimits.unlimited())
    assert report.is_compliant == (not report.failures)
    return [(failure.rule_id, failure.message) for failure in report.failures]


@dataclass
class Node:
    """An element of a paper's structure with its text."""

    tag: str
    scope: str = ""
    columns: int = 1
    actual: str = ""
    alternative: str = ""
    text: str = ""
    sheets: list[int] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    order: list["str | Node"] = field(default_factory=list)
    """Its own text and its children, as they are read."""

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *tags: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag in tags]

    @property
    def on(self) -> list[int]:
        """The numbers of the pages that the element and all in it are on."""
        return sorted({sheet for node in self.walk() for sheet in node.sheets})

    @property
    def words(self) -> str:
        """The text of the element and all in it, in reading order."""
        read = [self.actual, *self.children] if self.actual else self.order
        return " ".join(" ".join(each if isinstance(each, str) else each.words for each in read).split())


def structure(data: bytes) -> Node:
    """The structure tree of a paper, with the text of each element in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = {sheet.obj.objgen: (number, marked_text(sheet)) for number, sheet in enumerate(pdf.pages, 1)}
        return _node(pdf.Root.StructTreeRoot.K, texts, None)


def _node(element: Any, texts: dict, inherited: Any) -> Node:
    node = Node(str(element.S).removeprefix("/"))
    node.actual, node.alternative = str(element.get("/ActualText", "")), str(element.get("/Alt", ""))
    for attributes in element.get("/A", []):
        node.scope = str(attributes.get("/Scope", node.scope)).removeprefix("/")
        node.columns = int(attributes.get("/ColSpan", node.columns))
    sheet = element.get("/Pg", inherited)
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            _add(node, *texts[sheet.objgen], kid)
        elif kid.get("/Type") == pikepdf.Name.MCR:
            _add(node, *texts[kid.Pg.objgen], int(kid.MCID))
        elif kid.get("/Type") == pikepdf.Name.StructElem:
            node.children.append(_node(kid, texts, sheet))
            node.order.append(node.children[-1])
    return node


def _add(node: Node, sheet: int, texts: dict[int, str], mark: int) -> None:
    node.text += " " + texts[mark]
    node.order.append(texts[mark])
    node.sheets.append(sheet)


def marked_text(sheet: pikepdf.Page) -> dict[int, str]:
    """The text of each marked piece of a page; fails when ink stands outside of marks and artifacts."""
    maps = {name: _to_unicode(font) for name, font in sheet.Resources.Font.items()}
    found: dict[int, str] = {}
    current: int | None = None
    depth, font = 0, ""
    for operands, operator in pikepdf.parse_content_stream(sheet):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            assert depth == 1, "marked content within marked content"
            if str(operands[0]) != "/Artifact":
                current = int(operands[1].MCID)
                found[current] = ""
        elif name == "EMC":
            depth, current = depth - 1, None
        elif name == "Tf":
            font = str(operands[0])
        elif name == "Tj" and current is not None:
            found[current] += "".join(maps[font][code] for code in bytes(operands[0]))
        if name in ("Tj", "TJ", "S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "sh", "Do"):
            assert depth == 1, f"{name} outside an element or artifact"
    assert depth == 0
    return found


def _to_unicode(font: Any) -> dict[int, str]:
    table: dict[int, str] = {}
    for row in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        if pair := re.fullmatch("<([0-9A-F]+)> <([0-9A-F]+)>", row):
            table[int(pair[1], 16)] = chr(int(pair[2], 16))
    return table
