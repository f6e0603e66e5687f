import type { Store } from "../core";
import { make } from "./make";
import { style } from "./style";

const A_MINUTE_MS = 60_000;
const MOVES_A_MINUTE = 5;
/** An element this much of the window cannot be hidden by a panel as a whole. */
const LARGE = 0.4;
const PHONE_PX = 480;
/** What lies between the panel and the window's edge; nothing on a phone. */
const GAP = `clamp(0px,99*(100vw - ${PHONE_PX}px),16px)`;

/**
 * Puts an element of our own over the page, and keeps it usable whatever the page does.
 *
 * Answers the element, how to show and hide it, and how to move it to the next corner. It
 * makes way for what has the focus by another corner, else by `collapse`.
 */
export function openHost(
  card: HTMLElement,
  store: Store,
  corner: number,
  collapse: () => void,
): readonly [HTMLElement, (isShown: boolean) => void, () => void] {
  const host = document.createElement("recorder-panel");
  const root = host.attachShadow({ mode: "open" });
  let isShown = false;
  let moves = 0;

  const settle = (isForced?: unknown) => {
    const home = findHome();
    if (!isShown || (host.parentNode === home && !isForced) || moves >= MOVES_A_MINUTE) return;
    moves++;
    const focused = root.activeElement as HTMLElement | null;
    home.append(host);
    // Without popovers the z-index has to do.
    host.showPopover?.();
    focused?.focus();
  };
  const go = (to: number) => {
    corner = to;
    // Sides count clockwise from the top, corners from the top left: each lies at two sides.
    host.style.setProperty("--at", [0, 1, 2, 3].map((side) => ((to + 4 - side) & 2 ? "auto" : GAP)).join(" "));
  };
  const covers = (target: DOMRect) => {
    const { left, right, top, bottom } = host.getBoundingClientRect();
    return target.right > left && target.left < right && target.bottom > top && target.top < bottom;
  };
  /** Makes way for what has the focus: by another corner, else by shrinking. */
  const avoid = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.contains(host)) return;
    const target = focused.getBoundingClientRect();
    if (target.width * target.height > LARGE * innerWidth * innerHeight) return;
    for (let turns = 0; covers(target) && turns < 8; turns++) {
      if (turns === 4) collapse();
      go((corner + 3) % 4);
    }
  };

  host.popover = "manual";
  host.dataset.recorderIgnore = "";
  addSheet(root);
  root.append(card);
  go(Number(store.get("corner") ?? corner));
  // The page's shortcuts must not fire while a participant writes.
  for (const type of ["keydown", "keyup", "keypress", "input"]) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  for (const type of ["focusin", "scroll", "resize"]) {
    addEventListener(type, () => requestAnimationFrame(avoid), true);
  }
  document.addEventListener("fullscreenchange", settle);
  new MutationObserver(() => settle()).observe(document, { childList: true, subtree: true, attributeFilter: ["open", "aria-modal"] });
  setInterval(() => {
    moves = 0;
    settle();
  }, A_MINUTE_MS);

  return [
    host,
    (isNow) => {
      isShown = isNow;
      if (!isNow) return host.remove();
      settle();
      avoid();
    },
    () => {
      go(innerWidth > PHONE_PX ? (corner + 1) % 4 : 3 - corner);
      store.set("corner", `${corner}`);
    },
  ];
}

function addSheet(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make("style", { nonce: document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "" }, style));
  }
}

/** The element in which the panel can be reached: the page's modal dialog, if one is open. */
function findHome(): Element {
  const modals = [...document.querySelectorAll(":is(dialog:modal,[aria-modal=true])")];
  return modals.filter((modal) => modal.getClientRects().length).pop() ?? document.documentElement;
}
