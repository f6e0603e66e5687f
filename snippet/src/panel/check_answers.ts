import { faultOf } from "./fault_of";
import { firstControl } from "./first_control";
import type { Flow } from "./flow";
import { valueOf } from "./value_of";
import type { Words } from "./words";

/** Lets the browser say what is wrong: it leads to the first fault and reads it out. */
export function checkAnswers(form: HTMLFormElement, flow: Flow, words: Words): boolean {
  const fields = form.querySelectorAll("fieldset");
  flow.questions().forEach((question, index) => {
    const value = valueOf(question, flow.state().answers[question.id]);
    firstControl(fields[index]!).setCustomValidity(faultOf(question, value, words));
  });
  return form.reportValidity();
}
