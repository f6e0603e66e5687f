import type { Core } from "../core";
import { make } from "./make";
import { style } from "./style";

/** An element this much of the window cannot be hidden by a panel as a whole. */
const LARGE = 0.4;
const PHONE_PX = 480;
/** What lies between the panel and the window's edge; nothing on a phone. */
const GAP = `clamp(0px,99*(100vw - ${PHONE_PX}px),16px)`;

/**
 * Puts an element of our own over the page, and keeps it usable whatever the page does.
 *
 * Answers how to settle it, which is to be done often: in the page or not, where it can be
 * reached, and out of the way of what has the focus, by another corner, else by `collapse`;
 * and how to move it to the next corner.
 */
export function openHost(
  card: HTMLElement, core: Core, corner: number, collapse: () => void,
): readonly [(isShown: boolean) => void, () => void] {
  const host = document.createElement("recorder-panel");
  const root = host.attachShadow({ mode: "open" });

  const go = (to: number) => {
    corner = to;
    // Sides count clockwise from the top, corners from the top left: each lies at two sides.
    host.style.setProperty("--at", [0, 1, 2, 3].map((side) => ((to + 4 - side) & 2 ? "auto" : GAP)).join(" "));
  };
  const covers = (target: DOMRect) => {
    const { left, right, top, bottom } = host.getBoundingClientRect();
    return target.right > left && target.left < right && target.bottom > top && target.top < bottom;
  };
  const avoid = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.contains(host)) return;
    const target = focused.getBoundingClientRect();
    if (target.width * target.height > LARGE * innerWidth * innerHeight) return;
    for (let turns = 0; covers(target) && turns < 4; turns++) go((corner + 3) % 4);
    if (covers(target)) collapse();
  };

  host.popover = "manual";
  host.dataset.recorderIgnore = "";
  addSheet(root);
  root.append(card);
  go(Number(core.store.get("corner") ?? corner));
  // The page's shortcuts must not fire while a participant writes.
  for (const type of ["keydown", "keyup", "keypress", "input"]) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  // What fills the screen lies over what was there before.
  document.addEventListener("fullscreenchange", () => host.remove());

  return [
    (isShown) => {
      if (!isShown) return host.remove();
      const home = findHome(host);
      if (host.parentNode !== home) {
        const focused = root.activeElement as HTMLElement | null;
        home.append(host);
        // Without popovers the z-index has to do.
        host.showPopover?.();
        focused?.focus();
      }
      avoid();
    },
    () => {
      go(innerWidth > PHONE_PX ? (corner + 1) % 4 : 3 - corner);
      core.store.set("corner", `${corner}`);
    },
  ];
}

/** Where the host can be reached: in the page's modal dialog, which gets the focus when it opens. */
function findHome(host: Element): Element {
  return [document.activeElement, host]
    .map((element) => element?.closest(":is(dialog:modal,[aria-modal=true])"))
    .find((modal) => modal?.getClientRects().length) ?? document.documentElement;
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
