import { closest } from "./closest";
import { hashOf } from "./hash_of";
import { mask } from "./mask";
import { nameOf } from "./name_of";
import { pathOf } from "./path_of";
import { pathOfUrl } from "./path_of_url";
import { roleOf } from "./role_of";
import type { Capture } from "./session_answer";
import { textOf } from "./text_of";
import type { Clues } from "./wire";

const PIN = /^data-(recorder-id|test(-?id)?|cy|qa)$/;
const LANDMARK =
  "main,nav,header,footer,aside,dialog,form,section[id],[role=main],[role=navigation],[role=dialog],[role=region]";
const ROW = "li,tr,article,[role=row],[role=listitem],[role=option],figure";

/** An id that a person wrote: words, no counters and no hashes. */
export function plausibleId({ id }: Element): string {
  return /^(?!.*[bcdfghjklmnpqrstvwxz]{6})[a-z][a-z_-]{0,38}\d{0,2}$/i.test(id) ? id : "";
}

/** Gathers independent marks of an element, by which it is found again on a changed page. */
export function cluesOf(element: Element, { names, text }: Pick<Capture, "names" | "text">): Partial<Record<keyof Clues, string>> {
  const landmark = closest(element, LANDMARK);
  const role = roleOf(element);
  const pin = element.getAttributeNames().find((name) => PIN.test(name));
  // What is not there is undefined, and so not said.
  return {
    pin: (pin && element.getAttribute(pin)!.slice(0, 200)) || undefined,
    id: plausibleId(element) || undefined,
    role: role || undefined,
    name: (names && nameOf(element, role)) || undefined,
    landmark: landmark ? `${roleOf(landmark) || landmark.localName} ${plausibleId(landmark)}`.trim() : undefined,
    row: rowOf(element, text),
    path: pathOf(element),
    href: role === "link" ? pathOfUrl((element as HTMLAnchorElement).href ?? "") || undefined : undefined,
  };
}

/** Tells rows of a list apart: by their words where the study allows, else by a hash of them. */
function rowOf(element: Element, text: Capture["text"]): string | undefined {
  const row = closest(element, ROW);
  const words = row && textOf(row);
  if (!words) return undefined;
  const isAllowed = text === "all" || (text === "marked" && closest(row, "[data-recorder-text]"));
  return isAllowed ? mask(words, 80) : hashOf(words);
}
