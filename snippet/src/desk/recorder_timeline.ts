import { LitElement, type TemplateResult, css, html, nothing, svg } from "lit";
import { clockWords } from "./clock_words";
import { deskSheet } from "./desk_sheet";
import type { FeedItem } from "./feed_item";
import type { FeedNames } from "./feed_names";
import { momentWords } from "./moment_words";
import { rulerSteps } from "./ruler_steps";
import { thin } from "./thin";
import type { Bar, Mark, Tracks } from "./tracks";

const STEP_MS = 5_000;
const LETTER = 11;

/**
 * `<recorder-timeline>`: all tracks of a session under one playhead.
 *
 * Fires `seek` {at_ms} when somebody clicks, drags, or presses an arrow key on it.
 */
export class RecorderTimeline extends LitElement {
  static override properties = {
    tracks: { attribute: false },
    names: { attribute: false },
    at_ms: { attribute: false },
    width: { state: true },
  };
  static override styles = [
    deskSheet,
    css`
      .tracks { position: relative; touch-action: pan-y; display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); gap: 0.125rem 0.5rem; align-items: center; font-size: 0.75rem; }
      .name { color: var(--muted); text-align: right; }
      svg { position: relative; display: block; width: 100%; overflow: hidden; cursor: pointer; background: var(--sunken); border-radius: 0.25rem; }
      svg.ruler { background: none; }
      text { font: 11px var(--sans); fill: var(--ink); pointer-events: none; }
      .ruler text { fill: var(--muted); }
      line { stroke: var(--edge); }
      .task { fill: var(--calm-soft); stroke: var(--calm); }
      .page { fill: var(--surface); stroke: var(--edge); }
      .voice { fill: var(--good-soft); stroke: var(--good); }
      .click { stroke: var(--ink); stroke-width: 1.5; }
      .fault { fill: var(--bad); }
      .note { fill: var(--calm); }
      .marker { fill: var(--tint); }
      .letter { font-weight: 700; font-size: 10px; fill: #fff; }
      .heads { position: absolute; inset: 0 0 0 5rem; pointer-events: none; }
      .head { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--mark); }
      .head::before { content: ""; position: absolute; top: 0.75rem; left: -5px; width: 12px; height: 12px; border-radius: 50%; background: var(--mark); }
      [role=slider] { position: absolute; inset: 0 0 0 5rem; border-radius: 0.25rem; }
      @media (max-width: 40rem) {
        .tracks { grid-template-columns: minmax(0, 1fr); }
        .name { text-align: left; line-height: 1; padding-top: 0.25rem; }
        .heads, [role=slider] { left: 0; }
      }
    `,
  ];

  declare tracks: Tracks | null;
  declare names: FeedNames;
  declare at_ms: number;
  private declare width: number;
  readonly #watch = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.tracks = null;
    this.names = { tasks: {}, people: {}, markers: [] };
    this.at_ms = 0;
    this.width = 600;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
  }

  /** The playhead moves many times a second: nothing else is drawn again for it. */
  protected override shouldUpdate(changed: Map<string, unknown>): boolean {
    if (changed.size > 1 || !changed.has("at_ms") || !this.hasUpdated) return true;
    this.#move();
    return false;
  }

  protected override updated(): void {
    this.#move();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { tracks } = this;
    if (!tracks || !tracks.end_ms) return nothing;
    return html`<div class="tracks" @pointerdown=${this.#grab} @pointermove=${this.#drag}>
      <div role="slider" tabindex="0" aria-label="Place in the session" aria-valuemin="0" @keydown=${this.#press}></div>
      <span class="name"></span>${this.#ruler(tracks.end_ms)}
      ${this.#bars("Tasks", "task", tracks.tasks, tracks.end_ms)} ${this.#bars("Pages", "page", tracks.pages, tracks.end_ms)}
      ${this.#row("Clicks", 14, thin(tracks.clicks, tracks.end_ms).map((mark) => this.#click(mark, tracks.end_ms)))}
      ${tracks.faults.length ? this.#row("Errors", 14, thin(tracks.faults, tracks.end_ms).map((mark) => this.#fault(mark, tracks.end_ms))) : nothing}
      ${this.#row("Notes", 20, tracks.notes.map((note) => this.#note(note, tracks.end_ms)))}
      ${tracks.voice.length ? this.#bars("Voice", "voice", tracks.voice, tracks.end_ms, false) : nothing}
      <div class="heads" aria-hidden="true"><div class="head"></div></div>
    </div>`;
  }

  #ruler(end_ms: number): TemplateResult {
    const steps = rulerSteps(end_ms, Math.max(2, Math.floor(this.width / 70)));
    return html`<svg class="ruler" height="18" aria-hidden="true">${steps.map((at_ms) => svg`
      <line x1=${share(at_ms, end_ms)} x2=${share(at_ms, end_ms)} y1="13" y2="18" />
      <text x=${share(at_ms, end_ms)} y="11" text-anchor=${at_ms / end_ms > 0.97 ? "end" : at_ms ? "middle" : "start"}>${clockWords(at_ms)}</text>`)}</svg>`;
  }

  #row(name: string, height: number, marks: unknown): TemplateResult {
    return html`<span class="name" aria-hidden="true">${name}</span><svg height=${height} aria-hidden="true">${marks}</svg>`;
  }

  #bars(name: string, kind: string, bars: readonly Bar[], end_ms: number, isNamed = true): unknown {
    if (!bars.length) return nothing;
    return this.#row(name, 20, bars.map(({ from_ms, until_ms, words }) => {
      const room = ((until_ms - from_ms) / end_ms) * this.width;
      const letters = Math.floor((room - 8) / (LETTER * 0.55));
      return svg`<rect class=${kind} x=${share(from_ms, end_ms)} width=${share(until_ms - from_ms, end_ms)} y="1" height="18" rx="3"><title>${momentWords(from_ms)} ${words}</title></rect>
        ${isNamed && letters > 3 ? svg`<text x=${share(from_ms, end_ms)} dx="5" y="14">${shorten(words, letters)}</text>` : nothing}`;
    }));
  }

  #click({ at_ms, words }: Mark, end_ms: number): unknown {
    const x = share(at_ms, end_ms);
    return svg`<line class="click" x1=${x} x2=${x} y1="2" y2="12"><title>${momentWords(at_ms)} ${words}</title></line>`;
  }

  #fault({ at_ms, words }: Mark, end_ms: number): unknown {
    return svg`<circle class="fault" cx=${share(at_ms, end_ms)} cy="7" r="5"><title>${momentWords(at_ms)} ${words}</title></circle>`;
  }

  #note({ at_ms, marker, words }: FeedItem, end_ms: number): unknown {
    const type = this.names.markers.find(({ id }) => id === marker);
    const x = share(at_ms, end_ms);
    return svg`<g data-colour=${type?.colour ?? nothing}><circle class=${marker ? "marker" : "note"} cx=${x} cy="10" r=${marker ? 8 : 5}><title>${momentWords(at_ms)} ${type?.title ?? ""} ${words}</title></circle>
      ${marker ? svg`<text class="letter" x=${x} y="14" text-anchor="middle">${type?.key ?? "•"}</text>` : nothing}</g>`;
  }

  #move(): void {
    const end_ms = this.tracks?.end_ms ?? 0;
    const slider = this.renderRoot.querySelector("[role=slider]");
    const head = this.renderRoot.querySelector<HTMLElement>(".head");
    if (!slider || !head || !end_ms) return;
    head.style.left = share(Math.min(this.at_ms, end_ms), end_ms);
    slider.setAttribute("aria-valuemax", String(Math.round(end_ms / 1000)));
    slider.setAttribute("aria-valuenow", String(Math.round(this.at_ms / 1000)));
    slider.setAttribute("aria-valuetext", `${clockWords(this.at_ms)} of ${clockWords(end_ms)}`);
  }

  #measure(): void {
    this.width = this.renderRoot.querySelector("svg")?.clientWidth || this.width;
  }

  readonly #press = (event: KeyboardEvent): void => {
    const end_ms = this.tracks?.end_ms ?? 0;
    const places: Record<string, number> = {
      ArrowLeft: this.at_ms - STEP_MS, ArrowDown: this.at_ms - STEP_MS, ArrowRight: this.at_ms + STEP_MS,
      ArrowUp: this.at_ms + STEP_MS, PageUp: this.at_ms + 6 * STEP_MS, PageDown: this.at_ms - 6 * STEP_MS, Home: 0, End: end_ms,
    };
    const place = places[event.key];
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#seek(place);
  };

  readonly #grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#seekTo(event);
  };

  readonly #drag = (event: PointerEvent): void => {
    if ((event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) this.#seekTo(event);
  };

  #seekTo(event: PointerEvent): void {
    const { left, width } = (this.renderRoot.querySelector("[role=slider]") as HTMLElement).getBoundingClientRect();
    this.#seek(((event.clientX - left) / width) * (this.tracks?.end_ms ?? 0));
  }

  #seek(at_ms: number): void {
    const place = Math.min(Math.max(0, at_ms), this.tracks?.end_ms ?? 0);
    this.dispatchEvent(new CustomEvent("seek", { detail: { at_ms: place } }));
  }
}

function share(ms: number, end_ms: number): string {
  return `${((ms / end_ms) * 100).toFixed(4)}%`;
}

function shorten(words: string, letters: number): string {
  return words.length > letters ? `${words.slice(0, Math.max(1, letters - 1))}…` : words;
}

customElements.define("recorder-timeline", RecorderTimeline);
