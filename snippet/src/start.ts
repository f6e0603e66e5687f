import { adopt, type Load } from "./adopt";
import { askSession } from "./ask_session";
import { watchActs } from "./capture/watch_acts";
import { watchFaults } from "./capture/watch_faults";
import { watchPages } from "./capture/watch_pages";
import { watchPasswords } from "./capture/watch_passwords";
import { watchPointer } from "./capture/watch_pointer";
import { watchScroll } from "./capture/watch_scroll";
import { watchVitals } from "./capture/watch_vitals";
import { pageClock } from "./clock";
import type { Core } from "./core";
import { Delivery } from "./delivery";
import { describeBrowser } from "./describe_browser";
import { drawEpoch } from "./epoch";
import { guard, takeSpentMs } from "./guard";
import { holdLock } from "./hold_lock";
import { Outbox } from "./outbox";
import { post } from "./post";
import type { PublicApi } from "./public_api";
import { Recording } from "./recording";
import { reportCustom } from "./report_custom";
import { say } from "./say";
import type { SessionAnswer } from "./session_answer";
import { Shelf } from "./shelf";
import { storage } from "./storage";
import { tabStorage } from "./tab_storage";
import { watchHistory } from "./watch_history";

const LAST_BACKOFF_MS = 30_000;
const ANSWERS = ["toggle", "focusin", "blur", "change"];

/** What the script tag says. */
export interface Tag {
  readonly study: string;
  readonly server: string;
  readonly root: string;
  readonly token: string;
  readonly load: Load;
}

/** Where the token lies between pages; `-` when only unsent events are left to deliver. */
export const tokenKey = (study: string): string => `recorder:${study}`;

/** Records this page load until the session is over. */
export function start(tag: Tag): PublicApi {
  const { study, server, root, token } = tag;
  const epoch = drawEpoch();
  const prev = tabStorage.get("recorder:epoch");
  tabStorage.set("recorder:epoch", epoch);
  const prefix = `recorder:${study}:${token.slice(4, 12)}:`;
  const store: Core["store"] = {
    get: (key) => storage.get(prefix + key),
    set: (key, value) => storage.set(prefix + key, value),
    remove: (key) => storage.remove(prefix + key),
  };

  const letter = {
    token, epoch, prev, clock: pageClock,
    shelf: new Shelf({ epoch, prev, token, server, origin_ms: pageClock.origin_ms }),
    post: (body: string, isKeptAlive: boolean) => post(`${server}/v1/ingest`, body, isKeptAlive),
  };
  const delivery = new Delivery(letter, new Outbox(), true);
  const page = new Recording(root, delivery);
  const vitals = watchVitals(page);
  const viewed = watchPages(page);
  const told = new Set<(address: string) => void>();
  let others: Delivery[] = [];
  let session: SessionAnswer | null = null;
  let isPanelAsked = false;
  let isOver = false;
  let isHidden = document.visibilityState === "hidden";
  let isGone = false;
  let lastAddress = "";
  let letGo = holdLock(epoch);

  const forgetToken = (): void => {
    storage.clear(prefix);
    storage.remove(tokenKey(study));
    tabStorage.set(tokenKey(study), null);
  };
  const stopCapturing = (): void => {
    isOver = true;
    page.stop();
  };
  const stopAll = (why: string): void => {
    if (!isOver) stopCapturing();
    forgetToken();
    delivery.stop(why);
  };
  delivery.watch(({ state, why }) => {
    if (state === "stopped" && !isOver) stopAll(why ?? "");
    if (state === "saved") say(`${server} does not answer; what is recorded is kept in this browser and sent later`);
  });

  const know = (answer: SessionAnswer): void => {
    session = answer;
    page.know(answer);
    delivery.go();
    // The panel belongs to the page that the participant sees, not to frames in it.
    if (isPanelAsked || answer.tasks.length === 0 || answer.progress.phase === "over" || window.top !== window) return;
    isPanelAsked = true;
    (tag.load("panel") as Promise<{ openPanel(core: Core): unknown }>).then(({ openPanel }) => openPanel(core)).catch(() =>
      say("the panel could not be loaded: does the page's Content-Security-Policy allow scripts from the recorder?"),
    );
  };
  const refresh = async (): Promise<SessionAnswer | null> => {
    const asked = isOver ? null : await askSession(server, token);
    if (!asked || isOver) return null;
    if ("why" in asked) {
      stopAll(asked.why);
      return null;
    }
    store.set("session", JSON.stringify(asked.session));
    know(asked.session);
    return asked.session;
  };
  const ask = async (pause_ms: number): Promise<void> => {
    if ((await refresh()) || isOver) return;
    say(`${server} does not answer; what is recorded is kept in this browser and sent later`);
    setTimeout(() => void ask(Math.min(LAST_BACKOFF_MS, pause_ms * 2)), pause_ms * (0.5 + Math.random()));
  };

  const addressChanged = (): void => {
    const address = page.address();
    if (address === lastAddress || isOver) return;
    lastAddress = address;
    page.reacted();
    viewed("history");
    told.forEach((tell) => tell(address));
  };
  const measure = (): void => {
    vitals();
    page.record({
      type: "recorder.measured",
      cpu_ms: Math.round(takeSpentMs() * 10) / 10,
      sent_bytes: delivery.takeSentBytes(),
      queued: delivery.unsent,
      dropped: delivery.dropped,
    });
  };
  const hide = (): void => {
    if (isHidden) return;
    isHidden = true;
    page.reacted();
    page.record({ type: "page.hidden" });
    measure();
    delivery.leave();
  };
  const show = (): void => {
    if (isHidden) page.record({ type: "page.shown" });
    isHidden = false;
    wake();
  };
  const wake = (): void => [delivery, ...others].forEach((each) => each.wake());
  const adoptOthers = guard(
    () => void adopt(tag.load, epoch, prev).then((begun) => (others = [...others, ...begun]), () => undefined),
  );

  const core: Core = {
    study, server, token, root, store,
    get session() {
      return session!;
    },
    record: (event) => void page.record(event),
    flush: () => delivery.flush(),
    status: () => delivery.status(),
    watchStatus: (tell) => delivery.watch(tell),
    address: () => page.address(),
    watchAddress(tell) {
      told.add(tell);
      return () => told.delete(tell);
    },
    refresh,
    pause: () => page.pause(true),
    resume: () => page.pause(isOver),
    async end(why) {
      page.record({ type: "session.ended", why });
      page.record({ type: "epoch.ended", last_seq: delivery.nextSeq });
      stopCapturing();
      forgetToken();
      // The next page of this origin delivers what is still here, and records nothing.
      storage.set(tokenKey(study), "-");
      delivery.leave();
      await delivery.flush();
      if (delivery.unsent === 0) storage.remove(tokenKey(study));
    },
    afterAddress: () => `${session?.after ?? ""}#recorder=${token}`,
    ignore: (host) => void page.hosts.add(host),
  };

  if (!store.get("started")) {
    store.set("started", "1");
    page.record({
      type: "session.started",
      viewport_width_px: innerWidth,
      viewport_height_px: innerHeight,
      pixel_ratio: devicePixelRatio,
      language: navigator.language,
      ...describeBrowser(navigator.userAgent),
    });
  }
  lastAddress = page.address();
  viewed("load");

  watchPasswords(page);
  watchActs(page, page.reactions);
  watchPointer(page);
  watchScroll(page);
  watchFaults(page, server);
  for (const type of ANSWERS) page.listen(window, type, page.reacted);
  if ("navigation" in window) page.listen(window.navigation, "navigate", page.reacted);
  page.onStop(watchHistory(addressChanged));
  page.listen(window, "popstate", addressChanged);
  page.listen(window, "hashchange", addressChanged);
  page.listen(window, "online", wake);
  page.listen(document, "visibilitychange", () => {
    if (document.visibilityState === "visible") show();
    else if (!isGone) hide();
  });
  page.listen(window, "pagehide", () => {
    isGone = true;
    hide();
    page.record({ type: "epoch.ended", last_seq: delivery.nextSeq });
    delivery.leave();
    letGo();
  });
  page.listen(window, "pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    isGone = false;
    letGo = holdLock(epoch);
    tabStorage.set("recorder:epoch", epoch);
    show();
    viewed("restored");
  });

  const kept = store.get("session");
  if (kept) know(JSON.parse(kept) as SessionAnswer);
  void ask(500);
  setTimeout(adoptOthers, 300);
  return {
    report: (name, data) => {
      if (!isOver && !page.isPaused()) guard(() => void page.record(reportCustom(name, data)))();
    },
  };
}
