import { LitElement, css, html, nothing } from "lit";
import type { Control, TaskControl } from "./control";
import { deskSheet } from "./desk_sheet";
import { OUTCOMES } from "./outcome_words";

const PHASES = { new: "", given: "given", running: "running", paused: "paused", ended: "ended" } as const;
const SIGNS = { new: "", given: "◔", running: "●", paused: "❚❚", ended: "✓" } as const;

/** `<recorder-strip>`: the tasks of a session in their order; `select` {task} tells which was chosen. */
export class RecorderStrip extends LitElement {
  static override properties = { state: { attribute: false }, selected: { attribute: false } };
  static override styles = [
    deskSheet,
    css`
      ol { display: flex; gap: 0.25rem; overflow-x: auto; padding: 0.1875rem; scrollbar-width: thin; }
      li { flex: none; max-width: 15rem; }
      button { width: 100%; justify-content: start; border-color: var(--line); font-weight: 400; min-height: 2rem; padding-block: 0.125rem; }
      button[aria-pressed="true"] { background: var(--surface); color: var(--ink); border-color: var(--ink); box-shadow: inset 0 -2px var(--ink); }
      .title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .now .title { font-weight: 650; }
      .sign { color: var(--muted); font-size: 0.75rem; }
      .running .sign { color: var(--mark); }
      .given .sign, .paused .sign { color: var(--warn); }
      .ended .sign { color: var(--good); }
      .outcome { font-size: 0.75rem; color: var(--muted); white-space: nowrap; }
    `,
  ];

  declare state: Control | null;
  declare selected: string | null;

  constructor() {
    super();
    this.state = null;
    this.selected = null;
  }

  override render() {
    const tasks = this.state?.tasks ?? [];
    return html`<ol aria-label="Tasks">${tasks.map((task, index) => this.#pill(task, index + 1))}</ol>`;
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("selected")) this.renderRoot.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #pill(task: TaskControl, number: number) {
    const words = outcomeOf(task) || PHASES[task.phase];
    return html`<li class="${task.phase} ${this.state?.task === task.id ? "now" : ""}">
      <button type="button" aria-pressed=${this.selected === task.id} title=${task.title} @click=${() => this.#select(task.id)}>
        <span class="muted number">${number}</span><span class="title">${task.title}</span>
        ${SIGNS[task.phase] ? html`<span class="sign" aria-hidden="true">${SIGNS[task.phase]}</span>` : nothing}
        ${words ? html`<span class="outcome">${words}</span>` : nothing}
      </button>
    </li>`;
  }

  #select(task: string): void {
    this.dispatchEvent(new CustomEvent("select", { detail: { task }, bubbles: true, composed: true }));
  }
}

function outcomeOf({ agreed, verdicts }: TaskControl): string {
  const verdict = agreed ?? verdicts.at(-1);
  return verdict ? (OUTCOMES[verdict.outcome] ?? verdict.outcome).toLocaleLowerCase() : "";
}

customElements.define("recorder-strip", RecorderStrip);
