import { cluesOf } from "../clues_of";
import { findInteractive } from "../interactive";
import type { Entry } from "../delivery";
import type { Page } from "../page";
import { selectorOf } from "../selector_of";
import type { ElementClicked } from "../wire";
import type { Reactions } from "./reactions";
import type { Act } from "./watch_acts";

const SAME_ACT_MS = 50;
const TAKES_FOCUS = /^(textbox|searchbox|spinbutton|combobox)$/;

/** Records clicks, taps and activations by key, and how soon the page answered. */
export function clickActs(page: Page, reactions: Reactions): Readonly<Record<string, Act>> {
  let last: [entry: Entry, path: Element[], at: number] | undefined;

  const clicked: Act = (given, path) => {
    const event = given as PointerEvent;
    const { isTrusted, timeStamp } = event;
    if (!isTrusted) return;
    if (last && timeStamp - last[2] < SAME_ACT_MS && isOfLabel(last[1], path[0]!)) {
      const [entry, both] = last;
      both.push(...path);
      page.complete(entry, { matches: matchesOf(both, page) }, entry.isHeld);
    } else last = [record(event, path), path, timeStamp];
  };

  const record = (event: PointerEvent, path: Element[]): Entry => {
    const [deepest] = path as [Element];
    const blocked = path.findLast((node) => node.hasAttribute("data-recorder-block"));
    const element = blocked ?? findInteractive(deepest) ?? deepest;
    const settings = page.settings();
    const clues = cluesOf(element, { ...settings.capture, names: true });
    const { name, ...nameless } = clues;
    const { role = "" } = clues;
    const isAnswered = TAKES_FOCUS.test(role);
    /** What depends on the settings. */
    const allowed = (): Partial<ElementClicked> => ({
      matches: matchesOf(path, page),
      ...(page.settings().capture.names ? { clues, name: name ?? "" } : { clues: nameless }),
    });
    const entry = page.record({
      type: "element.clicked",
      ...placeOf(event, element),
      selector: selectorOf(element, clues),
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
    if (!isAnswered) reactions.wait(deepest, (reacted_ms) => page.complete(entry, { reacted_ms }));
    return entry;
  };

  return { click: clicked, auxclick: clicked };
}

/** A click on a label is followed by one on its field: one act, recorded once. */
function isOfLabel(path: readonly Element[], deepest: Element): boolean {
  const label = path.find((element) => element.localName === "label") as HTMLLabelElement | undefined;
  return label?.control === deepest && path[0] !== deepest;
}

/** Selectors of the study that the click met, on the element or around it. */
function matchesOf(path: readonly Element[], page: Page): string[] {
  return page.settings().watch.filter((selector) => {
    try {
      return path.some((element) => element.matches(selector));
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
function placeOf(event: PointerEvent, element: Element): Partial<ElementClicked> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = element.ownerDocument.defaultView?.frameElement?.getBoundingClientRect();
  const [x, y] = event.detail ? [event.clientX, event.clientY] : [left + width / 2, top + height / 2];
  return {
    x: within(x - left, width),
    y: within(y - top, height),
    page_x_px: Math.round(x + (frame?.left ?? 0) + scrollX),
    page_y_px: Math.round(y + (frame?.top ?? 0) + scrollY),
  };
}

function within(part: number, whole: number): number {
  return whole ? Math.round(Math.min(1, Math.max(0, part / whole)) * 10_000) / 10_000 : 0.5;
}
