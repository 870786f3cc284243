// make contexts: makes the term tables of crates/vc/src/context from the packages that publish them.
//
//   node tools/contexts/generate.mjs          writes tables/, index.rs and docs/contexts.md
//   node tools/contexts/generate.mjs --check  writes nothing; fails when something would change
//
// Contexts that no package publishes are read from TESSERA_DATA/contexts. A check needs no packages: for one
// that is not installed it takes the same contexts from there, and leaves out docs/contexts.md and what the
// data does not have.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { table, text } from "./normalise.mjs";

const here = import.meta.dirname;
const root = resolve(here, "../..");
const data = resolve(process.env.TESSERA_DATA ?? join(root, "../shared/data"));
const folder = "crates/vc/src/context";
const check = process.argv.includes("--check");
const crate = "ssi-contexts";

/** What is made: `table`, `addresses`, `file`, and `package` and `licence` unless the file is in the data. */
const sources = json(join(here, "sources.json"));

main();

function main() {
  if (!existsSync(data)) stop(`no data: ${sources.length} tables need TESSERA_DATA`);
  const packages = new Map(installed());
  const origins = sources.map((source) => origin(source, packages));
  const files = new Map(tables(origins));
  files.set(`${folder}/index.rs`, index());
  if (origins.every(({ from }) => from)) files.set("docs/contexts.md", page(origins));
  if (check) compare(files);
  else write(files);
}

/** Name and folder of each package that is here. */
function* installed() {
  for (const name of new Set(sources.map((source) => source.package).filter(Boolean))) {
    const path = name === crate ? undefined : join(here, "node_modules", name);
    if (path && existsSync(path)) yield [name, { path, version: json(join(path, "package.json")).version }];
  }
  const manifest = join(here, "Cargo.toml");
  const offline = check ? ["--offline"] : [];
  try {
    const cargo = ["metadata", "--format-version", "1", "--locked", "--manifest-path", manifest, ...offline];
    const metadata = JSON.parse(
      execFileSync("cargo", cargo, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
    );
    const { manifest_path, version } = metadata.packages.find(({ name }) => name === crate);
    yield [crate, { path: dirname(manifest_path), version }];
  } catch (error) {
    if (!check) throw error;
  }
}

/**
 * Where a context comes from: the file to read, and where that is from, unless it only stands in for a package.
 * `published` is the file as it stands at the address, if the data has it.
 */
function origin(source, packages) {
  // The data has one content for an address: the newest.
  const newest = sources.find(({ addresses }) => addresses[0] === source.addresses[0]) === source;
  const published = newest ? join(data, "contexts", known()[source.addresses[0]].file) : undefined;
  if (!source.package) {
    const { repository, commit, licence } = manifest().files.find(
      ({ path }) => path === `contexts/${source.file}`,
    );
    const path = join(data, "contexts", source.file);
    return { path, published: path, from: `github ${repository}@${commit.slice(0, 12)}`, licence };
  }
  const found = packages.get(source.package);
  if (found) {
    const from = `${source.package === crate ? "crate" : "npm"} ${source.package}@${found.version}`;
    return { path: join(found.path, source.file), published, from, licence: source.licence };
  }
  return check ? { path: published } : stop(`${source.package} is not installed`);
}

/** The text of each table, which is the same for the package's file and the one at the address. */
function* tables(origins) {
  const contexts = origins.map(({ path }) => path && read(path));
  const named = (address) => contexts[sources.findIndex(({ addresses }) => addresses.includes(address))];
  for (const [at, { published }] of origins.entries()) {
    if (!contexts[at]) continue;
    const made = text(table(contexts[at], named));
    const other = published ? text(table(read(published), named)) : made;
    if (made !== other) stop(`${sources[at].table}: what the package has is not what is published`);
    yield [`${folder}/tables/${sources[at].table}.json`, made];
  }
}

/** The addresses in order, each with the tables that it has stood for. */
function index() {
  const addresses = [...new Set(sources.flatMap(({ addresses }) => addresses))].sort();
  const lines = addresses.map((address) => {
    const tables = sources
      .filter((source) => source.addresses.includes(address))
      .map(({ table }) => `"${table}"`);
    const line = `    "${address}" => [${tables.join(", ")}],`;
    return line.length > 110 ? line.replace("=> ", "=>\n        ") : line;
  });
  return `//! Which tables an address stands for, newest first; sorted by address. Written by \`make contexts\`.

use super::Edition;

pub(super) static ADDRESSES: &[(&str, &[Edition])] = addresses! {
${lines.join("\n")}
};
`;
}

function page(origins) {
  const rows = sources.map(({ table, addresses, file }, at) => {
    const { path, published, from, licence } = origins[at];
    const sha256 = createHash("sha256")
      .update(readFileSync(published ?? path))
      .digest("hex");
    const cells = [
      `\`${table}\``,
      addresses.join("<br>"),
      `${from}<br>\`${file}\``,
      licence,
      `\`${sha256}\``,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return `${readFileSync(join(here, "page.md"), "utf8")}${rows.join("\n")}\n`;
}

/** Fails when a file is not as it would be made, or when one would not be made at all. */
function compare(files) {
  const made = [...files].filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text,
  );
  const names = new Set(sources.map(({ table }) => `${table}.json`));
  const stray = readdirSync(join(root, folder, "tables")).filter((name) => !names.has(name));
  const differences = [...made.map(([path]) => path), ...stray];
  console.log(
    `contexts made anew: ${files.size} files, ${sources.length} tables, differences ${differences.length}`,
  );
  if (differences.length > 0) stop(`run: make contexts (${differences.join(", ")})`);
}

function write(files) {
  rmSync(join(root, folder, "tables"), { recursive: true, force: true });
  mkdirSync(join(root, folder, "tables"), { recursive: true });
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  console.log(`contexts: ${sources.length} tables`);
}

/** A context document: JSON, or a CommonJS module that exports one. */
function read(path) {
  return path.endsWith(".js") ? createRequire(import.meta.url)(path) : json(path);
}

/** Which file of the data has which address. */
function known() {
  return json(join(data, "contexts/index.json"));
}

function manifest() {
  return json(join(data, "MANIFEST.json"));
}

function json(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
