import type { ReactiveControllerHost } from "lit";
import { askPage } from "./ask_page";
import type { Control } from "./control";
import type { Finding } from "./finding";

const LATE_MS = 2_000;

/** What the criteria have found in a session so far; asked for whenever a task has ended. */
export class Findings {
  readonly #host: ReactiveControllerHost;
  readonly #session: string;
  #found: readonly Finding[] = [];
  #ended = "";

  constructor(host: ReactiveControllerHost, session: string) {
    this.#host = host;
    this.#session = session;
  }

  of(task: string | undefined): Finding | null {
    return this.#found.find((finding) => finding.task === task) ?? null;
  }

  /** Looks whether a task has ended since, or another way. */
  follow(state: Control | null): void {
    const ended = JSON.stringify(state?.tasks.filter(({ phase }) => phase === "ended").map(({ id, go, claim }) => [id, go, claim]));
    if (ended && ended !== this.#ended) {
      void this.#ask();
      // What the page did last may still be on its way.
      setTimeout(() => void this.#ask(), LATE_MS);
    }
    this.#ended = ended ?? "";
  }

  async #ask(): Promise<void> {
    try {
      const answer = await askPage(`/sessions/${this.#session}/room/findings.json`);
      if (!answer.ok) return;
      this.#found = ((await answer.json()) as { findings: readonly Finding[] }).findings;
      this.#host.requestUpdate();
    } catch {
      // Asked again when the next task ends.
    }
  }
}
