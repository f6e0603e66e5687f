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

const ID = /^[a-z][a-z_-]{0,38}\d{0,2}$/i;
const LANDMARK = "main,nav,header,footer,aside,dialog,form,section[id],[role=dialog]";
const ROW = "li,tr,article,[role=row],[role=option]";

/** An id that a person wrote: words, no counters and no hashes. */
export function plausibleId({ id }: Element): string {
  return ID.test(id) ? id : "";
}

/** Gathers independent marks of an element, by which it is found again on a changed page. */
export function cluesOf(element: Element, { names, text }: Partial<Pick<Capture, "names" | "text">>): Clues {
  const landmark = closest(element, LANDMARK);
  const role = roleOf(element);
  const { recorderId, testid, testId, test, cy, qa } = (element as HTMLElement).dataset;
  const clues: { -readonly [K in keyof Clues]: string | undefined } = {
    pin: (recorderId ?? testid ?? testId ?? test ?? cy ?? qa)?.slice(0, 200),
    id: plausibleId(element),
    role,
    name: names ? nameOf(element, role) : "",
    landmark: landmark ? `${roleOf(landmark) || landmark.localName} ${plausibleId(landmark)}`.trim() : "",
    row: rowOf(element, text),
    path: pathOf(element),
    href: role === "link" ? pathOfUrl(String((element as HTMLAnchorElement).href ?? "")) : "",
  };
  // What is not there is not said.
  for (const clue in clues) clues[clue as keyof Clues] ||= undefined;
  return clues as Clues;
}

/** Tells rows of a list apart: by their words where the study allows, else by a hash of them. */
function rowOf(element: Element, text: Capture["text"] | undefined): string {
  const row = closest(element, ROW);
  const words = textOf(row);
  const isAllowed = text === "all" || (text === "marked" && closest(row, "[data-recorder-text]"));
  return words && (isAllowed ? mask(words, 80) : hashOf(words));
}
