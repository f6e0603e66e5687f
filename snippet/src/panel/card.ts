import { make } from "./make";
import type { Words } from "./words";

/** The parts of the card that stay while its body changes. */
export interface Card {
  readonly element: HTMLElement;
  readonly header: HTMLElement;
  readonly mark: HTMLElement;
  readonly body: HTMLElement;
  /** What the card shrinks to. */
  readonly pill: HTMLButtonElement;
  readonly said: HTMLElement;
  readonly sent: HTMLElement;
}

/** Makes the card: a landmark with its recording mark, two live lines, and room for a view. */
export function makeCard(
  words: Words,
  language: string,
  isRtl: boolean,
  turn: () => void,
  fold: (isFolded: boolean) => void,
): Card {
  const mark = make("span", { class: "mark" });
  const header = make("header", {}, mark,
    make("button", { type: "button", class: "quiet", onclick: turn }, words.move),
    make("button", { type: "button", class: "quiet", "aria-expanded": "true", onclick: () => fold(true) }, words.hide),
  );
  const open = () => fold(false);
  const pill = make("button", { type: "button", class: "pill mark", "aria-expanded": "false", onclick: open });
  const said = make("p", { role: "status" });
  const sent = make("p", { role: "status" });
  const body = make("div", { class: "body" });
  const attributes = { class: "card", role: "region", lang: language, dir: isRtl ? "rtl" : "ltr" };
  const element = make("section", { ...attributes, "aria-label": words.region },
    header, pill, make("div", { class: "status" }, said, sent), body,
  );
  return { element, header, mark, body, pill, said, sent };
}
