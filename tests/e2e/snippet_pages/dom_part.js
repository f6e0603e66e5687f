// Opens the part that records pages over a core that keeps what it is told.
import { open } from "/snippet/dom.js";

const kept = new Map(JSON.parse(new URLSearchParams(location.search).get("store") ?? "[]"));
window.recorded = [];
let tellStatus = () => undefined;
window.rows = (count) => document.body.append(...Array.from({ length: count }, () => document.createElement("p")));
window.rows(Number(new URLSearchParams(location.search).get("rows") ?? 0));
const core = {
  session: { capture: { text: "none", pointer: true, names: true, query: [], dom: true } },
  record: (event) => window.recorded.push(event),
  pause: () => undefined,
  flush: async () => undefined,
  end: async () => undefined,
  watchStatus: (told) => (tellStatus = told),
  store: { get: (key) => kept.get(key) ?? null, set: (key, value) => kept.set(key, value), remove: (key) => kept.delete(key) },
};
open(core);
const calls = {
  paused: () => core.pause(true),
  going: () => core.pause(false),
  leaving: () => core.leaving(),
  over: () => tellStatus({ why: "closed" }),
};
window.say = (call) => void calls[call]();
window.isOpen = true;
