#!/usr/bin/env python3
"""A page to print has its words and its code in it: read as text, and drawn at 150 dots an inch and scanned.

    make target/pyld/installed && target/pyld/bin/python tests/tools/printed.py [FOLDER]

Part of `make test`. Needs `target/debug/tessera`. PDFium reads and draws the page; with a folder, the drawings are left there.
"""

import struct
import sys
import tempfile
import zlib
from pathlib import Path

import pypdfium2

from shown import ROOT, lines, tessera

TRUST = ROOT / "samples/out/trust-list.json"
AT, LATER, LATE = "2026-11-22T12:00:00Z", "2026-12-20T12:00:00Z", "2026-12-23T12:00:00Z"
DOTS_AN_INCH = 150


def main():
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "passphrase").write_text("four words in a row\n")
        (folder / "wallet").mkdir(exist_ok=True)
        pages = [
            page(folder, kept, "badge-responsibility.json", "Hohtava Cells", "signed"),
            page(folder, kept, "badge-in-parts.json", "Tervaniemi Adult Education Centre", "signed", "--claims", "/credentialSubject/result"),
            page(folder, kept, "diploma.sd-jwt", "Pohjankaari Vocational College", "unsigned", "--claims", "grade"),
        ]
    print(f"printed: {len(pages)} pages read as text, scanned and verified")


def page(folder, kept, name, issuer, kind, *options):
    sample = ROOT / "samples/out" / name
    record = lines(folder, "import", "--json", "--offline", sample)[0]["record"]
    pdf = folder / f"{sample.stem}.pdf"
    audience = ["--audience", "Käyttö Oy"] if kind == "signed" else []
    tessera(folder, "share", "--at", AT, *audience, *options, "--pdf", pdf, record)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1, "one page"
    text = " ".join(document[0].get_textpage().get_text_range().split())
    for words in ["A proof to check by scanning", f"Awarded by: {issuer}", "Made on: 22 November 2026, 12:00 UTC"]:
        assert words in text, (words, text)
    if kind == "signed":
        assert "Shown to: Käyttö Oy" in text and "Can be checked until: 22 December 2026, 12:00 UTC" in text, text
    drawing = folder / f"{sample.stem}.png"
    drawing.write_bytes(png(document[0].render(scale=DOTS_AN_INCH / 72, grayscale=True)))
    if kept:
        (kept / pdf.name).write_bytes(pdf.read_bytes())
        (kept / drawing.name).write_bytes(drawing.read_bytes())
    # The text on the page is the proof as well, once its lines are put together.
    link = "".join(text[text.index("tessera:#") :].split())
    (folder / "link.txt").write_text(link)
    for source in (drawing, folder / "link.txt"):
        for at, verdict in [(LATER, "verified")] + ([(LATE, "invalid")] if kind == "signed" else []):
            judged = read(folder, source, at)
            verdicts = {line["verdict"] for line in judged}
            assert verdict in verdicts and (verdict == "invalid" or verdicts == {verdict}), (name, source.name, at, judged)
    return pdf


def read(folder, source, at):
    """What a reader finds out who trusts the sample providers."""
    judging = ["--json", "--policy", "wallet", "--offline", "--evidence", ROOT / "samples/out/evidence", "--trust", TRUST, "--at", at]
    if source.suffix == ".png":
        return lines(folder, "scan", *judging, source)
    return lines(folder, "verify", *judging, source)


def png(bitmap):
    """A grey picture as PNG."""
    rows = b"".join(b"\0" + bytes(bitmap.buffer[at * bitmap.stride : at * bitmap.stride + bitmap.width]) for at in range(bitmap.height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    main()
