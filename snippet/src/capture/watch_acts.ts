import { isSensitive } from "../is_sensitive";
import { listen, record } from "../page";
import type { KeyPressed } from "../wire";
import { elementOf } from "./element_of";
import { reacted } from "./reactions";
import { tellChange } from "./tell_change";
import { tellClick } from "./tell_click";

const KEYS = /^(Tab|Enter|Escape|Arrow.+)$/;
/** What answers a click, beside changes of the page's elements. */
const ANSWERS = ["toggle", "focusin", "blur", "change", "input", "scroll"];

/** What was written in since it got the focus. */
let edited: Element | undefined;

/** What is done about each type of event. */
const acts: Readonly<Record<string, (element: Element, event: never) => void>> = {
  click: tellClick,
  auxclick: tellClick,
  change: (field) => tellChange(field, field.localName === "input" ? (field as HTMLInputElement).type : field.localName),
  input: (field) => (edited = field),
  focusin: isSensitive,
  focusout() {
    // Asked here and not at every letter: the answer may cost the page a new layout.
    if ((edited as HTMLElement | undefined)?.isContentEditable) tellChange(edited!, "contenteditable");
    edited = undefined;
  },
  keydown(field, { key, repeat }: KeyboardEvent) {
    if (!repeat && !isSensitive(field)) record({ type: "key.pressed", key: key as KeyPressed["key"] });
  },
};

/** Records what the participant does on the page, also in frames of the same origin. */
export function watchActs(): void {
  watch(window);
  // Frames report their load to their parent, where only capturing listeners hear it.
  listen(document, "load", ({ target }) => look(target as HTMLIFrameElement));
  document.querySelectorAll("iframe").forEach(look);
}

function look(frame: HTMLIFrameElement): void {
  // Another origin's document is not there to be seen.
  if (frame.contentDocument) watch(frame.contentWindow!);
}

const act = (event: Event): void => {
  const { type } = event;
  // What is typed is the commonest event and of no interest: its key is asked first.
  if (type === "keydown" && !KEYS.test((event as KeyboardEvent).key)) return;
  const element = elementOf(event);
  if (element) acts[type]!(element, event as never);
};

function watch(target: Window): void {
  for (const type in acts) listen(target, type, act);
  for (const type of ANSWERS) listen(target, type, reacted);
}
