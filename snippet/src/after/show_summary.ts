import { make } from "../panel/make";

/** One fault of the form. */
export interface Fault {
  readonly ask: string;
  readonly why: string;
  readonly control: HTMLElement;
}

/** Puts a summary of what is wrong above the form and gives it the focus. */
export function showSummary(form: HTMLFormElement, title: string, faults: readonly Fault[]): void {
  form.querySelector(".error-summary")?.remove();
  if (faults.length === 0) return;
  const lines = faults.map(({ ask, why, control }) => {
    const go = (event: Event) => {
      event.preventDefault();
      control.focus();
    };
    return make("li", {}, make("a", { href: `#${control.id}`, onclick: go }, ask), ` ${why}`);
  });
  const summary = make("div", { className: "error-summary", role: "alert", tabIndex: -1 },
    make("h2", {}, title), make("ul", {}, ...lines),
  );
  form.prepend(summary);
  summary.focus();
}
