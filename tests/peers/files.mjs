// The sealed files to compare on: this project's samples, and the Commission's where the data is.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const data = resolve(process.env.TESSERA_DATA ?? join(root, "../shared/data"), "edc/sealed");

export const scratch = mkdtempSync(join(tmpdir(), "tessera-peers-"));

/** Paths of all sealed files at hand. Says what is skipped. */
export function sealedFiles() {
  const folders = [join(root, "samples/out")];
  if (existsSync(data)) folders.push(data);
  else console.log("skipped: 3 cases, no data (edc/sealed)");
  return folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(".jsonld") && Array.isArray(read(path).signatures));
}

/** The Commission's certificate of participation, if the data is here. */
export function participation() {
  const path = join(data, "elm-support_Sample-CertOfPart-signed.jsonld");
  return existsSync(path) ? path : undefined;
}

export function read(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The outcome of one check, as Tessera tells it. */
export function tessera(path, check, ...options) {
  return outcome(judged(path, ...options), check);
}

/** All that Tessera says about a file with one credential. */
export function judged(path, ...options) {
  const program = join(root, "target/debug/tessera");
  return JSON.parse(run(program, ["verify", "--json", "--offline", ...options, path], [0, 1, 2]));
}

export function outcome(report, check) {
  return report.checks.find((one) => one.check === check).outcome;
}

/** Runs a program and gives its output; other exit codes than the expected ones throw. */
export function run(program, args, expected = [0]) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (expected.includes(error.status)) return error.stdout;
    throw new Error(`${program} ${args.join(" ")}: ${error.stderr}`);
  }
}
