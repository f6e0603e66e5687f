import { make } from "./make";
import { style } from "./style";

const A_MINUTE_MS = 60_000;
const MOVES_A_MINUTE = 5;

/** Where the panel lives in the page. */
export interface Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** The rule with the host's place, which the page's style sheets cannot outdo. */
  readonly rule: CSSStyleDeclaration;
  show(isShown: boolean): void;
}

/** Puts an element of our own over the page, and keeps it usable whatever the page does. */
export function openHost(card: HTMLElement): Host {
  const element = document.createElement("recorder-panel");
  element.setAttribute("popover", "manual");
  element.setAttribute("data-recorder-ignore", "");
  const root = element.attachShadow({ mode: "open" });
  const sheet = addSheet(root);
  root.append(card);
  for (const type of ["keydown", "keyup", "keypress", "input", "change", "beforeinput"]) {
    element.addEventListener(type, (event) => event.stopPropagation());
  }
  const home = keepHome(element, root);
  const rule = (sheet.cssRules[1] as CSSStyleRule).style;
  return { element, root, rule, show: home };
}

function addSheet(root: ShadowRoot): CSSStyleSheet {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    return sheet;
  } catch {
    const nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "";
    const tag = make("style", { nonce }, style);
    root.append(tag);
    return tag.sheet as CSSStyleSheet;
  }
}

/** The element in which the panel can be reached: the page's modal dialog, if one is open. */
function findHome(): Element {
  const modals = [...document.querySelectorAll('dialog[open],[aria-modal="true"]')];
  return modals.findLast(isModal) ?? document.documentElement;
}

function isModal(element: Element): boolean {
  const isNative = element.localName === "dialog";
  return element.getClientRects().length > 0 && (!isNative || element.matches(":modal"));
}

function keepHome(element: HTMLElement, root: ShadowRoot): (isShown: boolean) => void {
  let moves: number[] = [];
  let later = 0;
  const lift = () => {
    try {
      if (element.matches(":popover-open")) element.hidePopover();
      element.showPopover();
    } catch {
      // Without popovers the z-index has to do.
    }
  };
  const settle = () => {
    const home = findHome();
    if (element.parentNode === home) return;
    const now = performance.now();
    moves = moves.filter((at) => now - at < A_MINUTE_MS);
    clearTimeout(later);
    if (moves.length >= MOVES_A_MINUTE) {
      later = window.setTimeout(settle, A_MINUTE_MS);
      return;
    }
    moves.push(now);
    const focused = root.activeElement as HTMLElement | null;
    home.append(element);
    lift();
    focused?.focus();
  };
  const watcher = new MutationObserver(settle);
  return (isShown) => {
    watcher.disconnect();
    document.removeEventListener("fullscreenchange", lift);
    clearTimeout(later);
    if (!isShown) return element.remove();
    const changes = { childList: true, subtree: true, attributeFilter: ["open", "aria-modal"] };
    watcher.observe(document, changes);
    document.addEventListener("fullscreenchange", lift);
    moves = [];
    settle();
  };
}
