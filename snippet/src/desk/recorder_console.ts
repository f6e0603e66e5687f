import { LitElement, css, html, nothing } from "lit";
import type { Control, TaskControl } from "./control";
import { deskSheet } from "./desk_sheet";
import type { Finding } from "./finding";
import { isJudgeable } from "./is_judgeable";
import { nextTask } from "./next_task";
import type { Presence } from "./presence";
import type { RecorderVerdict } from "./recorder_verdict";

/** What is open under the buttons. */
export type Panel = "" | "message" | "recut" | "unplanned" | "hand-over";

const PANELS: readonly (readonly [Panel, string])[] = [
  ["message", "Message"], ["recut", "Correct times"], ["unplanned", "Unplanned task"], ["hand-over", "Hand over"],
];
const LEVELS = ["Nudge", "Hint", "Told"] as const;

/**
 * `<recorder-console>`: what a moderator does with the chosen task and the session.
 *
 * Its buttons tell by `command` {id} the same commands that keys run; its forms tell acts.
 */
export class RecorderConsole extends LitElement {
  static override properties = {
    state: { attribute: false }, task: { attribute: false }, finding: { attribute: false }, presence: { attribute: false },
    me: { attribute: false }, keyOf: { attribute: false }, clock: { attribute: false },
    chord: { attribute: false }, level: { attribute: false }, panel: { attribute: false },
  };
  static override styles = [
    deskSheet,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
      .groups { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
      .group { display: flex; flex-wrap: wrap; gap: 0.25rem; align-items: center; }
      button { min-height: 2.25rem; padding-inline: 0.625rem; }
      .more button { font-weight: 400; border-color: var(--line); min-height: 1.875rem; font-size: 0.8125rem; padding-inline: 0.5rem; }
      .more button[aria-expanded="true"] { background: var(--sunken); border-color: var(--edge); }
      .main { min-width: 0; max-width: 100%; }
      .main span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 16rem; }
      .chosen { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
      .ask { background: var(--calm-soft); border-radius: 0.5rem; padding: 0.25rem 0.5rem; }
      .panel { border-top: 1px solid var(--line); padding-top: 0.5rem; }
      @media (max-width: 48rem) { button { min-height: 2.5rem; } }
    `,
  ];

  declare state: Control | null;
  /** The chosen task; null while none is. */
  declare task: TaskControl | null;
  declare finding: Finding | null;
  declare presence: Presence | null;
  declare me: string;
  declare keyOf: (command: string) => string;
  declare clock: () => number;
  /** Which choice the next key makes. */
  declare chord: "" | "assist" | "end";
  /** Level of the last help. */
  declare level: number;
  declare panel: Panel;

  constructor() {
    super();
    this.state = this.task = this.finding = this.presence = null;
    this.me = "";
    this.keyOf = () => "";
    this.clock = () => 0;
    this.chord = "";
    this.level = 1;
    this.panel = "";
  }

  /** Where verdicts are given; null while there is nothing to judge. */
  get verdict(): RecorderVerdict | null {
    return this.renderRoot.querySelector("recorder-verdict");
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has("panel") || !this.panel) return;
    const panel = this.renderRoot.querySelector<LitElement>(`recorder-${this.panel}`);
    // Before the next key comes, or it would act as a command instead of being written.
    void panel?.updateComplete.then(() => panel.focus());
  }

  override render() {
    if (!this.state) return nothing;
    const verdict = this.task && isJudgeable(this.task) ? this.#judge(this.task) : nothing;
    if (this.state.moderator !== this.me) return html`${this.#lead()}${verdict}`;
    return html`
      <div class="groups">
        <div class="group">${this.#steps()}</div>
        ${this.#isGoing() ? html`<div class="group" role="group" aria-label="Help">${this.#help()}</div>` : nothing}
      </div>
      ${verdict}
      <div class="group more">${this.#more()}</div>
      ${this.panel ? html`<div class="panel">${this.#panel()}</div>` : nothing}
    `;
  }

  #isGoing(): boolean {
    return this.task?.id === this.state?.task && ["given", "running", "paused"].includes(this.task?.phase ?? "");
  }

  #lead() {
    const who = this.presence?.people.find(({ login }) => login === this.state?.moderator)?.name ?? this.state?.moderator;
    return html`<div class="group">
      ${this.#button("lead", who ? "Take over" : "Moderate this session", { isMain: !who })}
      <span class="small muted">${who ? `${who} moderates.` : "Nobody moderates yet."}</span>
    </div>`;
  }

  #steps() {
    if (this.state?.phase === "closed") return html`<span class="small muted">The session is ended. Verdicts and notes still count.</span>`;
    if (this.chord === "end") return this.#ends();
    const next = this.state && nextTask(this.state);
    const isCurrent = this.task?.id === this.state?.task;
    const phase = isCurrent ? this.state?.phase : "";
    const give = !isCurrent && this.task?.phase === "new";
    return html`
      ${phase === "given" ? this.#button("begin", "Start the clock", { isMain: true }) : nothing}
      ${phase === "running" || phase === "paused" ? this.#button("end", "End", { isMain: true }) : nothing}
      ${give ? this.#button("give", "Give this task", { isMain: true, key: next?.id === this.task?.id ? this.keyOf("next") : "" }) : nothing}
      ${next && !(give && next.id === this.task?.id) && phase !== "running" && phase !== "paused"
        ? this.#button("next", html`<span>Next: ${next.title}</span>`, { isMain: !give && phase !== "given" })
        : nothing}
      ${this.task && this.task.phase !== "new" ? this.#button("restart", "Restart") : nothing}
      ${this.task && isCurrent && phase !== "ended" ? this.#button("skip", "Skip") : nothing}
      ${!next && !phase && !give ? html`<span class="small muted">All tasks are given.</span>` : nothing}
    `;
  }

  #ends() {
    return html`<div class="group ask" role="group" aria-label="How did it end?">
      <span class="small">The participant</span>
      ${this.#button("end-done", "is done", { key: "D", isMain: true })} ${this.#button("end-gave-up", "gave up", { key: "G" })}
      ${this.#button("end-said", "says nothing", { key: this.keyOf("end") })} ${this.#button("end-not", "Go on", { key: "Esc" })}
    </div>`;
  }

  #help() {
    return html`<kbd>${this.keyOf("assist")}</kbd>
      ${LEVELS.map((words, index) => {
        const isChosen = this.level === index + 1;
        return html`<button class=${isChosen ? "chosen" : ""} type="button" @click=${() => this.#tell(`assist-${index + 1}`)}>${this.chord === "assist" ? html`<kbd>${index + 1}</kbd>` : nothing}${words}</button>`;
      })}
      ${this.task ? html`<span class="small muted number">${count(this.task.assists, "help", "helps")}, ${count(this.task.slips, "wrong turn", "wrong turns")}</span>` : nothing}`;
  }

  #judge(task: TaskControl) {
    return html`<recorder-verdict .task=${task} .finding=${this.finding} .me=${this.me} .keyOf=${this.keyOf}></recorder-verdict>`;
  }

  #more() {
    return html`
      ${PANELS.map(([panel, words]) => {
        const isOff = panel === "recut" && (!this.task || this.task.phase === "new");
        return html`<button type="button" aria-expanded=${this.panel === panel} ?disabled=${isOff} @click=${() => this.#tell(panel)}>${this.keyOf(panel) ? html`<kbd>${this.keyOf(panel)}</kbd>` : nothing}${words}</button>`;
      })}
      ${this.state?.phase === "closed" ? nothing : this.#button("close", "End the session")}
    `;
  }

  #panel() {
    const over = (): void => this.#tell(this.panel);
    if (this.panel === "message") return html`<recorder-message .shown=${this.state?.message ?? ""} @over=${over}></recorder-message>`;
    if (this.panel === "recut") return html`<recorder-recut .task=${this.task} .clock=${this.clock} @over=${over}></recorder-recut>`;
    if (this.panel === "unplanned") return html`<recorder-unplanned @over=${over}></recorder-unplanned>`;
    return html`<recorder-hand-over .presence=${this.presence} .me=${this.me} @over=${over}></recorder-hand-over>`;
  }

  #button(id: string, words: unknown, { isMain = false, key = this.keyOf(id) } = {}) {
    return html`<button class=${isMain ? "main" : ""} type="button" @click=${() => this.#tell(id)}>${key ? html`<kbd>${key}</kbd>` : nothing}${words}</button>`;
  }

  #tell(id: string): void {
    this.dispatchEvent(new CustomEvent("command", { detail: { id }, bubbles: true, composed: true }));
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

customElements.define("recorder-console", RecorderConsole);
