#!/usr/bin/env python3
"""What a learner shows is accepted by sd-jwt, and by rfc8785 with cryptography, for its occasion only.

    make target/pyld/installed && target/pyld/bin/python tests/tools/shown.py

Part of `make test`. Needs `target/debug/tessera`. A credential is issued here to a key of a new wallet, taken into it and shown.
Nothing is fetched.
"""

import base64
import hashlib
import json
import os
import subprocess
import tempfile
from pathlib import Path

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

ROOT = Path(__file__).resolve().parents[2]
AUDIENCE, NONCE, AT = "https://hohtava.example", "K7M2-9QX0", "2026-11-22T12:00:00Z"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "passphrase").write_text("four words in a row\n")
        checked = sd_jwt(folder) + document(folder)
    print(f"shown: {checked} presentations accepted, and refused where they should be")


def sd_jwt(folder):
    """An SD-JWT issued here, of which two claims of four are shown. Of holders' keys, sd-jwt takes P-256 only."""
    key = JWK.from_json(lines(folder, "keys", "--json", "--make", "p256")[0]["jwk"])
    issuer = JWK.generate(kty="EC", crv="P-256")
    secret = {"given_name": "Aino-Kaarina", "family_name": "Kivelahti", "birthdate": "2001-04-30", "grade": "5"}
    claims = {"iss": "https://school.example", "vct": "https://school.example/diploma", "iat": 1777885200}
    claims |= {SDObj(name): value for name, value in secret.items()}
    issued = SDJWTIssuer(claims, issuer, holder_key=key, sign_alg="ES256", extra_header_parameters={"typ": "dc+sd-jwt"})
    shown = share(folder, "diploma.sd-jwt", issued.sd_jwt_issuance, "--claims", "grade,family_name").decode().strip()
    verify = lambda text, audience, nonce: SDJWTVerifier(text, lambda *_: issuer, audience, nonce).get_verified_payload()
    payload = verify(shown, AUDIENCE, NONCE)
    assert {name for name in secret if name in payload} == {"grade", "family_name"}, payload
    undisclosed = next(part for part in issued.sd_jwt_issuance.split("~") if part and part not in shown)
    for changed in [
        (shown, AUDIENCE, "another"),
        (shown, "https://other.example", NONCE),
        (shown.replace("~", f"~{undisclosed}~", 1), AUDIENCE, NONCE),
    ]:
        refused(verify, *changed)
    # Nothing of what was held back, as it is or in base64 at any alignment.
    decoded = b"".join(unpadded(part) for part in shown.replace("~", ".").split("."))
    for value in ("Aino-Kaarina", "2001-04-30"):
        assert value not in shown and value.encode() not in decoded, value
        for shift in range(3):
            inner = base64.urlsafe_b64encode(b" " * shift + value.encode()).decode().rstrip("=")[(0, 2, 3)[shift] : -2]
            assert inner not in shown, value
    return 1


def document(folder):
    """A presentation whose JSON is signed."""
    key = lines(folder, "keys", "--json")[0]
    badge = (ROOT / "samples/out/badge-safety.json").read_text()
    shown = json.loads(share(folder, "badge.json", badge, "--form", "jcs"))
    holds(shown)
    for member, value in [("challenge", "another"), ("expires", "2027-01-01T00:00:00Z")]:
        refused(holds, shown | {"proof": shown["proof"] | {member: value}})
    refused(holds, shown | {"holder": key["did"]})
    return 1


def holds(presentation):
    presentation, proof = dict(presentation), dict(presentation["proof"])
    del presentation["proof"]
    signature = base58(proof.pop("proofValue")[1:])
    key = Ed25519PublicKey.from_public_bytes(base58(proof["verificationMethod"].split("#z")[1])[2:])
    message = b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (proof, presentation))
    key.verify(signature, message)
    assert proof["verificationMethod"].split("#")[0] == presentation["holder"]


def refused(check, *arguments):
    try:
        check(*arguments)
    except (InvalidSignature, JWException, AssertionError, ValueError, KeyError):
        return
    raise SystemExit(f"accepted, and should not be: {arguments}")


def share(folder, name, credential, *options):
    (folder / name).write_text(credential)
    record = lines(folder, "import", "--json", "--offline", folder / name)[0]["record"]
    asked = ["--audience", AUDIENCE, "--nonce", NONCE, "--at", AT]
    tessera(folder, "share", *asked, *options, "-o", folder / f"shown-{name}", record)
    return (folder / f"shown-{name}").read_bytes()


def lines(folder, *arguments):
    return [json.loads(line) for line in tessera(folder, *arguments).splitlines()]


def tessera(folder, command, *arguments):
    """What the program prints, with the wallet in the folder or with none. A command may be two words."""
    wallet = ["--wallet", folder / "wallet"] if folder else []
    program = [ROOT / "target/debug/tessera", *command.split(), *wallet, *arguments]
    environment = os.environ | ({"TESSERA_PASSPHRASE_FILE": str(folder / "passphrase")} if folder else {})
    done = subprocess.run(program, capture_output=True, text=True, env=environment)
    if done.returncode not in (0, 1, 2):
        raise SystemExit(f"{command}: {done.stderr}")
    return done.stdout


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


if __name__ == "__main__":
    main()
