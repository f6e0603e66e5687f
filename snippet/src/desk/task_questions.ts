import { assistReply } from "./assist_reply";
import type { Control, TaskControl } from "./control";
import { type Claim, endReply } from "./end_reply";
import type { Keys } from "./keys";
import type { Reply } from "./reply";

const LEVEL_WITHIN_MS = 1_500;
const CLAIMS: Readonly<Record<string, Claim>> = { "end-done": "done", "end-gave-up": "gave_up", "end-said": "nothing" };

/** What was asked, of which task, and the moment that the answer will belong to. */
interface Asked {
  readonly chord: "assist" | "end";
  readonly task: TaskControl;
  readonly at_ms: number;
}

/** What is asked back before an act on a task is whole: how much help was given, and how it ended. */
export class TaskQuestions {
  /** Level of the last help. */
  level = 1;
  readonly #keys: Pick<Keys, "ask" | "forget">;
  readonly #state: () => Control | null;
  readonly #answer: (reply: Reply) => void;
  readonly #tell: () => void;
  #asked: Asked | null = null;

  /** `state` tells how the session stands, `answer` takes what comes of a question; `tell` hears that one was asked. */
  constructor(
    keys: Pick<Keys, "ask" | "forget">, { state, answer, tell }: { state: () => Control | null; answer: (reply: Reply) => void; tell: () => void },
  ) {
    this.#keys = keys;
    this.#state = state;
    this.#answer = answer;
    this.#tell = tell;
  }

  /** Which question is open. */
  get open(): "" | "assist" | "end" {
    return this.#asked?.chord ?? "";
  }

  /**
   * Notes help: `assist` is followed by its level, `assist-2` says it.
   *
   * Without a level in time it is that of the last help. The help was given when it was first asked for.
   */
  assist(id: string, task: TaskControl, at_ms: number): void {
    const level = Number(id.slice("assist-".length));
    const asked = this.open === "assist" ? this.#asked : null;
    if (level) return this.#give(asked?.task ?? task, level, asked?.at_ms ?? at_ms);
    if (task.phase === "new") return this.#answer(assistReply(task, this.level, at_ms));
    const give = (wanted: number) => (): void => this.#give(task, wanted, at_ms);
    this.#keys.ask({
      keys: { 1: give(1), 2: give(2), 3: give(3) },
      within_ms: LEVEL_WITHIN_MS,
      otherwise: (why) => (why === "escape" ? this.#leave("No help is noted.") : give(this.level)()),
    });
    this.#ask({ chord: "assist", task, at_ms });
  }

  /** Ends a task: `end` asks how, `end-done` and the like answer, `end-not` goes on. */
  end(id: string, task: TaskControl, state: Control, at_ms: number): void {
    if (id === "end") return this.#askEnd(task, state, at_ms);
    const claim = CLAIMS[id];
    const asked = this.open === "end" ? this.#asked : null;
    if (!asked) return this.#answer({ act: null, words: "No task is going on." });
    if (claim) this.#finish(asked, claim);
    else this.#leave(`“${asked.task.title}” goes on.`);
  }

  #askEnd(task: TaskControl, state: Control, at_ms: number): void {
    const reply = endReply(task, state, "nothing", at_ms);
    if (!reply.act) return this.#answer(reply);
    const asked: Asked = { chord: "end", task, at_ms };
    const finish = (claim: Claim) => (): void => this.#finish(asked, claim);
    this.#keys.ask({
      keys: { d: finish("done"), g: finish("gave_up"), e: finish("nothing") },
      otherwise: () => this.#leave(`“${task.title}” goes on.`),
    });
    this.#ask(asked);
    this.#answer({ act: null, words: `How did “${task.title}” end? D done, G gave up, E says nothing, Escape goes on.` });
  }

  #give(task: TaskControl, level: number, at_ms: number): void {
    this.#forget();
    this.level = level;
    this.#answer(assistReply(task, level, at_ms));
  }

  /** The participant may have ended it meanwhile. */
  #finish({ task, at_ms }: Asked, claim: Claim): void {
    this.#forget();
    const state = this.#state();
    const now = state?.tasks.find(({ id }) => id === task.id) ?? task;
    if (state) this.#answer(endReply(now, state, claim, at_ms));
  }

  /** Only after the keys were asked: whatever was open before is settled by that. */
  #ask(asked: Asked): void {
    this.#asked = asked;
    this.#tell();
  }

  #leave(words: string): void {
    this.#forget();
    this.#answer({ act: null, words });
  }

  #forget(): void {
    this.#keys.forget();
    this.#asked = null;
  }
}
