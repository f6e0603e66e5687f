import { afterEach, expect, it, vi } from "vitest";
import type { Store } from "../src/core";
import type { DomData } from "../src/dom/dom_data";
import { openAllowance } from "../src/dom/open_allowance";
import { openPacker } from "../src/dom/open_packer";

async function inflate(text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

/** Puts together what was sent, as a player does. */
async function read(sent: readonly DomData[]): Promise<string[]> {
  const texts: string[] = [];
  for (let at = 0; at < sent.length; ) {
    const first = sent[at]!;
    const pieces = sent.slice(at, (at += first.of ?? 1));
    expect(pieces.map(({ piece, whole }) => [piece, whole])).toEqual(pieces.map((_, index) => [first.of && index, first.whole]));
    const joined = pieces.map(({ text, deflated }) => text ?? deflated).join("");
    texts.push(first.deflated ? await inflate(joined) : joined);
  }
  return texts;
}

/** A text that packs badly. */
const noise = (length: number, seed = 1): string =>
  Array.from({ length }, (_, index) => String.fromCharCode(32 + ((Math.imul(index + seed, 2_654_435_761) >>> 16) % 90))).join("");

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
const TEXTS = ["short", noise(40_000), "a".repeat(300_000), "ü".repeat(3_000), "last"];

afterEach(() => vi.unstubAllGlobals());

it("sends events in the order they came, packed where that saves something, in pieces where they are long", async () => {
  const sent: DomData[] = [];
  const packer = openPacker((data) => sent.push(data));
  TEXTS.forEach((text, at_ms) => packer.take(text, at_ms));
  await settled();
  expect(await read(sent)).toEqual(TEXTS);
  expect(sent.map(({ deflated }) => !!deflated)).toContain(true);
  expect(sent[0]).toEqual({ at_ms: 0, text: "short" });
  expect(Math.max(...sent.map((data) => JSON.stringify(data).length))).toBeLessThan(16_000);
  expect(sent.at(-1)!.at_ms).toBe(TEXTS.length - 1);
});

it("sends at once what is still being packed when the page is left, and nothing twice", async () => {
  const sent: DomData[] = [];
  const packer = openPacker((data) => sent.push(data));
  TEXTS.forEach((text, at_ms) => packer.take(text, at_ms));
  packer.hurry();
  expect(await read(sent)).toEqual(TEXTS);
  await settled();
  expect(await read(sent)).toEqual(TEXTS);
});

it("sends all as it is where the browser cannot pack", async () => {
  vi.stubGlobal("CompressionStream", undefined);
  const sent: DomData[] = [];
  const packer = openPacker((data) => sent.push(data));
  TEXTS.forEach((text, at_ms) => packer.take(text, at_ms));
  expect(await read(sent)).toEqual(TEXTS);
  expect(sent.some(({ deflated }) => deflated)).toBe(false);
});

it("counts over the pages of a session what may be sent of them", () => {
  const kept = new Map<string, string>();
  const store: Store = { get: (key) => kept.get(key) ?? null, set: (key, value) => void kept.set(key, value), remove: (key) => void kept.delete(key) };
  const first = openAllowance(store);
  for (let n = 0; n < 20; n += 1) expect(first.take(1_000_000)).toBe(true);
  first.keep();
  const second = openAllowance(store);
  for (let n = 0; n < 12; n += 1) expect(second.take(1_000_000)).toBe(true);
  expect(second.take(1)).toBe(false);
  second.keep();
  expect(openAllowance(store).take(0)).toBe(false);
});

it("counts many small events too", () => {
  const store: Store = { get: () => null, set: () => undefined, remove: () => undefined };
  const allowance = openAllowance(store);
  let taken = 0;
  while (allowance.take(10)) taken += 1;
  expect(taken).toBeGreaterThan(90_000);
  expect(taken).toBeLessThan(110_000);
});
