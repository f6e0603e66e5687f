import { LitElement, css, html, nothing } from "lit";
import type { TaskControl } from "./control";
import { deskSheet } from "./desk_sheet";
import type { Finding } from "./finding";
import { OUTCOMES } from "./outcome_words";
import { sayAct } from "./say_act";

const CLAIMS = { done: "“I’m done”", gave_up: "“I can’t do this”", skipped: "skipped" } as const;

/** `<recorder-verdict>`: what the participant said, what the criterion found, and what a person judges. */
export class RecorderVerdict extends LitElement {
  static override properties = {
    task: { attribute: false }, finding: { attribute: false }, me: { attribute: false }, keyOf: { attribute: false },
    isPartial: { state: true },
  };
  static override styles = [
    deskSheet,
    css`
      :host { display: grid; gap: 0.5rem; }
      dl { display: flex; flex-wrap: wrap; gap: 0.125rem 1.25rem; font-size: 0.8125rem; }
      dl div { display: flex; gap: 0.375rem; }
      dt { color: var(--muted); }
      dd { font-weight: 600; }
      .reason { flex: 1 1 6rem; width: auto; min-width: 0; font-size: 0.875rem !important; }
      form button { white-space: nowrap; }
      input.score { width: 5rem !important; }
      select { width: auto; font-size: 0.8125rem; }
      form { flex: 1 1 14rem; display: flex; gap: 0.375rem; align-items: center; }
      .row { gap: 0.25rem 0.375rem; }
    `,
  ];

  declare task: TaskControl | null;
  declare finding: Finding | null;
  declare me: string;
  declare keyOf: (command: string) => string;
  private declare isPartial: boolean;

  constructor() {
    super();
    this.task = null;
    this.finding = null;
    this.me = "";
    this.keyOf = () => "";
    this.isPartial = false;
  }

  /** Judges; a partial success asks for its score first. */
  judge(outcome: string): void {
    this.isPartial = outcome === "partial";
    if (this.isPartial) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>(".score")?.select());
    else this.#give(outcome, null);
  }

  /** Puts the cursor where the reason is written. */
  explain(): void {
    this.renderRoot.querySelector<HTMLInputElement>(".reason")?.focus();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get("task") as TaskControl | null | undefined;
    if (changed.has("task") && before?.id !== this.task?.id) this.isPartial = false;
  }

  override render() {
    if (!this.task) return nothing;
    const mine = this.#mine();
    return html`
      <dl>
        <div><dt>Participant said</dt><dd>${this.task.claim ? CLAIMS[this.task.claim] : "nothing"}</dd></div>
        <div><dt>Criterion</dt><dd title=${this.finding?.reasons.join(" ") ?? ""}>${this.finding?.words ?? "…"}</dd></div>
        ${this.#others()}
      </dl>
      <div class="row" role="group" aria-label="Verdict">
        <span class="small muted">Your verdict</span>
        ${["completed", "partial", "failed"].map((outcome) => this.#button(outcome, mine?.outcome === outcome))}
        <select aria-label="Another outcome" @change=${this.#choose}>
          <option value="">Another …</option>
          ${Object.entries(OUTCOMES).slice(3).map(([outcome, words]) => html`<option value=${outcome} ?selected=${mine?.outcome === outcome}>${words}</option>`)}
        </select>
        ${mine?.score == null || this.isPartial ? nothing : html`<span class="number small">score ${mine.score}</span>`}
        ${this.isPartial ? this.#score() : mine ? this.#reason(mine.reason) : nothing}
      </div>
    `;
  }

  #mine() {
    return this.task?.verdicts.find(({ person }) => person === this.me);
  }

  #others() {
    const others = this.task?.verdicts.filter(({ person }) => person !== this.me) ?? [];
    return others.map(({ person, outcome }) => html`<div><dt>${person}</dt><dd>${OUTCOMES[outcome] ?? outcome}</dd></div>`);
  }

  #button(outcome: string, isGiven: boolean) {
    const key = this.keyOf({ completed: "success", partial: "partial", failed: "failed" }[outcome] ?? "");
    return html`<button type="button" aria-pressed=${isGiven} @click=${() => this.judge(outcome)}>${key ? html`<kbd>${key}</kbd>` : nothing}${OUTCOMES[outcome]}</button>`;
  }

  #score() {
    return html`<form @submit=${this.#giveScore}>
      <label for="score">Score, 0 to 1</label>
      <input id="score" class="score" type="number" min="0" max="1" step="0.05" value="0.5" required @keydown=${this.#leave}>
      <button class="main">Give</button>
    </form>`;
  }

  #reason(reason: string) {
    return html`<form @submit=${this.#giveReason}>
      <input class="reason" aria-label="Reason of the verdict" placeholder="Reason (optional)" maxlength="2000" .value=${reason} @keydown=${this.#leave}>
      <button>${this.keyOf("reason") ? html`<kbd>${this.keyOf("reason")}</kbd>` : nothing}Save reason</button>
    </form>`;
  }

  #leave = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    this.isPartial = false;
    (event.target as HTMLElement).blur();
  };

  #choose = (event: Event): void => {
    const outcome = (event.target as HTMLSelectElement).value;
    if (outcome) this.judge(outcome);
  };

  #giveScore = (event: Event): void => {
    event.preventDefault();
    const score = Number(this.renderRoot.querySelector<HTMLInputElement>(".score")?.value);
    this.isPartial = false;
    this.#give("partial", score);
  };

  #giveReason = (event: Event): void => {
    event.preventDefault();
    const mine = this.#mine();
    const field = this.renderRoot.querySelector<HTMLInputElement>(".reason");
    if (mine) this.#give(mine.outcome, mine.score, field?.value.trim() ?? "");
    field?.blur();
  };

  #give(outcome: string, score: number | null, reason = ""): void {
    if (!this.task) return;
    const act = { type: "verdict.given", task: this.task.id, outcome, ...(score !== null && { score }), ...(reason && { reason }) } as const;
    const scored = score === null ? "" : ` ${score}`;
    sayAct(this, act as Parameters<typeof sayAct>[1], `Verdict on “${this.task.title}”: ${(OUTCOMES[outcome] ?? outcome).toLocaleLowerCase()}${scored}${reason ? `, ${reason}` : ""}`);
  }
}

customElements.define("recorder-verdict", RecorderVerdict);
