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
import { startDelivery } from "./delivery";
import { describeBrowser } from "./describe_browser";
import { drawEpoch } from "./epoch";
import { guard, takeSpentMs } from "./guard";
import { startRecording } from "./recording";
import { reportCustom } from "./report_custom";
import { say } from "./say";
import type { SessionAnswer } from "./session_answer";
import { storage, storeOf, tabStorage } from "./storage";
import { watchHistory } from "./watch_history";
import { watchRests } from "./watch_rests";

const LAST_PAUSE_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const EPOCH_KEY = "recorder:epoch";
const ANSWERS = ["toggle", "focusin", "blur", "change"];

/** Loads one of the parts that are not needed at once. */
export type Load = (part: "check" | "panel") => Promise<unknown>;

/** Where the token lies between pages; `-` when only unsent events are left to deliver. */
export const tokenKey = (study: string): string => `recorder:${study}`;

/**
 * Records this page load until the session is over.
 *
 * @returns What the page itself may report by.
 */
export function start(
  study: string, server: string, root: string, token: string, load: Load,
): (name: string, data?: unknown) => void {
  const epoch = drawEpoch();
  const prev = tabStorage.get(EPOCH_KEY);
  const key = tokenKey(study);
  const delivery = startDelivery(server, { v: 1, token, epoch, prev }, pageClock, true);
  const store = storeOf(() => localStorage, `${key}:${token.slice(4, 12)}:`);
  const page = startRecording(root, delivery);
  const { record, listen, address } = page;
  const vitals = watchVitals(page);
  const viewed = watchPages(page);
  const told = new Set<(address: string) => void>();
  let session: SessionAnswer | undefined;
  let isPanelAsked = false;
  let isOver = false;
  let isHidden = document.hidden;
  let lastAddress = address();
  tabStorage.set(EPOCH_KEY, epoch);

  const stopCapturing = (): void => {
    isOver = true;
    page.stop();
    store.keys("").forEach(store.remove);
    storage.remove(key);
    tabStorage.remove(key);
  };
  const sayAway = (): void =>
    say(`no answer from ${server}; what is recorded is kept here and sent later`);
  delivery.watch(({ state }) => {
    if (state === "stopped") stopCapturing();
    if (state === "saved") sayAway();
  });

  const know = (answer: SessionAnswer): void => {
    session = answer;
    page.know(answer);
    delivery.wake();
    // The panel belongs to the page that the participant sees, not to frames in it.
    if (isPanelAsked || !answer.tasks.length || answer.progress.phase === "over" || window.top !== window) return;
    isPanelAsked = true;
    (load("panel") as Promise<{ openPanel(core: Core): unknown }>).then(({ openPanel }) => openPanel(core)).catch(() =>
      say("the panel could not be loaded; does the Content-Security-Policy allow scripts from the recorder?"),
    );
  };
  const refresh = async (): Promise<SessionAnswer | null> => {
    const asked = isOver ? null : await askSession(server, token);
    if (!asked || isOver) return null;
    if ("why" in asked) {
      delivery.stop(asked.why);
      return null;
    }
    store.set("session", JSON.stringify(asked.session));
    know(asked.session);
    return asked.session;
  };
  const askUntilKnown = async (pause_ms: number): Promise<void> => {
    if ((await refresh()) || isOver) return;
    sayAway();
    setTimeout(askUntilKnown, pause_ms * (0.5 + Math.random()), Math.min(LAST_PAUSE_MS, pause_ms * 2));
  };

  const onAddress = (): void => {
    if (address() === lastAddress || isOver) return;
    lastAddress = address();
    page.reacted();
    viewed("history");
    told.forEach((tell) => tell(lastAddress));
  };
  const hide = (): void => {
    if (isHidden) return;
    isHidden = true;
    page.reacted();
    record({ type: "page.hidden" });
    vitals();
    record({ type: "recorder.measured", cpu_ms: Math.round(takeSpentMs() * 10) / 10, ...delivery.measure() });
    delivery.keep();
    // When the page is being left, that comes next, and sends all at once.
    setTimeout(delivery.leave);
  };
  const show = (): void => {
    if (isHidden) record({ type: "page.shown" });
    isHidden = false;
    delivery.wake();
  };

  const core: Core = {
    study, server, token, root, store, address, refresh,
    get session() {
      return session!;
    },
    record: (event) => void record(event),
    flush: delivery.flush,
    status: delivery.status,
    watchStatus: delivery.watch,
    watchAddress(tell) {
      told.add(tell);
      return () => told.delete(tell);
    },
    pause: () => page.pause(true),
    resume: () => page.pause(isOver),
    async end(why) {
      record({ type: "session.ended", why });
      delivery.leave(true);
      stopCapturing();
      // The next page of this origin delivers what is still here, and records nothing.
      storage.set(key, "-");
      await delivery.flush();
      if (!delivery.unsent) storage.remove(key);
    },
    afterAddress: () => `${session!.after}#recorder=${token}`,
    ignore: (host) => void page.hosts.add(host),
  };

  if (!store.get("started")) {
    store.set("started", "1");
    record({
      type: "session.started",
      viewport_width_px: innerWidth,
      viewport_height_px: innerHeight,
      pixel_ratio: devicePixelRatio,
      language: navigator.language,
      ...describeBrowser(navigator.userAgent),
    });
  }
  viewed("load");

  watchPasswords(page);
  watchActs(page, page.reactions);
  watchPointer(page);
  watchScroll(page);
  watchFaults(page, server);
  for (const type of ANSWERS) listen(window, type, page.reacted);
  for (const type of ["popstate", "hashchange"]) listen(window, type, onAddress);
  if ("navigation" in window) listen(window.navigation, "navigate", page.reacted);
  page.onStop(watchHistory(onAddress));
  listen(window, "online", delivery.wake);
  listen(document, "visibilitychange", () => (document.hidden ? hide : show)());
  listen(window, "pagehide", () => {
    hide();
    delivery.leave(true);
  });
  listen(window, "pageshow", (event) => {
    if (!(event as PageTransitionEvent).persisted) return;
    tabStorage.set(EPOCH_KEY, epoch);
    show();
    viewed("restored");
  });

  const kept = store.get("session");
  if (kept) know(JSON.parse(kept) as SessionAnswer);
  void askUntilKnown(FIRST_PAUSE_MS);
  watchRests(epoch);
  return guard((name, data) => {
    if (!isOver && !page.isPaused()) record(reportCustom(name, data));
  });
}
