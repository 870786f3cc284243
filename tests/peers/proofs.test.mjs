// @digitalbazaar/vc, an independent implementation, agrees with Tessera about every sample with a proof,
// and Tessera accepts what it signs.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { didFrom, now, out, proven, read, refusal, sign } from "./credentials.mjs";
import { judged, outcome, scratch } from "./files.mjs";

const judging = ["--trust", join(out, "trust-list.json"), "--evidence", join(out, "evidence"), "--at", now.toISOString()];

for (const name of proven()) {
  test(`verdict on ${name}`, async () => {
    const refused = await refusal(read(name));
    assert.equal(refused === undefined, judged(join(out, name), ...judging).verdict === "verified", refused);
  });
}

/** Who signed which good sample, in the words that their keys are made from. */
const SIGNERS = {
  "badge-preparing.json": "Pohjankaari Vocational College, badges",
  "badge-workstation.json": "Hohtava Cells",
  "badge-safety.json": "Hohtava Cells",
  "course-vc-1.json": "Instituto Técnico da Foz do Alcaide",
  "course-vc-2.json": "Pohjankaari Vocational College, badges",
};

for (const [name, words] of Object.entries(SIGNERS)) {
  test(`both sign ${name} alike`, async () => {
    const { proof, ...document } = read(name);
    const signed = await sign(document, words, proof.type, proof.created);
    // Ed25519 has no random part. A key on the web has another name, which is signed too.
    if (proof.verificationMethod.startsWith("did:key:")) assert.equal(signed.proof.proofValue, proof.proofValue);
    const path = join(scratch, name);
    const issuer = { ...document.issuer, id: await didFrom(words) };
    writeFileSync(path, JSON.stringify(await sign({ ...document, issuer }, words, proof.type, proof.created)));
    const report = judged(path, ...judging);
    for (const check of ["format", "signature", "issuer", "validity"]) assert.equal(outcome(report, check), "pass", check);
  });
}
