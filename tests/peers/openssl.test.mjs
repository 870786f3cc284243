// OpenSSL agrees on everything else about one seal: chain, time stamps, revocation answer.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { participation, read, run, scratch, tessera } from "./files.mjs";

const path = participation();
const options = path === undefined ? { skip: "no data" } : {};
const openssl = (...args) => run("openssl", args);

test("chain, time stamps and OCSP of the certificate of participation", options, () => {
  const seal = takeApart(read(path));
  const roots = seal.certificates.filter(isSelfSigned);
  const others = seal.certificates.filter((pem) => !isSelfSigned(pem));
  const store = file("roots.pem", roots.join(""));
  const pool = file("others.pem", others.join(""));
  const leaf = file("leaf.pem", seal.leaf);

  const attime = String(Date.parse(seal.sealedAt) / 1000);
  openssl("verify", "-attime", attime, "-CAfile", store, "-untrusted", pool, leaf);
  assert.throws(() => openssl("verify", "-CAfile", store, "-untrusted", pool, leaf), /expired/);

  for (const [name, token, covered] of seal.tokens) {
    const [reply, content] = [file(`${name}.tst`, token), file(`${name}.bin`, covered)];
    const anchors = ["-CAfile", store, "-untrusted", pool];
    openssl("ts", "-verify", "-token_in", "-in", reply, "-data", content, ...anchors);
    const altered = file(`${name}.altered`, Buffer.concat([covered, Buffer.from(" ")]));
    assert.throws(() => openssl("ts", "-verify", "-token_in", "-in", reply, "-data", altered, ...anchors));
  }

  const issuer = file("issuer.pem", others.find((pem) => subjectOf(pem) === issuerOf(seal.leaf)));
  const answer = file("answer.der", seal.ocsp);
  const forAges = String(50 * 365 * 86_400); // the answer is judged for the time of sealing, not for now
  const said = openssl("ocsp", "-respin", answer, "-issuer", issuer, "-cert", leaf, "-CAfile", store,
    "-verify_other", pool, "-validity_period", forAges, "-attime", attime);
  assert.match(said, /leaf\.pem: good/);

  const judged = (check) => tessera(path, check, "--trust", store, "--at", "2025-06-01T00:00:00Z");
  for (const check of ["signature", "issuer", "recognition", "validity"]) assert.equal(judged(check), "pass", check);
});

function takeApart({ payload, signatures: [{ protected: protectedText, header, signature }] }) {
  const protectedHeader = JSON.parse(Buffer.from(protectedText, "base64url"));
  const elements = header.etsiU.map((text) => JSON.parse(Buffer.from(text, "base64url")));
  const der = (text) => Buffer.from(text, "base64");
  const token = (element) => der(element.tstTokens[0].val);
  const find = (name) => elements.find((element) => element[name])[name];
  const before = header.etsiU.slice(0, elements.findIndex((element) => element.arcTst)).join("");
  return {
    leaf: pem(protectedHeader.x5c[0]),
    sealedAt: protectedHeader.sigT,
    certificates: find("xVals").map((entry) => pem(entry.x509Cert.val)),
    ocsp: der(find("rVals").ocspVals[0].val),
    tokens: [
      ["adoTst", token(protectedHeader.adoTst), Buffer.from(payload)],
      ["sigTst", token(find("sigTst")), Buffer.from(signature)],
      ["arcTst", token(find("arcTst")), Buffer.from([payload, protectedText, signature, before].join("."))],
    ],
  };
}

function pem(base64) {
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g).join("\n")}\n-----END CERTIFICATE-----\n`;
}

const subjectOf = (certificate) => name(certificate, "-subject");
const issuerOf = (certificate) => name(certificate, "-issuer");
const isSelfSigned = (certificate) => subjectOf(certificate) === issuerOf(certificate);

function name(certificate, which) {
  return openssl("x509", "-in", file("one.pem", certificate), "-noout", which).replace(/^\w+=/, "");
}

function file(name, content) {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}
