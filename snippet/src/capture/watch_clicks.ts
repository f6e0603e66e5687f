import { cluesOf } from "../clues_of";
import { findInteractive } from "../interactive";
import type { Entry } from "../outbox";
import type { Page, Settings } from "../page";
import { roleOf } from "../role_of";
import { selectorOf } from "../selector_of";
import type { ElementClicked } from "../wire";
import type { Reactions } from "./reactions";

const SAME_ACT_MS = 50;
const TAKES_FOCUS = /^(textbox|searchbox|spinbutton|combobox)$/;
const ANYTHING: Settings["capture"] = { pointer: true, text: "none", names: true, query: [], dom: false };

interface Click {
  readonly entry: Entry;
  readonly path: readonly Element[];
  readonly at: number;
}

/** Records clicks, taps and activations by key, and how soon the page answered. */
export function watchClicks(page: Page, reactions: Reactions, target: EventTarget): void {
  let last: Click | undefined;
  const onClick = (given: Event): void => {
    const event = given as PointerEvent;
    if (!event.isTrusted || page.isPaused() || page.isIgnored(event)) return;
    const path = event.composedPath().filter((node): node is Element => (node as Node).nodeType === 1);
    const deepest = path[0];
    if (!deepest) return;
    if (last && isLabelOf(last, deepest)) {
      const both = [...last.path, ...path];
      const { entry } = last;
      page.whenKnown(() => page.complete(entry, { matches: matchesOf(both, page) }, entry.isHeld));
      return;
    }
    last = { entry: record(page, reactions, event, deepest, path), path, at: performance.now() };
  };
  page.listen(target, "click", onClick);
  page.listen(target, "auxclick", onClick);
}

/** A click on a label is followed by one on its field: one act, recorded once. */
function isLabelOf(last: Click, deepest: Element): boolean {
  const label = last.path.find((element) => element.localName === "label") as HTMLLabelElement | undefined;
  return label?.control === deepest && last.path[0] !== deepest && performance.now() - last.at < SAME_ACT_MS;
}

function record(
  page: Page, reactions: Reactions, event: PointerEvent, deepest: Element, path: readonly Element[],
): Entry {
  const blocked = path.findLast((node) => node.hasAttribute("data-recorder-block"));
  const element = blocked ?? findInteractive(deepest) ?? deepest;
  const { capture } = page.settings();
  const clues = cluesOf(element, capture);
  const entry = page.record({
    type: "element.clicked",
    ...placeOf(event, element),
    selector: selectorOf(element, clues),
    matches: matchesOf(path, page),
    clues,
    role: roleOf(element),
    name: clues.name ?? "",
    button: Math.max(0, event.button),
    pointer: pointerOf(event),
  }, true);
  const full = capture.names ? clues : cluesOf(element, ANYTHING);
  page.whenKnown(() => {
    if (capture === page.settings().capture) return;
    const known = page.settings().capture.names ? { clues: full, name: full.name ?? "" } : {};
    page.complete(entry, { matches: matchesOf(path, page), ...known }, entry.isHeld);
  });
  // A field answers by taking the focus, which happens before the click is told.
  if (TAKES_FOCUS.test(roleOf(element))) page.complete(entry, { reacted_ms: 0 });
  else reactions.wait(deepest, (reacted_ms) => page.complete(entry, { reacted_ms }));
  return entry;
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

function pointerOf(event: PointerEvent): ElementClicked["pointer"] {
  if (event.detail === 0 && event.type === "click") return "key";
  const kind = event.pointerType;
  return kind === "mouse" || kind === "touch" || kind === "pen" ? kind : "unknown";
}

/** Where the click was: within the element, and in the document of the whole page. */
function placeOf(event: PointerEvent, element: Element): Pick<ElementClicked, "x" | "y" | "page_x_px" | "page_y_px"> {
  const box = element.getBoundingClientRect();
  const frame = element.ownerDocument.defaultView?.frameElement?.getBoundingClientRect();
  const isByKey = event.detail === 0;
  const clientX = isByKey ? box.left + box.width / 2 : event.clientX;
  const clientY = isByKey ? box.top + box.height / 2 : event.clientY;
  return {
    x: within(clientX - box.left, box.width),
    y: within(clientY - box.top, box.height),
    page_x_px: Math.round(clientX + (frame?.left ?? 0) + scrollX),
    page_y_px: Math.round(clientY + (frame?.top ?? 0) + scrollY),
  };
}

function within(part: number, whole: number): number {
  return whole ? Math.round(Math.min(1, Math.max(0, part / whole)) * 10_000) / 10_000 : 0.5;
}
