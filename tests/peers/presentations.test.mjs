// What a learner shows with Tessera is accepted by independent implementations, for its occasion only:
// @digitalbazaar/vc (documents), jose (tokens) and @sd-jwt/core (parts that are chosen, and the holder's token).
import assert from "node:assert/strict";
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign as signBytes, verify as verifyBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as EcdsaMultikey from "@digitalbazaar/ecdsa-multikey";
import * as inParts from "@digitalbazaar/ecdsa-sd-2023-cryptosuite";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { SDJwtInstance } from "@sd-jwt/core";
import { importJWK, jwtVerify } from "jose";
import { documentLoader, now, read, sign } from "./credentials.mjs";
import { run, scratch } from "./files.mjs";

const audience = "https://hohtava.example";
const nonce = "K7M2-9QX0";
/** A minute after it was shown. */
const soon = new Date(now.getTime() + 60_000);
const late = new Date(now.getTime() + 121_000);

process.env.TESSERA_PASSPHRASE_FILE = join(scratch, "passphrase");
writeFileSync(process.env.TESSERA_PASSPHRASE_FILE, "four words in a row\n");
const [key] = lines("keys", "--json", "--make", "ed25519");

test("documents are accepted by @digitalbazaar/vc", async () => {
  const { proof: _, ...badge } = read("badge-safety.json");
  const about = { ...badge, credentialSubject: { ...badge.credentialSubject, id: key.did } };
  const presentation = JSON.parse(shown("badge.json", JSON.stringify(await sign(about, "Hohtava Cells")), "--form", "rdfc"));
  assert.equal(presentation.holder, key.did);
  const verify = (challenge, domain, at) => {
    const suite = new DataIntegrityProof({ cryptosuite });
    return vc.verify({ presentation, challenge, domain, suite, documentLoader, now: at });
  };
  const result = await verify(nonce, audience, soon);
  assert.equal(result.verified, true, JSON.stringify(result.error?.errors?.map(({ message }) => message)));
  assert.equal((await verify("another", audience, soon)).verified, false);
  assert.equal((await verify(nonce, "https://other.example", soon)).verified, false);
});

test("tokens are accepted by jose", async () => {
  const { proof: _, ...badge } = read("badge-safety.json");
  const about = { ...badge, id: "urn:uuid:token", credentialSubject: { ...badge.credentialSubject, id: key.did } };
  const token = shown("token.json", JSON.stringify(await sign(about, "Hohtava Cells")), "--form", "jwt").trim();
  const verify = async (options) => jwtVerify(token, await importJWK(JSON.parse(key.jwk), "EdDSA"), options);
  const { payload, protectedHeader } = await verify({ audience, issuer: key.did, typ: "vp+jwt", currentDate: soon });
  assert.equal(payload.nonce, nonce);
  assert.equal(protectedHeader.kid.split("#")[0], key.did);
  await assert.rejects(verify({ audience: "https://other.example", currentDate: soon }), { code: "ERR_JWT_CLAIM_VALIDATION_FAILED" });
  await assert.rejects(verify({ audience, currentDate: late }), { code: "ERR_JWT_EXPIRED" });
});

test("chosen claims and the holder's token are accepted by @sd-jwt/core", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const sdJwt = new SDJwtInstance({
    hasher: (data, algorithm) => createHash(algorithm.replace("-", "")).update(Buffer.from(data)).digest(),
    hashAlg: "sha-256",
    saltGenerator: (length) => randomBytes(length).toString("base64url"),
    signAlg: "EdDSA",
    signer: (data) => signBytes(null, Buffer.from(data), privateKey).toString("base64url"),
    verifier: (data, signature) => holds(publicKey, data, signature),
    kbVerifier: (data, signature, payload) =>
      holds(createPublicKey({ key: payload.cnf.jwk, format: "jwk" }), data, signature),
  });
  const claims = { given_name: "Aino", family_name: "Kivelahti", birthdate: "2001-04-30", grade: "5" };
  const about = { iss: "https://school.example", vct: "https://school.example/diploma", iat: 1_777_885_200 };
  const cnf = { jwk: JSON.parse(key.jwk) };
  const issued = await sdJwt.issue({ ...about, cnf, ...claims }, { _sd: Object.keys(claims) }, { header: { typ: "dc+sd-jwt" } });
  const text = shown("diploma.sd-jwt", issued, "--claims", "grade").trim();
  const { payload, kb } = await sdJwt.verify(text, { requiredClaimKeys: ["grade"], keyBindingNonce: nonce });
  assert.deepEqual(Object.keys(claims).filter((name) => name in payload), ["grade"]);
  assert.deepEqual([kb.payload.aud, kb.payload.nonce, kb.payload.exp - kb.payload.iat], [audience, nonce, 120]);
  await assert.rejects(sdJwt.verify(text, { keyBindingNonce: "another" }));
  const other = issued.split("~").find((part) => !text.includes(part) && part !== "");
  await assert.rejects(sdJwt.verify(text.replace("~", `~${other}~`), { keyBindingNonce: nonce }));
});

test("chosen parts of a badge are accepted by @digitalbazaar/vc, which derives them alike", async () => {
  const multikey = await EcdsaMultikey.generate({ curve: "P-256" });
  const { publicKeyMultibase } = await multikey.export({ publicKey: true });
  const did = `did:key:${publicKeyMultibase}`;
  const { proof: _, ...badge } = read("badge-in-parts.json");
  const credential = { ...badge, id: "urn:uuid:parts", issuer: { ...badge.issuer, id: did }, credentialSubject: { ...badge.credentialSubject, id: key.did } };
  const signer = { ...multikey.signer(), id: `${did}#${publicKeyMultibase}` };
  const signing = new DataIntegrityProof({ signer, cryptosuite: inParts.createSignCryptosuite({ mandatoryPointers: ["/issuer", "/validFrom"] }), date: now });
  const theirs = await vc.issue({ credential, suite: signing, documentLoader });
  for (const issued of [read("badge-in-parts.json"), theirs]) {
    for (const pointers of [["/credentialSubject/result/0/value"], ["/name", "/credentialSubject/achievement"]]) {
      const name = `parts-${issued === theirs}-${pointers.length}.json`;
      const presentation = JSON.parse(shown(name, JSON.stringify(issued), "--form", "rdfc", "--claims", pointers.filter((one) => one !== "/name" || issued === theirs).join(",")));
      const [part] = presentation.verifiableCredential;
      const suite = [new DataIntegrityProof({ cryptosuite }), new DataIntegrityProof({ cryptosuite: inParts.createVerifyCryptosuite() })];
      const result = await vc.verify({ presentation, challenge: nonce, domain: audience, suite, documentLoader, now: soon });
      assert.equal(result.verified, true, JSON.stringify(result, (_, value) => value?.message ?? value));
      const deriving = new DataIntegrityProof({ cryptosuite: inParts.createDiscloseCryptosuite({ selectivePointers: pointers }) });
      const derived = await vc.derive({ verifiableCredential: issued, suite: deriving, documentLoader });
      assert.equal(part.proof.proofValue, derived.proof.proofValue, pointers.join());
      assert.deepEqual(part, derived);
      const changed = structuredClone(part);
      changed.validFrom = "2020-01-01T00:00:00Z";
      assert.equal((await vc.verifyCredential({ credential: changed, suite, documentLoader, now: soon })).verified, false);
    }
  }
});

function holds(publicKey, data, signature) {
  return verifyBytes(null, Buffer.from(data), publicKey, Buffer.from(signature, "base64url"));
}

/** Takes a credential into the wallet, and gives what is shown of it. */
function shown(name, credential, ...options) {
  const [taken, file] = [join(scratch, name), join(scratch, `shown-${name}`)];
  writeFileSync(taken, credential);
  const [{ record }] = lines("import", "--json", "--offline", taken);
  tessera("share", "--audience", audience, "--nonce", nonce, "--at", now.toISOString(), ...options, "-o", file, record);
  return readFileSync(file, "utf8");
}

function lines(...args) {
  return tessera(...args).trim().split("\n").map((line) => JSON.parse(line));
}

function tessera(command, ...args) {
  const program = resolve(import.meta.dirname, "../../target/debug/tessera");
  return run(program, [command, "--wallet", join(scratch, "wallet"), ...args], [0, 1, 2]);
}
