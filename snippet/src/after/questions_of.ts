import { make } from "../panel/make";
import type { Question } from "../core";

/** A question as the server put it on the page. */
export interface Asked {
  readonly id: string;
  readonly kind: Question["kind"];
  readonly required: boolean;
  readonly ask: string;
  readonly place: HTMLElement;
}

/** Reads the questions of a form, and makes room for what may be wrong with each. */
export function questionsOf(form: HTMLFormElement): Asked[] {
  return [...form.querySelectorAll<HTMLElement>("[data-question]")].map((place) => {
    const { question: id = "", kind = "text" } = place.dataset;
    place.append(make("p", { className: "fault wrong", id: `fault-${id}` }));
    const first = place.querySelector("input,textarea");
    if (first && !first.id) first.id = `first-${id}`;
    return {
      id,
      kind: kind as Question["kind"],
      required: "required" in place.dataset,
      ask: place.querySelector("legend,label")?.textContent?.trim() ?? id,
      place,
    };
  });
}
