import type { Question, Task } from "../core";
import type { Act } from "./act";
import type { State } from "./state";
import type { Words } from "./words";

/** What the panel shows beside the flow; a reload begins it anew. */
export interface Sheet {
  readonly open: "" | "report" | "thanks" | "stop" | "closed";
  readonly isStoryShown: boolean;
}

/** Everything a view needs to draw itself. */
export interface View {
  readonly tasks: readonly Task[];
  readonly task: Task | undefined;
  readonly questions: readonly Question[];
  readonly state: State;
  readonly sheet: Sheet;
  readonly words: Words;
  /** The study's language, for its own texts. */
  readonly language: string;
  readonly hasAfterStudy: boolean;
  readonly isOffline: boolean;
  readonly isWithdrawn: boolean;
  /** What was typed into the report, kept while the form is closed and opened. */
  readonly draft: { text: string };
  act(act: Act): void;
  open(change: Partial<Sheet>): void;
  leave(): void;
  close(): void;
  again(): void;
}
