import { closest } from "../closest";
import { cluesOf } from "../clues_of";
import type { Entry } from "../delivery";
import type { Page } from "../page";
import { selectorOf } from "../selector_of";
import type { ElementClicked } from "../wire";
import type { Reactions } from "./reactions";
import type { Act } from "./watch_acts";

const SAME_ACT_MS = 50;
const TAKES_FOCUS = /^(textbox|searchbox|spinbutton|combobox)$/;
const INTERACTIVE =
  "a[href],button,input,select,textarea,summary,label,option,[role=button],[role=link],[role=option],[role^=menuitem],[contenteditable],[onclick],[tabindex],[data-recorder-id]";

/** Records clicks, taps and activations by key, and how soon the page answered. */
export function clickActs(page: Page, reactions: Reactions): Readonly<Record<string, Act>> {
  let last: [entry: Entry, met: Element[], at: number] | undefined;

  const clicked: Act = (given, target) => {
    const event = given as PointerEvent;
    const { isTrusted, timeStamp } = event;
    if (!isTrusted) return;
    if (last && timeStamp - last[2] < SAME_ACT_MS && isOfLabel(last[1][0]!, target)) {
      const [entry, met] = last;
      met.push(target);
      page.complete(entry, { matches: matchesOf(met, page) }, entry.isHeld);
    } else {
      const met = [target];
      last = [record(event, target, met), met, timeStamp];
    }
  };

  const record = (event: PointerEvent, target: Element, met: Element[]): Entry => {
    const element = blockAround(target) ?? target.closest(INTERACTIVE) ?? target;
    const settings = page.settings();
    const clues = cluesOf(element, { names: true, text: settings.capture.text });
    const { role = "", name = "" } = clues;
    /** What depends on the settings; undefined is not told. */
    const allowed = (): Partial<ElementClicked> => {
      const { names } = page.settings().capture;
      return { matches: matchesOf(met, page), clues: names ? clues : { ...clues, name: undefined! }, name: names ? name : "" };
    };
    const isAnswered = TAKES_FOCUS.test(role);
    const entry = page.record({
      type: "element.clicked",
      ...placeOf(event, element),
      selector: selectorOf(clues),
      ...allowed(),
      role,
      button: Math.max(0, event.button),
      pointer: pointerOf(event),
      // A field answers by taking the focus, which happens before the click is told.
      reacted_ms: isAnswered ? 0 : null,
    }, !isAnswered);
    page.whenKnown(() => {
      if (settings !== page.settings()) page.complete(entry, allowed(), entry.isHeld);
    });
    if (!isAnswered) reactions.wait(target, (reacted_ms) => page.complete(entry, { reacted_ms }));
    return entry;
  };

  return { click: clicked, auxclick: clicked };
}

/** Nothing inside of a block may be known, so it is the outermost that counts. */
function blockAround(element: Element | null): Element | null {
  const block = closest(element, "[data-recorder-block]");
  return block && (blockAround(block.parentElement ?? (block.getRootNode() as ShadowRoot).host) ?? block);
}

/** A click on a label is followed by one on its field: one act, recorded once. */
function isOfLabel(clicked: Element, target: Element): boolean {
  const label = clicked.closest("label");
  return label?.control === target && clicked !== target;
}

/** Selectors of the study that the click met, on an element or around it. */
function matchesOf(met: readonly Element[], page: Page): string[] {
  return page.settings().watch.filter((selector) => {
    try {
      return met.some((element) => closest(element, selector));
    } catch {
      return false;
    }
  });
}

function pointerOf({ detail, type, pointerType }: PointerEvent): ElementClicked["pointer"] {
  if (!detail && type === "click") return "key";
  return /^(mouse|touch|pen)$/.test(pointerType) ? (pointerType as "mouse") : "unknown";
}

/** Where the click was: within the element, and in the document of the whole page. */
function placeOf({ detail, clientX, clientY, view }: PointerEvent, element: Element): Partial<ElementClicked> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = view?.frameElement?.getBoundingClientRect();
  const x = detail ? clientX : left + width / 2;
  const y = detail ? clientY : top + height / 2;
  return {
    x: within(x - left, width),
    y: within(y - top, height),
    page_x_px: Math.round(x + (frame?.left ?? 0) + scrollX),
    page_y_px: Math.round(y + (frame?.top ?? 0) + scrollY),
  };
}

function within(part: number, whole: number): number {
  return whole ? Math.min(1, Math.max(0, Math.round((part / whole) * 10_000) / 10_000)) : 0.5;
}
