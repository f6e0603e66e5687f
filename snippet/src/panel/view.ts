import type { Question, Task } from "../core";
import type { Act } from "./act";
import type { State } from "./state";
import type { Words } from "./words";

/** Everything a view needs to draw itself. */
export interface View {
  readonly tasks: readonly Task[];
  readonly task: Task | undefined;
  readonly questions: readonly Question[];
  readonly state: State;
  /** What lies over the flow: a form, a question back, thanks for a report, or the end. */
  readonly sheet: "" | "report" | "thanks" | "stop" | "closed";
  readonly words: Words;
  /** The study's language, for its own texts. */
  readonly language: string;
  readonly hasAfterStudy: boolean;
  readonly isOffline: boolean;
  readonly isWithdrawn: boolean;
  /** What was typed into the report, kept while the form is closed and opened. */
  readonly draft: { text: string };
  act(act: Act): void;
  open(sheet: View["sheet"]): void;
  leave(): void;
  close(): void;
  again(): void;
}
