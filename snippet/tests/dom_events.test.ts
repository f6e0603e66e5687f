import { expect, test } from "vitest";
import { DomEvents } from "../src/desk/dom_events";

const ORIGIN_MS = 5_000;
const text = (type: number, words = ""): string => JSON.stringify({ type, data: { words }, timestamp: 7 });
async function packed(plain: string): Promise<string> {
  const bytes = new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return btoa(String.fromCharCode(...new Uint8Array(await new Response(bytes).arrayBuffer())));
}

let seq = 0;
function entry(data: unknown, at_ms: number, epoch = "a", queued_ms = at_ms) {
  seq += 1;
  return { epoch, seq, at_ms: ORIGIN_MS + queued_ms, event: { type: "dom.recorded", at_ms: queued_ms, data } };
}
function other(type: string, at_ms: number, epoch = "a", more: object = {}) {
  seq += 1;
  return { epoch, seq, at_ms: ORIGIN_MS + at_ms, event: { type, at_ms, ...more } };
}
const words = async (dom: DomEvents, at_ms: number): Promise<string[] | null> => {
  const found = await dom.windowAt(ORIGIN_MS + at_ms);
  return found && found.events.map(({ text: each }) => (JSON.parse(each) as { data: { words: string } }).data.words);
};
function page(name: string, at_ms: number, epoch = "a") {
  return [entry({ at_ms, text: text(4, "window") }, at_ms, epoch), entry({ at_ms, text: text(2, name) }, at_ms, epoch)];
}

test("plain, deflated, cut and bare events are read alike", async () => {
  const dom = new DomEvents();
  const whole = await packed(text(3, "cut"));
  const [one, two] = [whole.slice(0, 9), whole.slice(9)];
  dom.add([
    ...page("page", 10),
    entry({ at_ms: 20, deflated: await packed(text(3, "deflated")) }, 20),
    entry({ at_ms: 30, deflated: one, piece: 0, of: 2, whole: "w" }, 30),
    entry({ at_ms: 30, deflated: two, piece: 1, of: 2, whole: "w" }, 30),
    entry({ type: 3, data: { words: "bare" }, timestamp: 7 }, 40),
  ]);

  expect(await words(dom, 50)).toEqual(["window", "page", "deflated", "cut", "bare"]);
  expect(dom.damaged).toBe(0);
});

test("an event is shown when it happened, not when it was queued", async () => {
  const dom = new DomEvents();
  dom.add([...page("page", 10), entry({ at_ms: 200, text: text(3, "late") }, 200, "a", 900)]);

  expect(await words(dom, 199)).toEqual(["window", "page"]);
  expect(await words(dom, 200)).toEqual(["window", "page", "late"]);
});

test("no more than from the last whole page on is shown, even where that is still packed", async () => {
  const dom = new DomEvents();
  dom.add([
    ...page("first", 10),
    entry({ at_ms: 20, text: text(3, "change") }, 20),
    entry({ at_ms: 30, text: text(4, "window") }, 30),
    entry({ at_ms: 30, deflated: await packed(text(2, "second")) }, 30),
    entry({ at_ms: 40, text: text(3, "after") }, 40),
  ]);

  expect(await words(dom, 25)).toEqual(["window", "first", "change"]);
  expect(await words(dom, 45)).toEqual(["window", "second", "after"]);
});

test("changes after a gap wait for the next whole page", async () => {
  const dom = new DomEvents();
  dom.add([
    ...page("first", 10),
    other("event.dropped", 20, "a", { was: "dom.recorded", why: "no_room" }),
    entry({ at_ms: 30, text: text(3, "of nothing") }, 30),
    ...page("second", 40),
  ]);

  expect(await words(dom, 35)).toEqual(["window", "first"]);
  expect((await dom.windowAt(ORIGIN_MS + 35))?.has_hole).toBe(true);
  expect(await words(dom, 45)).toEqual(["window", "second"]);
  expect((await dom.windowAt(ORIGIN_MS + 45))?.has_hole).toBe(false);
});

test("what cannot be unpacked is counted and leaves a gap", async () => {
  const dom = new DomEvents();
  dom.add([
    ...page("page", 10),
    entry({ at_ms: 20, deflated: "!!! no base64" }, 20),
    entry({ at_ms: 30, text: text(3, "later") }, 30),
    entry("nothing of ours", 40),
  ]);

  expect(await words(dom, 50)).toEqual(["window", "page"]);
  expect(dom.damaged).toBe(2);
});

test("a piece that comes late changes what is shown", async () => {
  const dom = new DomEvents();
  const whole = text(3, "cut");
  dom.add([...page("page", 10), entry({ at_ms: 20, text: whole.slice(0, 5), piece: 0, of: 2, whole: "w" }, 20)]);
  const before = dom.spotAt(ORIGIN_MS + 30);
  expect(await words(dom, 30)).toEqual(["window", "page"]);

  dom.add([entry({ at_ms: 20, text: whole.slice(5), piece: 1, of: 2, whole: "w" }, 25)]);

  expect(await words(dom, 30)).toEqual(["window", "page", "cut"]);
  expect(dom.spotAt(ORIGIN_MS + 30)).not.toBe(before);
});

test("of two tabs the one where somebody did something last is shown", async () => {
  const dom = new DomEvents();
  dom.add([
    ...page("first tab", 10),
    ...page("second tab", 100, "b"),
    entry({ at_ms: 150, text: text(3, "by itself") }, 150),
    other("page.shown", 200),
  ]);

  expect(await words(dom, 160)).toEqual(["window", "second tab"]);
  expect(await words(dom, 210)).toEqual(["window", "first tab", "by itself"]);
});

test("before the first whole page, and without any, there is no picture", async () => {
  const dom = new DomEvents();
  expect(dom.is_empty).toBe(true);
  expect(await dom.windowAt(ORIGIN_MS)).toBe(null);

  dom.add([entry({ at_ms: 10, text: text(3, "of nothing") }, 10)]);

  expect(dom.is_empty).toBe(false);
  expect(await dom.windowAt(ORIGIN_MS + 20)).toBe(null);
});
