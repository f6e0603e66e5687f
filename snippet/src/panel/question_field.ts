import type { Question } from "../core";
import { make } from "./make";
import { readAnswer } from "./read_answer";
import type { Value } from "./value";
import type { Words } from "./words";

type Told = (value: Value, isFinal: boolean) => void;

/** Builds one question as a fieldset with real controls that tells every change. */
export function questionField(
  question: Question,
  value: Value,
  words: Words,
  language: string,
  told: Told,
): HTMLFieldSetElement {
  const { id, kind, ask, required } = question;
  const legend = make("legend", {}, make("span", { lang: language, dir: "auto" }, ask));
  if (!required) legend.append(" ", make("small", {}, words.optional));
  const isWritten = kind === "text" || kind === "long-text" || kind === "number";
  const body = isWritten
    ? [writtenControl(question, value, language)]
    : choiceControls(question, value, language);
  const field = make(
    "fieldset",
    {
      "data-question": id,
      "data-kind": kind,
      onchange: () => told(readAnswer(field, kind), true),
      oninput: () => told(readAnswer(field, kind), false),
    },
    legend,
    ...body,
    make("p", { class: "fault", id: `fault-${id}` }),
  );
  return field;
}

function writtenControl({ id, kind, ask, required }: Question, value: Value, language: string) {
  const attributes = { "aria-label": ask, lang: language, dir: "auto", required };
  const control =
    kind === "long-text"
      ? make("textarea", { ...attributes, rows: "3", name: id })
      : make("input", {
          ...attributes,
          class: "line",
          name: id,
          autocomplete: "off",
          inputmode: kind === "number" ? "decimal" : "text",
        });
  control.value = value === null ? "" : String(value);
  return control;
}

function choiceControls(question: Question, value: Value, language: string) {
  const { id, kind, required, points, minimum, low_label, high_label } = question;
  const isScale = kind === "scale";
  const choices = isScale
    ? Array.from({ length: points }, (_, index) => String(minimum + index))
    : question.choices;
  const ends = new Map([
    [choices[0], low_label],
    [choices.at(-1), high_label],
  ]);
  const cells = choices.map((choice) => {
    const control = make("input", {
      type: kind === "choices" ? "checkbox" : "radio",
      name: id,
      value: choice,
      required: required && kind !== "choices",
    });
    control.checked = Array.isArray(value) ? value.includes(choice) : String(value) === choice;
    const text = make("span", { lang: language, dir: "auto" }, choice);
    const end = isScale && ends.get(choice);
    if (end) text.append(make("span", { class: "unseen" }, ` ${end}`));
    return make("label", {}, control, text);
  });
  const box = make("div", { class: isScale ? "scale" : "choices" }, ...cells);
  const columns = points > 7 ? Math.ceil(points / Math.ceil(points / 7)) : points;
  if (isScale) box.style.setProperty("--columns", String(columns));
  const labels = [...ends].map(([choice, end]) => make("span", { dir: "auto" }, `${choice} = ${end}`));
  return isScale && (low_label || high_label)
    ? [box, make("div", { class: "ends", lang: language, "aria-hidden": "true" }, ...labels)]
    : [box];
}
