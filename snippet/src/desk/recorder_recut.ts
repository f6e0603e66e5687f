import { LitElement, css, html } from "lit";
import type { TaskControl } from "./control";
import { deskSheet } from "./desk_sheet";
import { momentWords } from "./moment_words";
import { recutReply } from "./recut_reply";
import { sayAct } from "./say_act";

/** `<recorder-recut>`: corrects when an attempt began and ended, to now, to a line of the feed or as typed. */
export class RecorderRecut extends LitElement {
  static override properties = { task: { attribute: false }, clock: { attribute: false }, wrong: { state: true } };
  static override styles = [
    deskSheet,
    css`
      form { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; }
      .pair { display: flex; gap: 0.25rem; align-items: end; }
      input { width: 6.5rem !important; font-variant-numeric: tabular-nums; }
      .wrong { color: var(--bad); font-weight: 600; font-size: 0.8125rem; flex-basis: 100%; }
      .hint { flex-basis: 100%; font-weight: 400; }
    `,
  ];

  declare task: TaskControl | null;
  declare clock: () => number;
  private declare wrong: string;
  #field: "from" | "to" = "from";

  constructor() {
    super();
    this.task = null;
    this.clock = () => 0;
    this.wrong = "";
  }

  override focus(): void {
    this.#input("from")?.select();
  }

  /** Takes a moment of the feed for the field that was used last. */
  take(at_ms: number): void {
    this.#set(this.#field, at_ms);
  }

  override render() {
    return html`<form @submit=${this.#save}>
      <p class="hint small muted">Minutes and seconds since the session began. Or click the time of a line in the feed: it goes into the field you used last.</p>
      ${this.#pair("from", "Began", this.task?.started_ms ?? null)} ${this.#pair("to", "Ended", this.task?.ended_ms ?? null)}
      <button class="main">Correct</button>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : ""}
    </form>`;
  }

  #pair(name: "from" | "to", words: string, ms: number | null) {
    return html`<div class="pair">
      <div><label for=${name}>${words}</label><input id=${name} inputmode="decimal" autocomplete="off" placeholder="as it was" .value=${ms === null ? "" : momentWords(ms)} @focus=${() => (this.#field = name)}></div>
      <button type="button" @click=${() => this.#set(name, this.clock())}>Now</button>
    </div>`;
  }

  #input(name: "from" | "to"): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }

  #set(name: "from" | "to", ms: number): void {
    const input = this.#input(name);
    if (input) input.value = momentWords(ms);
    this.#field = name === "from" ? "to" : "from";
  }

  #save = (event: Event): void => {
    event.preventDefault();
    if (!this.task) return;
    const { act, words } = recutReply(this.task, this.#text("from"), this.#text("to"));
    this.wrong = act ? "" : words;
    if (!act) return;
    sayAct(this, act, words);
    this.dispatchEvent(new Event("over"));
  };

  #text(name: "from" | "to"): string {
    return this.#input(name)?.value.trim() ?? "";
  }
}

customElements.define("recorder-recut", RecorderRecut);
