#!/usr/bin/env python3
"""Pages to print have their words and codes in them: read as text, and drawn at 150 dots an inch and scanned.

    make target/pyld/installed && target/pyld/bin/python tests/tools/printed.py [FOLDER]

Part of `make test`. Needs `target/debug/tessera`. PDFium reads and draws the page, pypdf its structure; with a folder, the drawings are
left there.
"""

import base64
import hashlib
import json
import re
import struct
import sys
import tempfile
import zlib
from pathlib import Path

import pypdf
import pypdfium2
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer

from accessible import accessible
from shown import ROOT, lines, tessera

SAMPLES = ROOT / "samples/out"
TRUST = SAMPLES / "trust-list.json"
AT, LATER, LATE = "2026-11-22T12:00:00Z", "2026-12-20T12:00:00Z", "2026-12-23T12:00:00Z"
DOTS_AN_INCH = 150


def main():
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "passphrase").write_text("four words in a row\n")
        (folder / "wallet").mkdir(exist_ok=True)
        pages = [
            page(folder, kept, SAMPLES / "badge-responsibility.json", "Awarded by: Hohtava Cells"),
            page(folder, kept, SAMPLES / "badge-in-parts.json", "Awarded by: Tervaniemi Adult Education Centre", "--claims", "/credentialSubject/result"),
            page(folder, kept, SAMPLES / "diploma.sd-jwt", "Institution: Pohjankaari Vocational College", "--claims", "grade", ends=False),
            page(folder, kept, *bound(folder), "--claims", "grade", holder=True),
        ]
        summaries = [
            summary(folder, kept, SAMPLES / "badge-responsibility.json", ["Awarded by: Hohtava Cells", "Passed."], scans=True),
            summary(folder, kept, SAMPLES / "battery-passport.jsonld", ["Sealed by:", "too large for a code", "Learning outcomes"]),
            summary(folder, kept, SAMPLES / "flipped.jsonld", ["Failed.", "Vouched for by: no list that was at hand"]),
        ]
        cv(folder, kept)
        pack(folder, kept)
    print(f"printed: {len(pages)} proofs read as text, scanned and verified, {len(summaries)} summaries, a CV whose XML comes out as it went in, a pack with the fingerprints of its folder")


def page(folder, kept, credential, by, *options, ends=True, holder=False):
    record = lines(folder, "import", "--json", "--offline", credential)[0]["record"]
    pdf = folder / f"{credential.stem}.pdf"
    audience = ["--audience", "Käyttö Oy"] if ends else []
    tessera(folder, "share", "--at", AT, *audience, *options, "--pdf", pdf, record)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1, "one page"
    text = " ".join(document[0].get_textpage().get_text_range().split())
    for words in ["A proof to check by scanning", by, "Made on: 22 November 2026, 12:00 UTC"]:
        assert words in text, (words, text)
    if ends:
        assert "Shown to: Käyttö Oy" in text and "Can be checked until: 22 December 2026, 12:00 UTC" in text, text
    drawing = folder / f"{credential.stem}.png"
    drawing.write_bytes(png(document[0].render(scale=DOTS_AN_INCH / 72, grayscale=True)))
    if kept:
        (kept / pdf.name).write_bytes(pdf.read_bytes())
        (kept / drawing.name).write_bytes(drawing.read_bytes())
    assert accessible(pdf, document.get_metadata_value("Title"))["/Figure"] == 1, "the code"
    # The text on the page is the proof as well, once its lines are put together.
    link = "".join(text[text.index("tessera:#") :].split())
    (folder / "link.txt").write_text(link)
    for source in (drawing, folder / "link.txt"):
        judged = read(folder, source, LATER, holder)
        assert {line["verdict"] for line in judged} == {"verified"}, (credential.name, source.name, judged)
        assert not holder or of_holder(judged) == {"pass"}, (credential.name, source.name, judged)
        if ends:
            judged = read(folder, source, LATE, holder)
            assert "invalid" in {line["verdict"] for line in judged}, (credential.name, source.name, judged)
            assert not holder or of_holder(judged) == {"fail"}, (credential.name, source.name, judged)
    return pdf


def summary(folder, kept, credential, words, scans=False):
    """A summary says who is who; its code, where there is one, is the credential."""
    record = lines(folder, "import", "--json", "--offline", credential)[0]["record"]
    pdf = folder / f"summary-{credential.stem}.pdf"
    tessera(folder, "export", "--summary", "--lifetime", "30d", "--at", AT, "-o", pdf, record)
    document = pypdfium2.PdfDocument(pdf)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    text = " ".join(pages)
    sha256 = hashlib.sha256(credential.read_bytes()).hexdigest()
    for expected in [*words, "for 22 November 2026, 12:00 UTC", sha256, "required details"]:
        assert expected in text, (expected, text)
    roles = accessible(pdf, document.get_metadata_value("Title"))
    assert roles.get("/Figure", 0) == int(scans), roles
    for number, page in enumerate(document, 1):
        drawing = folder / f"{pdf.stem}-{number}.png"
        drawing.write_bytes(png(page.render(scale=DOTS_AN_INCH / 72, grayscale=True)))
        if kept:
            (kept / drawing.name).write_bytes(drawing.read_bytes())
        if scans and "Check it yourself" in pages[number - 1]:
            judged = read(folder, drawing, LATER, False)
            assert {line["verdict"] for line in judged} == {"verified"}, judged
            scans = False
    assert not scans, "the code was on no page"


def cv(folder, kept):
    """The document for the editor comes out of the PDF byte for byte: with pypdf, with PDFium, and as those do who search for it."""
    records = [lines(folder, "import", "--json", "--offline", SAMPLES / name)[0]["record"] for name in ("vehicle-units.jsonld", "badge-safety.json")]
    (folder / "person.json").write_text(json.dumps({"given_name": "Aino-Kaarina", "family_name": "Kivelähti", "email": "aino@learner.example"}))
    xml, pdf = folder / "cv.xml", folder / "cv.pdf"
    tessera(folder, "europass", "--person", folder / "person.json", "-o", xml, *records)
    tessera(folder, "europass", "-o", pdf, *records)
    expected = xml.read_bytes()
    reader = pypdf.PdfReader(pdf, strict=True)
    assert reader.attachments == {"attachment.xml": [expected]}
    files = reader.root_object["/AF"]
    assert [file.get_object()["/UF"] for file in files] == ["attachment.xml"]
    assert files[0].get_object()["/AFRelationship"] == "/Source"
    document = pypdfium2.PdfDocument(pdf)
    assert document.count_attachments() == 1
    assert bytes(document.get_attachment(0).get_data()) == expected
    found = re.findall(rb"/Type\s*/EmbeddedFile.*?stream\r?\n(.*?)\r?\nendstream", pdf.read_bytes(), re.DOTALL)
    assert [zlib.decompress(stream) for stream in found] == [expected], "one stream, deflated once"
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert "Aino-Kaarina Kivelähti" in text and "At: Hohtava Cells" in text, text
    accessible(pdf, "Aino-Kaarina Kivelähti: CV")
    if kept:
        (kept / pdf.name).write_bytes(pdf.read_bytes())
        (kept / "cv.png").write_bytes(png(document[0].render(scale=DOTS_AN_INCH / 72, grayscale=True)))


def pack(folder, kept):
    """A pack says whose word each thing is, and the fingerprint of each original beside it in the folder; hostile texts make a document too."""
    record = lines(folder, "import", "--json", "--offline", SAMPLES / "battery-passport.jsonld")[0]["record"]
    (folder / "plan.txt").write_text("a plan")
    hostile = "\u202eevil\u2066 🔋 شهادة 修了証書 " + "long " * 1500
    items = [
        lines(folder, "evidence add", "--json", "--setting", "voluntary", "--title", title, "--description", description, "--file", folder / "plan.txt")[0]["id"]
        for title, description in [("A solar charger", "Built one.\nIt charges."), ("Käyttö \u202e漢字", hostile)]
    ]
    chosen = ["--evidence", items[0], "--evidence", items[1], "--credential", record, "--audience", "Käyttö Oy", "--learner", "Aino Kivelähti"]
    made = lines(folder, "evidence pack", "--json", *chosen, "-o", folder / "pack")[0]
    pdf = folder / "pack/pack.pdf"
    sums = dict(reversed(line.split("  ", 1)) for line in (folder / "pack/SHA256SUMS").read_text().splitlines())
    assert sums["pack.pdf"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    document = pypdfium2.PdfDocument(pdf)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    text = " ".join(pages)
    originals = [file for thing in made["evidence"] for file in thing["files"]] + [one["file"] for one in made["credentials"]]
    assert len(originals) == 3
    for expected in [
        "For Käyttö Oy, put together on",
        "E1. A solar charger",
        "Self-declared: as a volunteer",
        "Self-declared. It counts toward nothing",
        "Kind of learning:",
        "Letters that this document cannot print",
        made["sha256"],
        *(f"SHA-256 {sums[file['path']]}" for file in originals),
    ]:
        assert expected in text, (expected, text)
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page, "every page has its number"
    roles = accessible(pdf, "Evidence of Aino Kivelähti")
    assert roles["/H3"] == 3 and "/Figure" not in roles, roles
    if kept:
        (kept / pdf.name).write_bytes(pdf.read_bytes())
        for number, page in enumerate(document, 1):
            (kept / f"pack-{number}.png").write_bytes(png(page.render(scale=DOTS_AN_INCH / 72, grayscale=True)))


def of_holder(judged):
    return {check["outcome"] for line in judged for check in line["checks"] if check["check"] == "holder"}


def bound(folder):
    """A diploma bound to a key of the wallet, by a provider who is trusted here."""
    key = JWK.from_json(lines(folder, "keys", "--json", "--make", "p256")[0]["jwk"])
    issuer = JWK.generate(kty="EC", crv="P-256")
    did = "did:jwk:" + base64.urlsafe_b64encode(issuer.export_public().encode()).decode().rstrip("=")
    claims = {"iss": did, "vct": "https://school.example/diploma", "iat": 1777885200, SDObj("name"): "Diploma in Käyttö", SDObj("grade"): "5"}
    extra = {"typ": "dc+sd-jwt", "kid": f"{did}#0"}
    issued = SDJWTIssuer(claims, issuer, holder_key=key, sign_alg="ES256", extra_header_parameters=extra)
    (folder / "bound.sd-jwt").write_text(issued.sd_jwt_issuance)
    trust = json.loads(TRUST.read_text())
    trust["issuers"].append({"did": did, "name": "The School", "country": "FI"})
    (folder / TRUST.name).write_text(json.dumps(trust))
    return folder / "bound.sd-jwt", "Grade: 5"


def read(folder, source, at, employer):
    """What somebody finds out who trusts the sample providers; employers ask that it is bound to who shows it."""
    trust = folder / TRUST.name if (folder / TRUST.name).exists() else TRUST
    judging = ["--offline", "--evidence", SAMPLES / "evidence", "--trust", trust, "--at", at]
    asked = ["--policy", "employer", "--audience", "Käyttö Oy"] if employer else ["--policy", "wallet"]
    return lines(None, "scan", "--json", *judging, *asked, source)


def png(bitmap):
    """A grey picture as PNG."""
    rows = b"".join(b"\0" + bytes(bitmap.buffer[at * bitmap.stride : at * bitmap.stride + bitmap.width]) for at in range(bitmap.height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    main()
