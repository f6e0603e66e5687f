// Writes what the licences of others ask for: name, version and licence of all that the bundles hold.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const LICENCE = /^(licen[cs]e|copying)(\.\w+)?$/i;
/** These were published with what they need in them, and without the text of their licence, which is the same for all of them. */
const OF_RRWEB = /^(@rrweb\/.+|rrweb|rrweb-snapshot|rrdom)$/;

/** Names the packages that a bundle holds bytes of. */
export function packagesOf({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const held = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return new Set(held.map(([path]) => PACKAGE.exec(`/${path}`)?.[1]).filter(Boolean));
}

/**
 * Writes the notices.
 *
 * @param bundles - By the name of each bundle the names of packages in it.
 */
export function writeNotices(bundles) {
  const found = new Map();
  for (const [bundle, names] of Object.entries(bundles)) {
    for (const name of names) for (const each of OF_RRWEB.test(name) ? withNeeds(name) : [name]) found.set(each, (found.get(each) ?? new Set()).add(bundle));
  }
  const notices = [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, where]) => notice(name, [...where].sort()));
  return ["The bundles beside this file hold the following works of others.\n", ...notices].join(`\n${"=".repeat(80)}\n\n`);
}

/** A package, and those that are in it without the build's seeing them; types are in no bundle. */
function withNeeds(name, known = new Set()) {
  if (known.has(name) || name.startsWith("@types/") || !existsSync(folderOf(name))) return known;
  known.add(name);
  for (const needed of Object.keys(describe(name).dependencies ?? {})) withNeeds(needed, known);
  return known;
}

function notice(name, where) {
  const { version, license } = describe(name);
  const file = readdirSync(folderOf(name)).find((each) => LICENCE.test(each));
  const path = file ? join(folderOf(name), file) : OF_RRWEB.test(name) && join(here, "licences", "rrweb.txt");
  if (!path) throw new Error(`no licence text of ${name}`);
  const text = readFileSync(path, "utf8").replace(/\r\n?/g, "\n").trim();
  return `${name} ${version} (${license ?? "licence below"})\nin ${where.join(", ")}\n\n${text}\n`;
}

const folderOf = (name) => join(here, "node_modules", name);
const describe = (name) => createRequire(import.meta.url)(join(folderOf(name), "package.json"));
