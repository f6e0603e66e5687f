import type { Question } from "../core";
import { make } from "./make";
import type { Value } from "./value";

/** Builds one question as a fieldset with real controls, in the study's language. */
export function questionField(
  { id, kind, ask, required, choices, points, minimum, low_label, high_label }: Question,
  value: Value,
  optional: string,
  lang: string,
): HTMLFieldSetElement {
  const isScale = kind === "scale";
  const isMany = kind === "choices";
  const given = [value ?? []].flat().map(String);
  const options = isScale ? Array.from({ length: points }, (_, index) => `${minimum + index}`) : choices;
  const written = () =>
    make(kind === "long-text" ? "textarea" : "input", {
      className: "line",
      ariaLabel: ask,
      inputMode: kind === "number" ? "decimal" : "text",
      required,
      value: given.join(),
    });
  const choose = (choice: string) =>
    make("label", {},
      make("input", {
        type: isMany ? "checkbox" : "radio",
        name: id,
        value: choice,
        checked: given.includes(choice),
        required: required && !isMany,
      }),
      choice,
    );
  const field = make("fieldset", { lang },
    make("legend", {},
      ask,
      make("small", {}, required ? "" : optional),
      make("small", {}, low_label + high_label && `${options[0]} = ${low_label} · ${options.at(-1)} = ${high_label}`),
    ),
    make("div", { className: isScale ? "scale" : "" }, ...(/text|number/.test(kind) ? [written()] : options.map(choose))),
    make("p", { className: "fault", id: `fault-${id}` }),
  );
  field.dataset.question = id;
  return field;
}
