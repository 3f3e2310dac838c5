"""What a document says of itself: title, date, language, and which standards it keeps.

The same date stands in both places where PDF wants it, and comes from the caller: never from the machine's clock.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from app.export.tagged.fixes import compressed
from app.export.tagged.srgb import SRGB
from app.export.tagged.structure import Ready, text_string

PRODUCER = "Scrutiny Panel"


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """Title, author (an organisation, never a person), subject, language and the moment of making, in UTC.

    ``identifier`` is a name of the document's own, like ``urn:uuid:...``, or "".
    """

    title: str
    author: str
    subject: str
    made_at: datetime
    language: str = "en-GB"
    identifier: str = ""


def information(about: About) -> Ready:
    """The document's information dictionary."""
    date = about.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    entries = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    texts = "".join(f"/{name}{text_string(text)}" for name, text in entries.items() if text)
    maker = text_string(PRODUCER)
    return Ready(f"<<{texts}/Creator{maker}/Producer{maker}/CreationDate({date})/ModDate({date})>>".encode("ascii"))


def output_intent() -> PDFArray:
    """Which colours are meant: sRGB."""
    profile = compressed(SRGB)
    profile.dictionary["N"] = 3
    name = PDFString("sRGB IEC61966-2.1")
    return PDFArray(
        [
            PDFDictionary(
                {
                    "Type": PDFName("OutputIntent"),
                    "S": PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": name,
                    "Info": name,
                    "DestOutputProfile": profile,
                }
            )
        ]
    )


def xmp(about: About) -> PDFStream:
    """The same in XMP, with the claims to PDF/UA-1 and PDF/A-2a; uncompressed, so that any tool can find it."""
    date = about.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    packet = _PACKET.format(
        title=escape(about.title),
        author=escape(about.author),
        subject=escape(about.subject),
        language=escape(about.language),
        producer=PRODUCER,
        date=date,
        identifier=f"\n<dc:identifier>{escape(about.identifier)}</dc:identifier>" if about.identifier else "",
    )
    kind = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return PDFStream(PDFDictionary(kind), content=packet.encode("utf-8"))


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>{identifier}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
