// Opens the part that records pages over a core that keeps what it is told.
import { open } from "/snippet/dom.js";

const kept = new Map(JSON.parse(new URLSearchParams(location.search).get("store") ?? "[]"));
const heard = [];
window.recorded = [];
window.say = (call) => heard.map((hear) => hear(call));
window.rows = (count) => document.body.append(...Array.from({ length: count }, () => document.createElement("p")));
window.rows(Number(new URLSearchParams(location.search).get("rows") ?? 0));
open({
  session: { capture: { text: "none", pointer: true, names: true, query: [], dom: true } },
  record: (event) => window.recorded.push(event),
  join: (hear) => heard.push(hear),
  store: { get: (key) => kept.get(key) ?? null, set: (key, value) => kept.set(key, value), remove: (key) => kept.delete(key) },
});
window.isOpen = true;
