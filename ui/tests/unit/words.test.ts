import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import en from "../../src/words/en.json";
import { say } from "../../src/words/index";
import { tell } from "../../src/words/fault";

const SOURCES = join(import.meta.dirname, "../../src");

/** Codes that reach the interface from the wallet, and those it makes itself. */
const FAULTS = [
  ...["empty", "too_large", "bom", "invalid_utf8", "malformed", "duplicate_key", "too_deep", "too_many_values", "too_many"],
  ...["unknown_format", "content_detached", "legacy_europass", "keychain_unavailable", "passphrase_required", "wrong_passphrase", "passphrase_too_short"],
  ...["passphrase_wait", "backup_not_found", "backup_foreign", "backup_newer", "backup_passphrase_wrong", "backup_truncated"],
  ...["backup_damaged", "backup_too_costly", "backup_not_rehearsed"],
  ...["storage_failed", "folder_not_found", "file_exists", "wallet_name", "wallet_name_taken", "wallet_unknown", "wallet_fixed"],
  ...["wallet_exists", "no_wallet", "wallet_locked", "wallet_newer", "wallet_damaged", "wallet_in_use"],
  ...["wrong_shape", "contradictory_rules", "goal_exists", "goal_unknown", "decision_unclear", "decision_unknown", "trial_not_reported", "goal_part_unknown", "rules_too_large", "goal_not_counted", "day_unreadable"],
  ...["no_credential_inside", "carrier_damaged", "carrier_over_budget", "carrier_encrypted", "terms_compressed", "address_only"],
  ...["archive_too_large", "archive_over_budget", "archive_damaged", "archive_empty", "archive_encrypted"],
  ...["archive_method_unknown", "archive_in_archive", "folder_too_large", "folder_empty", "file_not_found", "file_unusable"],
  ...["trust_list_too_large", "trust_list_unreadable", "trust_list_format_unknown", "trust_list_member", "trust_list_unsigned"],
  ...["trust_list_signature_broken", "trust_list_signature_form", "trust_list_algorithm_unsupported", "trust_list_signer_unknown"],
  ...["trust_list_signer_not_in_force", "trust_list_older", "trust_list_of_samples", "trust_list_unknown"],
  ...["labels_too_large", "labels_too_many", "labels_language", "labels_unreadable", "labels_languages", "labels_unknown"],
  ...["no_code_found", "picture_too_large", "picture_damaged", "proof_too_large", "too_many_frames", "proof_version_unknown"],
  ...["proof_dictionary_unknown", "code_damaged", "link_not_followed", "showing_unknown", "ask_unknown", "ask_expired", "ask_answered"],
  ...["ask_wants_too_much", "no_request_found", "proof_not_request", "request_not_proof"],
  ...["collection_unknown", "collection_exists", "collection_name_unusable", "note_too_long", "renewal_unlikely"],
  ...["proof_not_bound", "not_shareable", "shown_whole", "claim_unknown", "form_unsuitable", "not_signable", "lifetime_unusable", "too_large_for_paper", "not_printable", "share_count", "share_text_too_long", "share_unknown", "key_unknown", "key_in_use"],
  ...["person_unknown", "person_name_missing", "person_too_long", "person_email", "person_phone", "person_birth_date", "person_country", "person_cv_language", "credential_invalid", "not_for_cv", "europass_count"],
  ...["declared_unknown", "declared_unclear", "declared_too_many", "declared_file_unknown", "declared_file_empty", "declared_file_too_large", "declared_files_too_many", "declared_files_full"],
  ...["pack_empty", "pack_too_much", "pack_text"],
  ...["storage_full", "storage_denied", "record_unknown", "internal", "clipboard_unavailable", "clipboard_empty", "entries_unreadable"],
];

/** Codes that decide no verdict, so that a list needs no short form. */
const NEVER_DECIDES = [
  "inner_holds",
  "inner_recognised",
  "inner_unrecognised",
  "no_status_declared",
  "not_a_presentation",
  "refresh_available",
  "rule_broken",
  "short_list",
  "unchallenged",
];

/** The members of a union of strings, read from the generated type. */
function members(type: string): string[] {
  const source = readFileSync(join(SOURCES, `backend/types/${type}.ts`), "utf8");
  return [...source.matchAll(/"([a-z_]+)"/g)].map((found) => found[1] ?? "");
}

/** Every path to a sentence; a plural counts once. */
function paths(node: object, prefix = ""): string[] {
  return Object.entries(node).flatMap(([step, value]: [string, unknown]) => {
    const path = prefix + step;
    if (typeof value === "string") return [path];
    const branch = value as object;
    return "one" in branch && "other" in branch ? [path] : paths(branch, `${path}.`);
  });
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

describe("the words file", () => {
  test("has a line for every code of a check, and no other", () => {
    expect(Object.keys(en.code).sort()).toEqual(members("Code").sort());
  });

  test("has a short form for every code that decides a verdict", () => {
    const without = Object.entries(en.code).filter(([, words]) => !("short" in words));
    expect(without.map(([code]) => code).sort()).toEqual(NEVER_DECIDES);
  });

  test.each([
    ["verdict", "Verdict"],
    ["outcome", "Outcome"],
    ["check", "Check"],
    ["profile", "ProfileId"],
    ["sort", "Sort"],
    ["grouping", "Grouping"],
    ["kinship", "Kinship"],
    ["history", "What"],
    ["reason", "UnusedReason"],
    ["kind", "LearningKind"],
    ["level", "SkillLevel"],
    ["setting", "LearningSetting"],
  ] as const)("has words under %s for every member of %s", (family, type) => {
    expect(Object.keys(en[family])).toEqual(expect.arrayContaining(members(type)));
  });

  test("names every element of a micro-credential, and no other", () => {
    expect(Object.keys(en.annex1.element).sort()).toEqual(members("Element").sort());
  });

  test("says what, what it means and what to do for every fault, and no other", () => {
    expect(Object.keys(en.fault).sort()).toEqual([...FAULTS].sort());
    for (const words of Object.values(en.fault)) expect(Object.keys(words)).toEqual(["what", "means", "act"]);
  });

  test("has no sentence that nobody asks for", () => {
    const source = files(SOURCES).join("\n");
    // Families whose keys are put together from codes; the tests above hold them to their types.
    const composed = [
      /^(variant|record\.association)\./,
      /^annex1\.(element\.|signature_open$)/,
      /^(code|fault|outcome|sort|profile|identity|unsigned\.why|reason|kind|level|unit|unexpressed|report|pack_page|summary)\./,
      /^goals?\.(of|in_force|state)_/,
      /^skills\.state_/,
      /^settings\.theme_/,
      /^trust\.for_/,
      /^protect\.to_/,
      /^history\.(came|deleted|backup|restore|renewed)$/,
      /^network\.(purpose|outcome)\./,
      /^(kinship|grouping)\./,
      /^place\.none_/,
      /^keeping\.kin_re/,
      /^seen\./,
      /^share\.(warn|lasts)_/,
      /^match\.(said_)?(met|not_met|unknown)$/,
      /^verify\.said_(unrecognised|undetermined|invalid)$/,
      /^decisions\.(from|to|credits|decided_by|date|evidence)$/,
      /^what_if\.(dropped|expired|earned)$/,
      /^check\.\w+\.(name|pass)$/,
      /^verdict\.\w+\.(word|headline)$/,
      /^europass\.(way|taking|obstacle)\./,
      /^compare\.(same|different|one_side|neither)$/,
      /^setting\./,
      /^renewal\.(standing\.|remind|goal_)/,
      /^declared\.(title_hint|(description|skills|links|place|from|until|hours)(_hint)?)$/,
      /^declared\.unclear_/,
      /^(paper|extract|cv_page)\./,
      /^accreditation\.(outside|unknown)_(level|field|jurisdiction|time)$/,
      /^credential\.process\.(remember|understand|apply|analyse|evaluate|create)$/,
      /^credential\.place\.(learning|assessment|award)$/,
      /^pack\.(unclear_|learner$|audience$)/,
    ];
    const unused = paths(en).filter((path) => !composed.some((family) => family.test(path)) && !source.includes(`"${path}"`));
    expect(unused).toEqual([]);
  });

  test("never uses words that belong to the raw data", () => {
    const shown = JSON.stringify({ ...en, credential: { ...en.credential, fingerprint: "" } });
    expect(shown).not.toMatch(/\b(DID|JSON-LD|JWT|JWS|hash|nonce|schema|issuer|claim|VC)\b(?![}"])/);
  });
});

describe("say", () => {
  test("chooses singular and plural", () => {
    expect(say("wallet.group_count", { n: 1 })).toBe("1 credential");
    expect(say("wallet.group_count", { n: 1200 })).toBe("1,200 credentials");
  });

  test("says so when a value is absent", () => {
    expect(say("code.expired.line")).toBe("It expired on not stated.");
  });

  test("takes the control characters out of foreign text", () => {
    expect(say("wallet.deleted", { title: "a\u202Eb\u0000c" })).toBe("“a b c” was deleted from this wallet.");
  });

  test("does not read gaps in a value as gaps", () => {
    expect(say("wallet.deleted", { title: "{title}" })).toBe("“{title}” was deleted from this wallet.");
  });
});

describe("tell", () => {
  test("names the file and the limit", () => {
    const told = tell({ code: "too_large", detail: {} }, { name: "“film.mov”" });
    expect(told.what).toBe("“film.mov” is too large");
    expect(told.means).toContain("20 MB");
  });

  test("tells a code without words as an internal fault that names it", () => {
    expect(tell({ code: "brand_new", detail: {} }).means).toContain("(brand_new)");
  });
});

test("a fault names the values of its own, and the bound of a file where that is meant", () => {
  expect(tell({ code: "key_in_use", detail: { count: "3" } }).means).toContain(": 3.");
  expect(tell({ code: "note_too_long", detail: { limit: "4000" } }).means).toContain("4000 characters");
  expect(tell({ code: "too_large", detail: { limit: "20971520" } }).means).toContain("up to 20 MB");
  expect(tell({ code: "passphrase_too_short", detail: { minimum: "12" } }).act).toContain("12 characters");
});
