import { hashOf } from "./hash_of";
import { mask } from "./mask";
import { nameOf } from "./name_of";
import { pathOf } from "./path_of";
import { pathOfUrl } from "./path_of_url";
import { roleOf } from "./role_of";
import type { Capture } from "./session_answer";
import { textOf } from "./text_of";
import type { Clues } from "./wire";

const PINS = ["data-recorder-id", "data-testid", "data-test-id", "data-test", "data-cy", "data-qa"];
const LANDMARK =
  "main,nav,header,footer,aside,dialog,form,section[id],[role=main],[role=navigation],[role=banner],[role=dialog],[role=region],[role=search]";
const ROW = "li,tr,article,[role=row],[role=listitem],[role=option],figure";

/** An id that a person wrote: words, no counters and no hashes. */
export function plausibleId({ id }: Element): string {
  return /^(?!.*[bcdfghjklmnpqrstvwxz]{6})[a-z][a-z_-]{0,38}\d{0,2}$/i.test(id) ? id : "";
}

/** Gathers independent marks of an element, by which it is found again on a changed page. */
export function cluesOf(element: Element, capture: Pick<Capture, "names" | "text">): Clues {
  const landmark = element.closest(LANDMARK);
  const link = element.localName === "a" && element.getAttribute("href");
  const clues: Record<keyof Clues, string | undefined | null | false> = {
    pin: PINS.map((pin) => element.getAttribute(pin)).find(Boolean)?.slice(0, 200),
    id: plausibleId(element),
    role: roleOf(element),
    name: capture.names && nameOf(element),
    landmark: landmark && `${roleOf(landmark)} ${plausibleId(landmark)}`.trim(),
    row: rowOf(element, capture.text),
    path: pathOf(element),
    href: link && pathOfUrl((element as HTMLAnchorElement).href),
  };
  // What is not there is not said.
  return Object.fromEntries(Object.entries(clues).filter(([, clue]) => clue));
}

/** Tells rows of a list apart: by their words where the study allows, else by a hash of them. */
function rowOf(element: Element, text: Capture["text"]): string | null {
  const row = element.closest(ROW);
  const words = row && textOf(row, 200);
  if (!words) return null;
  const isAllowed = text === "all" || (text === "marked" && row.closest("[data-recorder-text]"));
  return isAllowed ? mask(words, 80) : hashOf(words);
}
