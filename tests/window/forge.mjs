// A provider with a key made for one run: a diploma for a learner's key, and the list that vouches for it.

import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A provider that nobody knew before. */
export function newProvider(name) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const point = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const multikey = `z${base58(Buffer.concat([ED25519_PUB, point]))}`;
  const did = `did:key:${multikey}`;

  /** A trust list with this provider and nobody else. */
  function trustList() {
    const list = { format: "tessera-trust/1", id: "journey", title: "List of the journey", source: "tests/window", as_of: "2026-11-01" };
    return JSON.stringify({ ...list, issuers: [{ did, name, country: "FI" }] });
  }

  /** An SD-JWT VC for the holder of `jwk`, whose claims can each be held back. */
  function diplomaFor(jwk, claims) {
    const disclosures = Object.entries(claims).map(([name, value]) => encoded([`salt of ${name}`, name, value]));
    const header = { alg: "EdDSA", typ: "dc+sd-jwt", kid: `${did}#${multikey}` };
    const payload = {
      iss: did,
      vct: "https://hohtava.example/diploma",
      iat: 1_777_885_200,
      cnf: { jwk },
      _sd: disclosures.map((one) => createHash("sha256").update(one).digest("base64url")),
    };
    const signed = `${encoded(header)}.${encoded(payload)}`;
    const signature = sign(null, Buffer.from(signed), privateKey).toString("base64url");
    return [`${signed}.${signature}`, ...disclosures, ""].join("~");
  }

  return { trustList, diplomaFor };
}

function encoded(value) {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Bytes that do not begin with 0, in base58btc. */
function base58(bytes) {
  let text = "";
  for (let number = BigInt(`0x${bytes.toString("hex")}`); number > 0n; number /= 58n) {
    text = ALPHABET[Number(number % 58n)] + text;
  }
  return text;
}

/** What stands before a public key in a multikey (multicodec `ed25519-pub`). */
const ED25519_PUB = Buffer.from([0xed, 0x01]);
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
