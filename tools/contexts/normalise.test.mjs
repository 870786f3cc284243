import assert from "node:assert/strict";
import { test } from "node:test";
import { table, text } from "./normalise.mjs";

const EX = "https://example.org/ns#";

/** The table of a context that may name `others`. */
function made(context, others = {}) {
  return table({ "@context": context }, (url) => ({ "@context": others[url] }))["@context"];
}

test("own prefix is written out, and stays", () => {
  assert.deepEqual(made({ ex: EX, name: "ex:name" }), { ex: EX, name: `${EX}name` });
});

test("prefix from elsewhere stays as it is spelled", () => {
  const context = { name: { "@id": "ex:name", "@type": "xsd:string" } };
  assert.deepEqual(made(context), context);
});

test("prefix of the outer scope is not written out in the inner one", () => {
  const context = { Thing: { "@context": { name: "ex:name" }, "@id": `${EX}Thing` }, ex: EX };
  assert.deepEqual(made(context), context);
});

test("prefix of the context before is written out", () => {
  assert.deepEqual(made(["urn:first", { name: "ex:name" }], { "urn:first": { ex: EX } }), [
    "urn:first",
    { name: `${EX}name` },
  ]);
});

test("prefix that a null context forgot stays as it is spelled", () => {
  assert.deepEqual(made([{ ex: EX }, null, { name: "ex:name" }]), [{ ex: EX }, null, { name: "ex:name" }]);
});

test("prefix whose own meaning comes from elsewhere stays as it is spelled", () => {
  const context = [{ near: "far:near#" }, { far: EX, name: "near:name" }];
  assert.deepEqual(made(context), context);
});

test("term that is no prefix is not used as one", () => {
  for (const definition of [{ "@id": EX, "@type": "@id" }, "https://example.org/ns"]) {
    assert.deepEqual(made({ ex: definition, name: "ex:name" }), { ex: definition, name: "ex:name" });
  }
});

test("term that says it is a prefix is used as one", () => {
  const ex = { "@id": "https://example.org/ns", "@prefix": true };
  assert.deepEqual(made({ ex, name: "ex:/name" }), { ex, name: "https://example.org/ns/name" });
});

test("definition with an IRI alone becomes short, unless that would make it a prefix", () => {
  assert.deepEqual(made({ name: { "@id": `${EX}name` } }), { name: `${EX}name` });
  assert.deepEqual(made({ ex: { "@id": EX } }), { ex: { "@id": EX } });
});

test("term stands for what another stands for", () => {
  assert.deepEqual(made({ Badge: `${EX}Badge`, Award: { "@id": "Badge" } }), {
    Award: `${EX}Badge`,
    Badge: `${EX}Badge`,
  });
});

test("terms that name each other are left alone", () => {
  const context = { left: "right:x", right: "left:y" };
  assert.deepEqual(made(context), context);
});

test("aliases of keywords, null and scopes that forget stay", () => {
  const context = {
    id: "@id",
    list: { "@container": "@list", "@id": `${EX}list` },
    none: null,
    open: { "@context": null, "@id": "ex:open" },
  };
  assert.deepEqual(made(context), context);
});

test("what says nothing is left out", () => {
  const context = {
    "@protected": true,
    name: { "@id": "ex:name", "@protected": true, "@container": ["@set"] },
  };
  assert.deepEqual(made([context]), { "@protected": true, name: { "@container": "@set", "@id": "ex:name" } });
  assert.deepEqual(made({ "@protected": false, name: null }), { name: null });
});

test("exception from protection stays", () => {
  const context = { "@protected": true, name: { "@id": "ex:name", "@protected": false } };
  assert.deepEqual(made(context), context);
});

test("text has one line a term and reads back", () => {
  const document = { "@context": [{ a: EX }, "urn:next", { b: { "@id": EX, "@type": "@id" } }] };
  const written = text(document);
  assert.deepEqual(JSON.parse(written), document);
  assert.equal(written.split("\n").length, 6);
});

test("table of a table is itself", () => {
  const once = made({
    ex: EX,
    Thing: { "@id": "ex:Thing", "@context": { "@protected": true, name: "ex:name" } },
  });
  assert.deepEqual(made(once), once);
});
