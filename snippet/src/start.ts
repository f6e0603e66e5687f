import { askSession } from "./ask_session";
import { reacted, settle } from "./capture/reactions";
import { tellView } from "./capture/tell_view";
import { viewport } from "./capture/viewport";
import { watchActs } from "./capture/watch_acts";
import { watchFaults } from "./capture/watch_faults";
import { watchPointer } from "./capture/watch_pointer";
import { watchScroll } from "./capture/watch_scroll";
import { watchSize } from "./capture/watch_size";
import { watchVitals } from "./capture/watch_vitals";
import { pageClock } from "./clock";
import type { Core } from "./core";
import { startDelivery } from "./delivery";
import { describeBrowser } from "./describe_browser";
import { drawEpoch } from "./epoch";
import { guard, takeSpentMs } from "./guard";
import { hosts } from "./hosts";
import { allowedAddress, closePage, isIdle, isOver, know, listen, openPage, pausePage, record } from "./page";
import { reportCustom } from "./report_custom";
import { say } from "./say";
import type { SessionAnswer } from "./session_answer";
import { storage, storeOf, tabStorage } from "./storage";
import { watchHistory } from "./watch_history";
import { watchRests } from "./watch_rests";

const ASK_AGAIN_MS = 3_000;
const EPOCH_KEY = "recorder:epoch";

/** Loads one of the parts that are not needed at once. */
export type Load = (file: string) => Promise<unknown>;

/** Set by the build: names the bytes of the panel, so that they can be cached for ever. */
declare const PANEL_HASH: string;

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
  const told = new Set<(address: string) => void>();
  const address = (): string => allowedAddress(location.href);
  let session: SessionAnswer | undefined;
  let isPanelAsked = false;
  let isHidden = document.hidden;
  let lastAddress: string;
  openPage(root, delivery);
  const tellVitals = watchVitals();
  tabStorage.set(EPOCH_KEY, epoch);

  const stopCapturing = (): void => {
    closePage();
    storage.keys(`${key}:`).forEach(storage.remove);
    storage.remove(key);
    tabStorage.remove(key);
  };
  delivery.watch(({ why }) => why && stopCapturing());

  const learn = (answer: SessionAnswer): void => {
    session = answer;
    know(answer);
    delivery.wake();
    // The panel belongs to the page that the participant sees, not to frames in it.
    if (isPanelAsked || !answer.tasks.length || answer.progress.phase === "over" || window.top !== window) return;
    isPanelAsked = true;
    (load(`panel.js?v=${PANEL_HASH}`) as Promise<{ openPanel(core: Core): unknown }>).then(({ openPanel }) => openPanel(core)).catch(() =>
      say("no panel; does the page's Content-Security-Policy forbid it?"),
    );
  };
  const refresh = async (): Promise<SessionAnswer | null> => {
    const asked = await askSession(server, token);
    if (!asked || isOver) return null;
    if ("why" in asked) {
      delivery.stop(asked.why);
      return null;
    }
    store.set("session", JSON.stringify(asked.session));
    learn(asked.session);
    return asked.session;
  };
  const askUntilKnown = async (): Promise<void> => {
    if ((await refresh()) || isOver) return;
    say(`no answer from ${server}; what is recorded will be sent later`);
    setTimeout(askUntilKnown, ASK_AGAIN_MS * (0.5 + Math.random()));
  };

  const view = (how: "history" | "load" | "restored"): void => {
    lastAddress = address();
    tellView(how);
  };
  const onAddress = (): void => {
    if (isOver || address() === lastAddress) return;
    reacted();
    view("history");
    told.forEach((tell) => tell(lastAddress));
  };
  const hide = (): void => {
    reacted();
    settle();
    if (isHidden) return;
    isHidden = true;
    record({ type: "page.hidden" });
    tellVitals();
    record({ type: "recorder.measured", cpu_ms: Math.round(takeSpentMs()), ...delivery.measure() });
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
    pause: () => pausePage(true),
    resume: () => pausePage(false),
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
    ignore: (host) => void hosts.add(host),
  };

  const kept = store.get("session");
  if (!kept) {
    record({
      type: "session.started",
      ...viewport(),
      pixel_ratio: devicePixelRatio,
      language: navigator.language,
      ...describeBrowser(navigator.userAgent),
    });
  }
  view("load");

  watchActs();
  watchPointer();
  watchScroll();
  watchSize();
  watchFaults(server);
  for (const type of ["popstate", "hashchange"]) listen(window, type, onAddress);
  listen(window.navigation ?? window, "navigate", reacted);
  watchHistory(onAddress);
  listen(window, "online", delivery.wake);
  listen(document, "visibilitychange", () => (document.hidden ? hide : show)());
  listen(window, "pagehide", () => {
    hide();
    delivery.leave(true);
  });
  listen(window, "pageshow", (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    tabStorage.set(EPOCH_KEY, epoch);
    show();
    view("restored");
  });

  if (kept) learn(JSON.parse(kept) as SessionAnswer);
  void askUntilKnown();
  watchRests(epoch);
  return guard((name, data) => void (isIdle() || record(reportCustom(name, data))));
}
