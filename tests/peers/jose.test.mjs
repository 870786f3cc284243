// jose, an independent JWS implementation, agrees with Tessera on the signature of every seal.
import assert from "node:assert/strict";
import test from "node:test";
import { generalVerify, importX509 } from "jose";
import { read, sealedFiles, tessera } from "./files.mjs";

/** jose refuses critical headers that it was not told about; Tessera acts on these. */
const UNDERSTOOD = { crit: { sigT: true, iat: true, adoTst: true } };

for (const path of sealedFiles()) {
  test(`signature of ${path.split("/").pop()}`, async () => {
    assert.equal(await joseSays(read(path)), tessera(path, "signature"));
  });
}

async function joseSays(jws) {
  const header = JSON.parse(Buffer.from(jws.signatures[0].protected, "base64url"));
  const key = await importX509(`-----BEGIN CERTIFICATE-----\n${header.x5c[0]}\n-----END CERTIFICATE-----`, header.alg);
  try {
    await generalVerify(jws, key, UNDERSTOOD);
    return "pass";
  } catch (error) {
    if (error.code === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") return "fail";
    throw error;
  }
}
