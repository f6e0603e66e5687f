import { closest } from "../closest";
import { cluesOf } from "../clues_of";
import { asAllowed, type Recorded, record, release, settings } from "../page";
import { selectorOf } from "../selector_of";
import { shareOf } from "../share_of";
import type { ElementClicked } from "../wire";
import { awaitReaction } from "./reactions";

const SAME_ACT_MS = 50;
const TAKES_FOCUS = /box$|^spin/;
const BLOCK = "[data-recorder-block]";
const INTERACTIVE =
  "a[href],button,input,select,textarea,summary,label,option,[role=button],[role=option],[role^=menuitem],[contenteditable],[onclick],[tabindex],[data-recorder-id]";

/** The field of the label that was clicked last, and when. */
let labelled: Element | null | undefined;
let labelledAt = 0;

/** Records a click, tap or activation by key, and how soon the page answers. */
export function tellClick(target: Element, event: PointerEvent): void {
  const { isTrusted, timeStamp } = event;
  // A click on a label is followed by one on its field: one act, recorded once.
  if (!isTrusted || (target === labelled && timeStamp - labelledAt < SAME_ACT_MS)) return;
  // Nothing inside of a block may be known, so it is the outermost that counts.
  const block = (event.composedPath() as Element[]).filter((at) => at.matches?.(BLOCK)).pop();
  const element = block ?? target.closest(INTERACTIVE) ?? target;
  labelled = (element as HTMLLabelElement).control;
  labelledAt = timeStamp;
  recordClick(event, element, [target, labelled]);
}

function recordClick(event: PointerEvent, element: Element, met: readonly (Element | null | undefined)[]): void {
  const clues = cluesOf(element, { ...settings.capture, names: true });
  const { role = "", name = "" } = clues;
  const click: Recorded<ElementClicked> = {
    type: "element.clicked",
    ...placeOf(event, element),
    selector: selectorOf(clues),
    role,
    button: event.button,
    pointer: event.detail || event.type !== "click" ? (event.pointerType as ElementClicked["pointer"]) || "unknown" : "key",
    // A field answers by taking the focus, which happens before the click is told.
    reacted_ms: TAKES_FOCUS.test(role) ? 0 : null,
    waited_ms: 0,
    at_ms: 0,
  };
  asAllowed(() => {
    click.matches = settings.watch.filter((selector) => met.some((at) => isInside(at, selector)));
    const isNamed = settings.capture.names;
    click.clues = isNamed ? clues : { ...clues, name: undefined! };
    click.name = isNamed ? name : "";
  });
  awaitReaction(record(click, true), element, release);
}

/** A study may be written for another browser, and its selectors too. */
function isInside(element: Element | null | undefined, selector: string): boolean {
  try {
    return !!closest(element, selector);
  } catch {
    return false;
  }
}

/** Where the click was: within the element, and in the document of the whole page. */
function placeOf({ detail, clientX, clientY, view }: PointerEvent, element: Element): Partial<ElementClicked> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = view?.frameElement?.getBoundingClientRect();
  const x = detail ? clientX : left + width / 2;
  const y = detail ? clientY : top + height / 2;
  return {
    x: shareOf(x - left, width),
    y: shareOf(y - top, height),
    page_x_px: Math.round(x + (frame?.left ?? 0) + scrollX),
    page_y_px: Math.round(y + (frame?.top ?? 0) + scrollY),
  };
}
