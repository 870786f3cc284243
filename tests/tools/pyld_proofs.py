#!/usr/bin/env python3
"""PyLD and cryptography, independent implementations, agree with Tessera about proofs.

    make target/pyld/installed && target/pyld/bin/python tests/tools/pyld_proofs.py

Part of `make test`. Needs `target/debug/tessera` and the packages of tests/peers, from which the contexts come. Every proof of
every sample is checked, every good sample is signed again, and Tessera judges what was signed here.
Nothing is fetched.
"""

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyld import jsonld

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "samples/out"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUB = b"\xed\x01"
TEXT = "eddsa-jcs-2022"
KNOWN = {"eddsa-rdfc-2022", "Ed25519Signature2020", TEXT}
# Signed statement by statement: @digitalbazaar/ecdsa-sd-2023-cryptosuite is asked about these (tests/peers).
BEYOND = {"ecdsa-sd-2023"}
# PyLD drops what a context does not define, so it cannot see these; Tessera does, and says so under "format".
BLIND = {"badge-injected.json", "badge-inline-context.json"}
# Whose key signed which good sample, in the words that the key is made from.
SIGNERS = {
    "badge-workstation.json": "Hohtava Cells",
    "badge-safety.json": "Hohtava Cells",
    "course-vc-1.json": "Instituto Técnico da Foz do Alcaide",
}


def main():
    index = json.loads((OUT / "index.json").read_text())
    contexts = json.loads(run("node", "tests/peers/contexts.mjs"))
    jsonld.set_document_loader(lambda url, _: {"contextUrl": None, "documentUrl": url, "document": contexts[url]})
    checked = sum(agrees(entry["file"], index, contexts) for entry in index["samples"])
    for name, words in SIGNERS.items():
        signs_alike(name, words, index)
    print(f"pyld: {checked} samples checked, {len(SIGNERS)} signed alike and accepted")


def agrees(name, index, contexts):
    """Compares the outcome of the signature check; 0 when there is nothing to compare it with."""
    content = (OUT / name).read_bytes()
    proof = content.startswith(b"{") and (document := json.loads(content)).pop("proof", None)
    # Presentations have checks of their own; learner records, a context that no package here has.
    if not proof or "VerifiablePresentation" in document["type"] or not named(document) <= contexts.keys():
        return 0
    suite = proof.get("cryptosuite", proof["type"])
    if suite in BEYOND:
        return 0
    outcome = holds(document, proof) if suite in KNOWN else "undetermined"
    report = tessera(OUT / name, index)
    assert check(report, "signature") == outcome or name in BLIND, (name, outcome, report)
    assert name not in BLIND or (outcome, check(report, "format")) == ("pass", "fail"), (name, report)
    return 1


def named(document):
    """The contexts that a document names by address."""
    context = document["@context"]
    return {one for one in (context if isinstance(context, list) else [context]) if isinstance(one, str)}


def holds(document, proof):
    key = Ed25519PublicKey.from_public_bytes(public_key(proof["verificationMethod"]))
    try:
        key.verify(decoded(proof["proofValue"]), message(document, proof))
    except InvalidSignature:
        return "fail"
    return "pass"


def signs_alike(name, words, index):
    document = json.loads((OUT / name).read_bytes())
    proof = document.pop("proof")
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(words.encode()).digest())
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert public_key(proof["verificationMethod"]) == public, name
    assert encoded(key.sign(message(document, proof))) == proof["proofValue"], name

    document["id"] = "urn:uuid:00000000-0000-4000-8000-000000000001"
    document["proof"] = proof | {"proofValue": encoded(key.sign(message(document, proof)))}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        report = tessera(file.name, index)
    assert report["verdict"] == "verified", (name, report)


def message(document, proof):
    """What is signed (Data Integrity EdDSA Cryptosuites §3.2, §3.3): the hash of the proof's options, then of the document."""
    document = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    if proof.get("cryptosuite") == TEXT:
        return b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in [options, document])
    parts = [options | {"@context": document["@context"]}, document]
    return b"".join(hashlib.sha256(canonical(part).encode()).digest() for part in parts)


def canonical(document):
    # The direction of text belongs to what is signed.
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "rdfDirection": "i18n-datatype"}
    return jsonld.normalize(document, options)


def public_key(method):
    did, _, _ = method.partition("#")
    if did.startswith("did:key:"):
        multikey = did.removeprefix("did:key:")
    else:
        address = did.removeprefix("did:web:").replace(":", "/")
        file = json.loads((OUT / "evidence/index.json").read_text())[f"https://{address}/did.json"]
        methods = json.loads((OUT / "evidence" / file).read_text())["verificationMethod"]
        multikey = next(one["publicKeyMultibase"] for one in methods if one["id"] == method)
    return decoded(multikey).removeprefix(ED25519_PUB)


def decoded(multibase):
    """Multibase base58btc."""
    assert multibase[0] == "z"
    number = 0
    for letter in multibase[1:]:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(multibase[1:]) - len(multibase[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def encoded(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def tessera(path, index):
    options = ["--trust", OUT / index["trust"], "--evidence", OUT / index["evidence"], "--at", index["at"]]
    return json.loads(run("target/debug/tessera", "verify", "--json", "--offline", *options, path))


def check(report, name):
    return next(one["outcome"] for one in report["checks"] if one["check"] == name)


def run(*command):
    """The output of a program; 1 and 2 are verdicts."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout


if __name__ == "__main__":
    main()
