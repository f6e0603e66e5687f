import type { Control, Task } from "../core";
import type { State } from "../panel/state";

type Bits = Pick<Control, "is_begun" | "is_finished">;

/** What of a moderator's control was followed already; kept in storage, so that no act is followed twice. */
export interface Seen extends Bits {
  readonly go: string;
  readonly task: Task | null;
  /** Where each go stood when another was taken up; a moderator's undo leads back there. */
  readonly left: Readonly<Record<string, Bits & { readonly state: State }>>;
}
