import type { Control, TaskControl } from "./control";
import type { FeedNames } from "./feed_names";
import { forecast } from "./forecast";
import { isAble } from "./is_able";
import { isJudgeable } from "./is_judgeable";
import type { Keys } from "./keys";
import { type LastAct, lastAct } from "./last_act";
import { leadReply } from "./lead_reply";
import type { Live } from "./live";
import { markReply } from "./mark_reply";
import type { WantedAct } from "./new_act";
import { nextTask } from "./next_task";
import type { Panel } from "./recorder_console";
import { redoReply } from "./redo_reply";
import type { Reply } from "./reply";
import type { RoomFacts } from "./room_facts";
import { takeOverReply } from "./take_over_reply";
import { TaskQuestions } from "./task_questions";

const PANELS: readonly string[] = ["message", "recut", "unplanned", "hand-over"];
const VERDICTS: Readonly<Record<string, string>> = { success: "completed", partial: "partial", failed: "failed", reason: "reason" };

/**
 * What one person does in a live room: a command becomes an act, or words why it does not.
 *
 * It knows nothing of how it is shown. A `change` tells that what it holds has changed, and
 * `judge` {verdict} that a verdict, or the `reason` of one, is to be asked for.
 */
export class Moderating extends EventTarget {
  /** The task that was chosen to look at; null for the one at hand. */
  chosen: string | null = null;
  /** What is open under the console's buttons. */
  panel: Panel = "";
  /** What was done last, or why nothing was. */
  said = "";
  /** What is asked back before an act is whole. */
  readonly questions: TaskQuestions;
  readonly #facts: RoomFacts;
  readonly #live: Live;
  readonly #names: () => FeedNames;

  constructor(facts: RoomFacts, live: Live, keys: Pick<Keys, "ask" | "forget">, names: () => FeedNames) {
    super();
    this.#facts = facts;
    this.#live = live;
    this.questions = new TaskQuestions(keys, {
      state: () => this.state, answer: (reply) => this.#answer(reply), tell: () => this.#tell(),
    });
    this.#names = names;
  }

  /** Says what the server refuses; the answer stops it. */
  listen(): () => void {
    const refused = (event: Event): void => this.#say(`The server did not take it: ${(event as CustomEvent<{ words: string }>).detail.words}`);
    this.#live.addEventListener("refused", refused);
    return () => this.#live.removeEventListener("refused", refused);
  }

  /** Where the session stands, with what this person did that the server has not told of yet. */
  get state(): Control | null {
    return this.#live.state && forecast(this.#live.state, this.#live.waiting, this.#me);
  }

  /** The chosen task, else the one at hand, else the next. */
  get task(): TaskControl | null {
    const { state } = this;
    const id = this.chosen ?? state?.task ?? (state && nextTask(state)?.id);
    return state?.tasks.find((task) => task.id === id) ?? null;
  }

  /** Whether this person may moderate the session at all. */
  get mayLead(): boolean {
    return isAble(this.#facts) && this.#facts.mode !== "unmoderated";
  }

  /** What this person did last and can take back. */
  get last(): LastAct | null {
    const { state, waiting, log } = this.#live;
    return state && lastAct(state, waiting, this.#me, this.#names(), log.entries);
  }

  /** Whether this person has just undone something, and can do it again. */
  get isRedoable(): boolean {
    return this.#redo(0).act !== null;
  }

  /** Does what a key or a button asks for; `device_ms` says when it was pressed. */
  run(id: string, device_ms: number = performance.now()): void {
    const at_ms = this.#live.now(device_ms);
    if (id.startsWith("marker:")) return this.mark(id.slice("marker:".length), at_ms);
    switch (id) {
      case "highlight": return this.mark("", at_ms);
      case "undo": return this.#undo(at_ms);
      case "redo": return this.#answer(this.#redo(at_ms));
      case "lead": return this.#answer(takeOverReply(this.#facts, this.state, at_ms));
      default: return this.#moderate(id, at_ms);
    }
  }

  #redo(at_ms: number): Reply {
    return redoReply(this.#live.state, this.#live.waiting, this.#me, at_ms);
  }

  /** Marks a moment with one of the study's markers, or with "" as a highlight. */
  mark(marker: string, at_ms: number): void {
    this.#answer(markReply(this.#facts.markers.find(({ id }) => id === marker) ?? null, at_ms));
  }

  /** Looks at another task. */
  choose(task: string): void {
    this.chosen = task;
    this.#tell();
  }

  /** Does something that was asked for in full; it is said with its words. */
  do(act: WantedAct, words: string): void {
    this.#live.act(act);
    if (["task.assigned", "task.restarted"].includes(act.type)) this.chosen = null;
    this.#say(this.#live.connection === "live" ? words : `${words} (not sent yet)`);
  }

  #moderate(id: string, at_ms: number): void {
    const { state, task } = this;
    if (!state) return this.#say("Wait for the line to the server.");
    if (id === "slip") return this.#slip(state, at_ms);
    if (id in VERDICTS) return this.#judge(id, task);
    if (state.moderator !== this.#me) return this.#say("Only the moderator does that.");
    if (PANELS.includes(id)) return this.#open(id as Panel);
    if (task && id.startsWith("assist")) return this.questions.assist(id, task, at_ms);
    if (task && id.startsWith("end")) return this.questions.end(id, task, state, at_ms);
    this.#answer(leadReply(id, state, task, at_ms));
  }

  #slip({ task }: Control, at_ms: number): void {
    if (!task) return this.#say("No task is going on.");
    this.do({ type: "slip.noted", task, at_ms }, "Noted a wrong turn");
  }

  #judge(id: string, task: TaskControl | null): void {
    if (!isAble(this.#facts)) return this.#say("Owners and researchers judge.");
    if (!this.mayLead) return this.#say("Nobody moderates this session: judge it on its page.");
    if (!task) return this.#say("Choose a task first.");
    if (!isJudgeable(task)) return this.#say(`There is nothing to judge of “${task.title}” yet.`);
    this.dispatchEvent(new CustomEvent("judge", { detail: { verdict: VERDICTS[id] } }));
  }

  #open(panel: Panel): void {
    this.panel = this.panel === panel ? "" : panel;
    this.#tell();
  }

  #undo(at_ms: number): void {
    const { last } = this;
    if (!last) return this.#say("There is nothing to undo.");
    this.do({ type: "act.undone", undone: last.act, at_ms }, `Taken back: ${last.words}`);
  }

  get #me(): string {
    return this.#facts.me.login;
  }

  #answer({ act, words }: Reply): void {
    if (act) this.do(act, words);
    else this.#say(words);
  }

  /** The same words twice would be announced once; a no-break space makes them new. */
  #say(words: string): void {
    this.said = this.said === words ? `${words}\u00a0` : words;
    this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}
