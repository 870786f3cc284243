// What Tessera writes as a JSON Resume is one by the published schema.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import schema from "@jsonresume/schema";
import { run, scratch } from "./files.mjs";

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "target/debug/tessera");
const wallet = join(scratch, "resume");
const holding = ["battery-industry.jsonld", "battery-passport.jsonld", "badge-materials.json", "badge-safety.json"];

process.env.TESSERA_PASSPHRASE_FILE = join(scratch, "passphrase");
writeFileSync(process.env.TESSERA_PASSPHRASE_FILE, "four words in a row\n");

test("resumes follow the published schema", async () => {
  const records = holding.map((name) => JSON.parse(run(program, ["import", "--offline", "--json", "--wallet", wallet, join(root, "samples/out", name)], [0, 2])).record);
  const person = join(scratch, "me.json");
  writeFileSync(person, JSON.stringify({ given_name: "Aino", family_name: "Virtanen", email: "aino@example.org", mother_tongues: ["fi"] }));
  const unnamed = written(records);
  const named = written(records, "--person", person);
  assert.equal(unnamed.basics, undefined);
  assert.equal(named.basics.name, "Aino Virtanen");
  for (const resume of [unnamed, named]) {
    assert.equal(resume.education.length + resume.certificates.length, holding.length);
    await follows(resume);
  }
  // The schema does look.
  await assert.rejects(follows({ ...named, certificates: [{ ...named.certificates[0], date: "1 June 2026" }] }));
});

function written(records, ...more) {
  const file = join(scratch, "resume.json");
  run(program, ["europass", "--wallet", wallet, ...more, "-o", file, ...records]);
  return JSON.parse(readFileSync(file, "utf8"));
}

function follows(resume) {
  return new Promise((done, fail) => schema.validate(resume, (errors) => (errors ? fail(new Error(JSON.stringify(errors))) : done())));
}
