import type { check } from "./check";
import { guard } from "./guard";
import type { PublicApi } from "./public_api";
import { say } from "./say";
import { SOUND_KEY } from "./sound_key";
import { type Load, start } from "./start";
import { storage, tabStorage } from "./storage";
import { takeFragment } from "./take_fragment";
import { watchRests } from "./watch_rests";

const script = document.currentScript as HTMLScriptElement | null;

/** Reads the script tag and does what this page's address and storage ask for, mostly nothing. */
function run(tag: HTMLScriptElement, study: string): PublicApi["report"] | undefined {
  const server = (tag.dataset["server"] ?? new URL("..", tag.src).href).replace(/\/+$/, "");
  const load: Load = (file, use) =>
    import(new URL(file, tag.src).href).then(use).catch(() => say(`no ${file}`));
  const given = takeFragment();
  if (given.startsWith("check_")) {
    load<{ check: typeof check }>("check.js", (part) => part.check(server, study, given));
    return undefined;
  }
  const key = `recorder:${study}`;
  const token = given.startsWith("ses_") ? given : (tabStorage.get(key) ?? storage.get(key));
  if (!token?.[1]) {
    // The session is over, but some of it may not have reached the server yet.
    if (token) watchRests("", () => storage.get(key) === token && storage.remove(key));
    if (storage.get(SOUND_KEY)) load<{ deliver(): unknown }>("voice.js", ({ deliver }) => deliver());
    return undefined;
  }
  storage.set(key, token);
  tabStorage.set(key, token);
  if (!storage.get(key)) say("no storage");
  const root = `/${tag.dataset["root"] ?? ""}/`.replace(/\/+/g, "/");
  return start(key, server, root, token, load);
}

/** In a frame whose page records already, that page sees everything. */
function isSeenByParent(): boolean {
  try {
    return parent !== window && !!parent.recorder;
  } catch {
    return false;
  }
}

guard(() => {
  const study = script?.dataset["study"];
  const stub = window.recorder;
  if (!study || stub?.report || isSeenByParent()) return;
  const waiting = [...(stub?.queue ?? [])];
  let report: PublicApi["report"] | undefined = (...call) => void waiting.push(call);
  window.recorder = { report: (...call) => report?.(...call) };
  const begin = guard(() => {
    report = run(script!, study);
    waiting.forEach((call) => report?.(...call));
  });
  // A page that is only prepared in the background has not been visited yet.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else begin();
})();
