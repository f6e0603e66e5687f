import { adopt, type Load } from "./adopt";
import type { check } from "./check";
import { guard } from "./guard";
import type { PublicApi } from "./public_api";
import { start, tokenKey } from "./start";
import { storage } from "./storage";
import { tabStorage } from "./tab_storage";
import { takeFragment } from "./take_fragment";

/** Set by the build: names the bytes of the other parts, so that they can be cached for ever. */
declare const HASHES: Readonly<Record<string, string>>;

const script = document.currentScript as HTMLScriptElement | null;

/** Reads the script tag and does what this page's address and storage ask for, mostly nothing. */
function run(tag: HTMLScriptElement, study: string): PublicApi | undefined {
  const source = tag.src;
  const server = (tag.dataset["server"] ?? new URL("..", source).href).replace(/\/+$/, "");
  const load: Load = (part) => import(new URL(`${part}.js?v=${HASHES[part]}`, source).href);
  const given = takeFragment();
  if (given?.startsWith("check_")) {
    const checking = load("check") as Promise<{ check: typeof check }>;
    checking.then((part) => part.check(server, study, given.slice(6))).catch(() => undefined);
    return undefined;
  }
  const key = tokenKey(study);
  const kept = tabStorage.get(key) ?? storage.get(key);
  const token = given?.startsWith("ses_") ? given : kept;
  if (token === "-") {
    deliverRests(load, key);
    return undefined;
  }
  if (!token) return undefined;
  storage.set(key, token);
  tabStorage.set(key, token);
  const root = `/${(tag.dataset["root"] ?? "/").replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
  return start({ study, server, root, token, load });
}

/** The session is over, but some of it has not reached the server yet. */
function deliverRests(load: Load, key: string): void {
  void adopt(load, "", tabStorage.get("recorder:epoch")).then(
    (begun) => {
      const watchEnd = (): void => {
        const isDone = begun.every((delivery) => delivery.unsent === 0);
        if (isDone && storage.get(key) === "-") storage.remove(key);
      };
      begun.forEach((delivery) => delivery.watch(watchEnd));
      watchEnd();
    },
    () => undefined,
  );
}

/** In a frame whose page records already, that page sees everything. */
function isSeenByParent(): boolean {
  try {
    return window.parent !== window && window.parent.recorder !== undefined;
  } catch {
    return false;
  }
}

guard(() => {
  const study = script?.dataset["study"];
  const stub = window.recorder;
  if (!script || !study || typeof stub?.report === "function" || isSeenByParent()) return;
  let recording: PublicApi | undefined;
  let waiting: Parameters<PublicApi["report"]>[] | null = [...(stub?.queue ?? [])];
  window.recorder = {
    report: (...call) => (recording ? recording.report(...call) : void waiting?.push(call)),
  };
  const begin = guard(() => {
    recording = run(script, study);
    if (recording) waiting?.forEach((call) => recording!.report(...call));
    waiting = null;
  });
  // A page that is only prepared in the background has not been visited yet.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else begin();
})();
