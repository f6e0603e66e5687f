// Builds the bundles, weighs them, and writes the manifest that says what they were built from.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { packagesOf, writeNotices } from "./notices.mjs";
import { shorten } from "./shorten.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const BUNDLES = [
  // In the participant's page: every byte counts, so these are minified thrice.
  { name: "panel.js", entry: "src/panel/panel.ts", format: "esm", isSmall: true },
  { name: "moderated.js", entry: "src/moderated/moderated.ts", format: "esm", isLed: true },
  { name: "dom.js", entry: "src/dom/dom.ts", format: "esm", isSilent: true },
  { name: "voice.js", entry: "src/voice/voice.ts", format: "esm" },
  { name: "after.js", entry: "src/after/after.ts", format: "esm", isSmall: true },
  { name: "check.js", entry: "src/check_page.ts", format: "esm", isSmall: true },
  { name: "recorder.js", entry: "src/recorder.ts", format: "iife", isSmall: true },
  // On pages of the recorder itself.
  { name: "room.js", entry: "src/desk/room.ts", format: "esm" },
  { name: "replay.js", entry: "src/desk/replay.ts", format: "esm" },
  { name: "stage.js", entry: "src/stage/stage.ts", format: "esm" },
];
// Names of the core's own that no page, panel or server ever sees.
const INNER_NAMES = [
  "content", "isFinal", "leave", "measure", "probe", "release", "stop", "wake", "weight",
];
const BUDGETS = [
  { of: ["recorder.js"], gzip_bytes: 7_640 },
  { of: ["recorder.js", "panel.js"], gzip_bytes: 12_050 },
  { of: ["dom.js"], gzip_bytes: 28_500 },
  { of: ["moderated.js"], gzip_bytes: 20_000 },
];

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Every file that the bundles depend on, in a fixed order. */
function sources() {
  const found = readdirSync(join(here, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(here.length + 1));
  return [
    ...found, "build.mjs", "licences/rrweb.txt", "notices.mjs", "package-lock.json", "package.json", "shorten.mjs", "tsconfig.json",
  ].sort();
}

/** One hash over names and bytes: changes when any source does. */
function sourceHash() {
  const hash = createHash("sha256");
  for (const file of sources()) {
    hash.update(`${file}\0${sha256(readFileSync(join(here, file)))}\n`);
  }
  return hash.digest("hex");
}

/** The DOM recorder marks fields on the tested page, which is not ours to change; we remember them ourselves. */
const leaveAttributes = {
  name: "leave attributes",
  setup({ onLoad }) {
    onLoad({ filter: /@rrweb\/record\/dist\/record\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const mark = 'target.setAttribute("data-rr-is-password", "true");';
      if (!text.includes(mark)) throw new Error("the DOM recorder marks fields in another way now");
      return { contents: text.replaceAll(mark, ""), loader: "js" };
    });
  },
};

async function bundle({ entry, format, isSmall, isLed = false, isSilent }) {
  const result = await build({
    entryPoints: [join(here, entry)],
    absWorkingDir: here,
    bundle: true,
    minifySyntax: true,
    write: false,
    metafile: true,
    format,
    // What others wrote must not speak on the page that is tested.
    drop: isSilent ? ["console"] : [],
    plugins: [leaveAttributes],
    target: ["es2022", "safari15"],
    charset: "utf8",
    legalComments: "none",
    loader: { ".css": "text" },
    ...(format === "iife" && { mangleProps: new RegExp(`^(${INNER_NAMES.join("|")})$`) }),
    // Nothing here needs it, and the checker has seen more than it would.
    define: { IS_LED: `${isLed}` },
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
  });
  // What esbuild leaves: a second minifier takes another twentieth.
  const { code } = await minify(result.outputFiles[0].text, {
    ecma: 2022,
    module: format === "esm",
    toplevel: true,
    compress: {
      ecma: 2022, passes: 3, hoist_funs: true,
      // What these take for granted holds in our own code, not in what others wrote.
      ...(isSmall && { pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_comps: true, unsafe_math: true }),
    },
  });
  return { bytes: Buffer.from(isSmall ? await shorten(code) : code), packages: packagesOf(result.metafile) };
}

function weigh(bytes) {
  return { min: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

const bundles = {};
const packages = {};
rmSync(join(here, "dist"), { recursive: true, force: true });
mkdirSync(join(here, "dist"));
for (const wanted of BUNDLES.filter(({ entry }) => existsSync(join(here, entry)))) {
  const { bytes, packages: held } = await bundle(wanted);
  packages[wanted.name] = held;
  writeFileSync(join(here, "dist", wanted.name), bytes);
  bundles[wanted.name] = { sha256: sha256(bytes), ...weigh(bytes) };
}
console.table(Object.fromEntries(Object.entries(bundles).map(([name, { sha256: _, ...size }]) => [name, size])));

// gzip and brotli sizes depend on the zlib at hand, so the manifest holds only what does not.
const manifest = {
  sources: sourceHash(),
  budgets: BUDGETS,
  bundles: Object.fromEntries(
    Object.entries(bundles).sort().map(([name, { sha256: hash, min }]) => [name, { sha256: hash, bytes: min }]),
  ),
};
writeFileSync(join(here, "dist", "NOTICES.txt"), writeNotices(packages));
writeFileSync(join(here, "dist", "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

for (const { of, gzip_bytes } of BUDGETS) {
  const weight = of.reduce((sum, name) => sum + (bundles[name]?.gzip ?? 0), 0);
  console.log(`${of.join(" + ")}: ${weight} of ${gzip_bytes} bytes after gzip -9`);
  if (weight > gzip_bytes) process.exitCode = 1;
}
