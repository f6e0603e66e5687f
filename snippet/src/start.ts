import { askSession } from "./ask_session";
import { reacted } from "./capture/reactions";
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
import { drawEpoch } from "./epoch";
import { guard, takeSpentMs } from "./guard";
import { allowedAddress, closePage, isIdle, isOver, know, listen, openPage, pausePage, record } from "./page";
import { reportCustom } from "./report_custom";
import { say } from "./say";
import type { SessionAnswer } from "./session_answer";
import { storage, storeOf, tabStorage } from "./storage";
import { watchHistory } from "./watch_history";
import { watchRests } from "./watch_rests";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const EPOCH_KEY = "recorder:epoch";

/** Loads one of the parts that are not needed at once, and uses it; says so once when that fails. */
export type Load = <Part>(file: string, use: (part: Part) => unknown) => unknown;

interface Part {
  open(core: Core): unknown;
}

/**
 * Records this page load until the session is over.
 *
 * @param key - Where the token lies between pages; `-` lies there when only unsent events are left to deliver.
 * @returns What the page itself may report by.
 */
export function start(
  key: string, server: string, root: string, token: string, load: Load,
): (name: string, data?: unknown) => void {
  const epoch = drawEpoch();
  const prev = tabStorage.get(EPOCH_KEY);
  const delivery = startDelivery(server, { v: 1, token, epoch, prev }, pageClock, true);
  const store = storeOf(() => localStorage, `${key}:${token.slice(4, 12)}:`);
  const address = (): string => allowedAddress(location.href);
  let session: SessionAnswer | undefined;
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
    const isFirst = !session;
    session = answer;
    know(answer);
    delivery.wake();
    // They belong to the page that the participant sees, not to frames in it.
    if (isFirst && top === window) answer.parts?.forEach((part) => load<Part>(part, ({ open }) => open(core)));
  };
  const refresh = async (): Promise<SessionAnswer | null> => {
    const asked = await askSession(server, token);
    if (!asked || isOver) return null;
    if (typeof asked === "string") {
      delivery.stop(asked);
      return null;
    }
    if (!session) {
      record({
        type: "session.started", ...viewport(), pixel_ratio: devicePixelRatio, language: navigator.language, ...asked.device,
      });
    }
    store.set("session", JSON.stringify(asked));
    learn(asked);
    return asked;
  };
  const askUntilKnown = async (pause_ms = FIRST_PAUSE_MS): Promise<void> => {
    if ((await refresh()) || isOver) return;
    say(`no answer from ${server} yet`);
    setTimeout(askUntilKnown, pause_ms * Math.random(), Math.min(LONGEST_PAUSE_MS, pause_ms * 2));
  };

  const view = (how: "history" | "load" | "restored"): void => {
    lastAddress = address();
    tellView(how);
  };
  const onAddress = (): void => {
    if (isOver || address() === lastAddress) return;
    reacted();
    view("history");
  };
  const hide = (): void => {
    reacted();
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
    token, server, epoch, root, store, address, refresh,
    get session() {
      return session!;
    },
    record: (event) => void record(event),
    flush: delivery.flush,
    status: delivery.status,
    watchStatus: delivery.watch,
    pause: pausePage,
    async end(why) {
      record({ type: "session.ended", why });
      delivery.leave(true);
      stopCapturing();
      // The next page of this origin delivers what is still here, and records nothing.
      storage.set(key, "-");
      await core.flush();
      if (!delivery.status().unsent) storage.remove(key);
    },
  };

  const kept = store.get("session");
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
    core.leaving?.();
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
