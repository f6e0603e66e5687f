import type { Question } from "../core";
import { make } from "./make";

/** Builds one question as a fieldset with real controls, in the study's language. */
export function questionField({ id: name, kind, ask, hint, choices }: Question, given: readonly string[], lang: string): HTMLFieldSetElement {
  const choose = (value: string) =>
    make("label", {},
      make("input", { type: kind === "choices" ? "checkbox" : "radio", name, value, checked: given.includes(value) }),
      value,
    );
  const written = () =>
    make(kind === "long-text" ? "textarea" : "input", {
      name, ariaLabel: ask, inputMode: kind === "number" ? "decimal" : "", value: given.join(),
    });
  return make("fieldset", { name, lang },
    make("legend", {}, ask, make("small", {}, hint)),
    make("div", { className: kind }, ...(choices.length ? choices.map(choose) : [written()])),
  );
}
