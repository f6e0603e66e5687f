import { LitElement, type TemplateResult, css, html, nothing } from "lit";
import { askPage } from "./ask_page";
import { deskSheet } from "./desk_sheet";
import { momentWords } from "./moment_words";
import { splitHits } from "./split_hits";
import type { Said, TranscriptFacts } from "./transcript_facts";

/**
 * `<recorder-transcript>`: what was said, the line of the moment marked, and searched.
 *
 * `at_ms` is where the player stands; a line that is chosen is told by `jump` {at_ms}, which
 * bubbles. A session without a transcript shows nothing.
 */
export class RecorderTranscript extends LitElement {
  static override properties = {
    session: { type: String },
    at_ms: { attribute: false },
    transcripts: { state: true },
    shown: { state: true },
    wanted: { state: true },
    words: { state: true },
  };
  static override styles = [
    deskSheet,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; gap: 0.375rem; }
      h2 { font-size: 0.9375rem; }
      .head { justify-content: space-between; }
      .head input, .head select { flex: 1 1 8rem; width: auto; min-width: 0; min-height: 1.75rem; padding-block: 0.125rem; font-size: 0.8125rem; }
      .list { overflow-y: auto; max-height: 18rem; overflow-wrap: anywhere; }
      li button {
        display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: 0.5rem; width: 100%; text-align: start; border: 0; border-radius: 0;
        background: none; font-weight: 400; padding: 0.25rem 0.5rem; align-items: start; line-height: 1.4; border-inline-start: 3px solid transparent;
      }
      li button:hover { background: var(--sunken); }
      li[aria-current] button { background: var(--warn-soft); border-inline-start-color: var(--warn); }
      .when { color: var(--muted); font-size: 0.8125rem; }
      .said { white-space: pre-line; }
      mark { background: var(--warn-soft); color: inherit; outline: 1px solid var(--warn); border-radius: 0.125rem; }
      .small { min-height: 1.25rem; }
    `,
  ];

  declare session: string;
  declare at_ms: number;
  private declare transcripts: readonly TranscriptFacts[];
  private declare shown: string;
  private declare wanted: string;
  private declare words: string;
  #marked = -1;

  constructor() {
    super();
    this.session = "";
    this.at_ms = 0;
    this.transcripts = [];
    this.shown = "";
    this.wanted = "";
    this.words = "";
    this.hidden = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#fetch();
  }

  /** Only another line's turn is worth drawing. */
  override shouldUpdate(changed: Map<string, unknown>): boolean {
    if (changed.size > 1 || !changed.has("at_ms")) return true;
    return this.#marked !== this.#current();
  }

  override render(): TemplateResult {
    const cues = this.#cues;
    const current = (this.#marked = this.#current());
    const hits = this.#hits();
    const count = this.wanted ? `${hits.length} of ${cues.length} lines` : `${cues.length} lines`;
    return html`
      <h2>Transcript</h2>
      <div class="row head">
        ${this.transcripts.length > 1
          ? html`<label><span class="visually-hidden">Which transcript</span><select @change=${this.#choose}>${this.transcripts.map(({ id, name }) => html`<option value=${id} .selected=${id === this.shown}>${name}</option>`)}</select></label>`
          : nothing}
        <input type="search" aria-label="Search the transcript" placeholder="Search" .value=${this.wanted} @input=${this.#search} @keydown=${this.#onSearchKey}>
        <span class="muted small number" role="status">${this.words || count}</span>
      </div>
      <div class="list" role="region" aria-label="Transcript" @keydown=${this.#onListKey}>
        <ol>${hits.map((place) => this.#line(cues[place]!, place === current))}</ol>
      </div>`;
  }

  override updated(): void {
    const line = this.renderRoot.querySelector("li[aria-current]");
    const list = this.renderRoot.querySelector(".list");
    // Whoever reads with the keyboard keeps the place.
    if (line && list && !list.contains((this.renderRoot as ShadowRoot).activeElement)) {
      list.scrollTop = (line as HTMLElement).offsetTop - (list as HTMLElement).offsetTop - list.clientHeight / 3;
    }
  }

  #line({ start_ms, speaker, text }: Said, isNow: boolean): TemplateResult {
    const pieces = splitHits(text, this.wanted).map(([piece, isHit]) => (isHit ? html`<mark>${piece}</mark>` : piece));
    return html`<li aria-current=${isNow ? "true" : nothing}><button type="button" @click=${() => this.#jump(start_ms)}>
      <span class="when number">${momentWords(start_ms)}</span>
      <span class="said" dir="auto">${speaker ? html`<strong>${speaker}:</strong> ` : nothing}${pieces}</span>
    </button></li>`;
  }

  get #cues(): readonly Said[] {
    return this.transcripts.find(({ id }) => id === this.shown)?.cues ?? [];
  }

  /** Places of the lines that have what is looked for; all where nothing is. */
  #hits(): readonly number[] {
    const wanted = this.wanted.toLowerCase();
    const places = this.#cues.map((_, place) => place);
    return wanted ? places.filter((place) => this.#cues[place]!.text.toLowerCase().includes(wanted)) : places;
  }

  #current(): number {
    return this.#cues.findLastIndex(({ start_ms, end_ms }) => start_ms <= this.at_ms && this.at_ms < end_ms);
  }

  #jump(at_ms: number): void {
    this.dispatchEvent(new CustomEvent("jump", { detail: { at_ms }, bubbles: true, composed: true }));
  }

  readonly #search = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value.trim();
  };

  readonly #choose = (event: Event): void => {
    this.shown = (event.target as HTMLSelectElement).value;
  };

  /** Enter goes to the next hit, from where the player stands. */
  readonly #onSearchKey = (event: KeyboardEvent): void => {
    const hits = this.#hits();
    if (event.key === "ArrowDown") this.#focus(0);
    if (event.key !== "Enter" || !this.wanted || !hits.length) return;
    event.preventDefault();
    const next = hits.find((place) => this.#cues[place]!.start_ms > this.at_ms + 1) ?? hits[0]!;
    this.#jump(this.#cues[next]!.start_ms);
  };

  readonly #onListKey = (event: KeyboardEvent): void => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>("li button")];
    this.#focus(buttons.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement) + way);
  };

  #focus(place: number): void {
    this.renderRoot.querySelectorAll<HTMLElement>("li button")[Math.max(0, place)]?.focus();
  }

  async #fetch(): Promise<void> {
    try {
      const answer = await askPage(`/sessions/${this.session}/transcripts.json`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.transcripts = ((await answer.json()) as { transcripts: TranscriptFacts[] }).transcripts;
      this.shown = this.transcripts[0]?.id ?? "";
      this.hidden = !this.transcripts.length;
    } catch {
      this.words = "The transcript could not be loaded.";
      this.hidden = false;
    }
  }
}

customElements.define("recorder-transcript", RecorderTranscript);
