"""Writing the file: objects packed together and compressed (PDF 1.5, allowed in PDF/A-2), which halves its size.

The structure of a pack is many small objects; ReportLab writes each one plainly. Its own way also numbers files by
title and time only: here the file's identifier is a digest of what it holds, so different papers never share one.
"""

import hashlib
import struct
import zlib
from typing import Any, Protocol

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from app.export.tagged.fixes import STREAM_END, last_number, object_number, stream_with_line_end

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED_TOGETHER = 200
_IN_FILE, _IN_STREAM = 1, 2


class Block(Protocol):
    """Objects whose bytes are made already, under numbers that follow one another."""

    first: int
    objects: list[bytes]


class FileWriter:
    """Writes the objects of a document once, in order of their numbers."""

    def __init__(self) -> None:
        self._out = bytearray(_HEAD)
        self._places: dict[int, tuple[int, int, int]] = {}

    def write(self, document: PDFDocument, catalogue: PDFObject, information: PDFObject, block: Block) -> bytes:
        """The whole file: the objects that the document knows, and a block of ready ones between them."""
        root, about = object_number(document, catalogue), object_number(document, information)
        small: list[tuple[int, bytes]] = list(enumerate(block.objects, block.first))
        number = 0
        while number < last_number(document):  # formatting an object may add further ones
            number += 1
            if number == block.first:
                number += len(block.objects) - 1
                continue
            thing: Any = document.idToObject[document.numberToId[number]]
            data = thing.format(document)
            data = data if isinstance(data, bytes) else data.encode("latin-1")
            if data.rstrip().endswith(b"endstream"):
                self._add(number, stream_with_line_end(data))
            else:
                small.append((number, data.strip()))
        for start in range(0, len(small), _PACKED_TOGETHER):
            number += 1
            self._add_packed(number, small[start : start + _PACKED_TOGETHER])
        self._add_cross_references(number + 1, f"/Root {root} 0 R/Info {about} 0 R")
        return bytes(self._out)

    def _add(self, number: int, data: bytes) -> None:
        self._places[number] = (_IN_FILE, len(self._out), 0)
        self._out += b"%d 0 obj\n%b\nendobj\n" % (number, data)

    def _add_packed(self, number: int, group: list[tuple[int, bytes]]) -> None:
        numbers, body = [], bytearray()
        for place, (inner, data) in enumerate(group):
            numbers.append(f"{inner} {len(body)}")
            body += data + b"\n"
            self._places[inner] = (_IN_STREAM, number, place)
        head = (" ".join(numbers) + "\n").encode("ascii")
        self._add(number, _stream(f"/Type/ObjStm/N {len(group)}/First {len(head)}", head + bytes(body)))

    def _add_cross_references(self, number: int, entries: str) -> None:
        start = len(self._out)
        digest = hashlib.sha256(self._out).hexdigest()[:32].upper()
        self._places[number] = (_IN_FILE, start, 0)
        free = (0, 0, 65535)
        rows = b"".join(struct.pack(">BIH", *self._places.get(place, free)) for place in range(number + 1))
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]{entries}/ID[<{digest}><{digest}>]"
        self._add(number, _stream(entries, rows))
        self._out += b"startxref\n%d\n%%%%EOF\n" % start


def _stream(entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode("ascii")
    return head + packed + STREAM_END
