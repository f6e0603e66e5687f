import { findFault } from "./find_fault";
import { make } from "./make";
import { markFault } from "./mark_fault";
import { questionField } from "./question_field";
import type { View } from "./view";

/** Draws the questions after a task as one form that checks itself before it goes on. */
export function drawQuestions({ questions, state, words, language, act }: View): HTMLFormElement {
  // The values as they stand on the page: the view is not drawn again while they change.
  const values = new Map(questions.map(({ id }) => [id, state.answers[id] ?? null]));
  const alert = make("p", { role: "alert", class: "alert" });
  const fields = questions.map((question) =>
    questionField(question, values.get(question.id) ?? null, words, language, (value, isFinal) => {
      values.set(question.id, value);
      act({ do: isFinal ? "answer" : "draft", question: question.id, value });
    }),
  );
  const check = (event: Event) => {
    event.preventDefault();
    let first: HTMLElement | null = null;
    questions.forEach((question, index) => {
      const fault = findFault(question, values.get(question.id) ?? null);
      const place = fields[index];
      const control = place && markFault(place, fault && words[fault]);
      if (fault) first ??= control ?? null;
    });
    alert.textContent = first ? words.faults : "";
    if (first) (first as HTMLElement).focus();
    else act({ do: "next" });
  };
  return make("form", { class: "form", novalidate: true, onsubmit: check },
    make("div", { class: "text" }, alert, ...fields),
    make("div", { class: "acts" }, make("button", { class: "main" }, words.continue)),
  );
}
