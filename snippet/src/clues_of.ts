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
  "main,nav,header,footer,aside,dialog,form,section[aria-label],section[id],[role=main],[role=navigation],[role=banner],[role=dialog],[role=region],[role=search]";
const ROW = "li,tr,article,[role=row],[role=listitem],[role=option],figure";

/** An id that a person wrote: words, no counters and no hashes. */
export function plausibleId(element: Element): string {
  const { id } = element;
  const isWords = /^[a-z][a-z_-]*\d{0,2}$|^[a-z]+([A-Z][a-z]+)+\d{0,2}$/.test(id) && id.length <= 40;
  return isWords && !/[bcdfghjklmnpqrstvwxz]{6}/i.test(id) ? id : "";
}

/** Gathers independent marks of an element, by which it is found again on a changed page. */
export function cluesOf(element: Element, capture: Pick<Capture, "names" | "text">): Clues {
  const landmark = element.closest(LANDMARK);
  const label = landmark?.getAttribute("aria-label") ?? "";
  const clues: Record<keyof Clues, string> = {
    pin: PINS.map((pin) => element.getAttribute(pin)).find(Boolean) ?? "",
    id: plausibleId(element),
    role: roleOf(element),
    name: capture.names ? nameOf(element) : "",
    landmark: landmark
      ? [roleOf(landmark) || landmark.localName, plausibleId(landmark), capture.names ? mask(label, 40) : ""].join(" ").trim()
      : "",
    row: rowOf(element, capture.text),
    path: pathOf(element),
    href: element.localName === "a" && element.hasAttribute("href") ? pathOfUrl((element as HTMLAnchorElement).href) : "",
  };
  const told = Object.entries(clues).filter(([, value]) => value);
  return Object.fromEntries(told.map(([key, value]) => [key, key === "path" || key === "href" ? value : value.slice(0, 200)]));
}

/** Tells rows of a list apart: by their words where the study allows, else by a hash of them. */
function rowOf(element: Element, text: Capture["text"]): string {
  const row = element.closest(ROW);
  const words = row ? textOf(row, 200) : "";
  if (!row || !words) return "";
  const isAllowed = text === "all" || (text === "marked" && row.closest("[data-recorder-text]"));
  return isAllowed ? mask(words, 80) : hashOf(words);
}
