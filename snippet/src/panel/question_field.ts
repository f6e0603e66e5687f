import type { Question } from "../core";
import { make } from "./make";
import type { Value } from "./value";

/** Builds one question as a fieldset with real controls. */
export function questionField(
  { id, kind, ask, required, choices, points, minimum, low_label, high_label }: Question,
  value: Value,
  optional: string,
  lang: string,
): HTMLFieldSetElement {
  const theirs = { lang, dir: "auto" };
  const isScale = kind === "scale";
  const type = kind === "choices" ? "checkbox" : "radio";
  const given = [value ?? []].flat().map(String);
  const ends = low_label + high_label && `${minimum} = ${low_label} · ${minimum + points - 1} = ${high_label}`;
  const written = () =>
    make(kind === "long-text" ? "textarea" : "input", {
      ...theirs,
      className: "line",
      ariaLabel: ask,
      inputMode: kind === "number" ? "decimal" : "text",
      required,
      value: given.join(),
    });
  const choose = (choice: string) =>
    make("label", {},
      make("input", { type, name: id, value: choice, checked: given.includes(choice), required: required && type === "radio" }),
      make("span", theirs, choice),
    );
  const options = isScale ? Array.from({ length: points }, (_, index) => `${minimum + index}`) : choices;
  const field = make("fieldset", {},
    make("legend", {},
      make("span", theirs, ask),
      make("small", {}, required ? "" : optional),
      make("small", theirs, isScale ? ends : ""),
    ),
    make("div", { className: isScale ? "scale" : "" }, ...(/text|number/.test(kind) ? [written()] : options.map(choose))),
    make("p", { className: "fault", id: `fault-${id}` }),
  );
  field.dataset.question = id;
  return field;
}
