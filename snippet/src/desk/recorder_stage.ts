import { html, LitElement, nothing, type TemplateResult } from "lit";
import { isFromStage } from "../stage/is_from_stage";
import type { StagedEvent, ToStage } from "../stage/to_stage";
import { DomEvents } from "./dom_events";
import { outlineAt } from "./outline";
import { outlineView } from "./outline_view";
import { Playhead } from "./playhead";
import { stageStyle } from "./stage_style";
import type { TimedEvent } from "./timed_event";

/** A log of one session, as far as the stage looks at it. */
interface Log {
  readonly entries: readonly TimedEvent[];
  subscribe?(listener: (fresh: readonly TimedEvent[]) => void): () => void;
}

/**
 * `<recorder-stage src="/sessions/…/stage">`: the participant's page at a moment.
 *
 * What was recorded is shown in a frame of its own, which runs nothing of it. Where no
 * pictures were recorded an outline stands for them. Fires `shown` whenever its moment moves.
 */
export class RecorderStage extends LitElement {
  static override properties = { src: { type: String }, state: { state: true } };
  static override styles = [stageStyle];
  declare src: string;
  /** Counts what was drawn, so that what is said about it is written anew. */
  declare state: number;
  readonly playhead = new Playhead((at_ms) => this.#move(at_ms));
  #log: Log = { entries: [] };
  #dom = new DomEvents();
  #unsubscribe: (() => void) | undefined;
  #isLive = false;
  #isReady = false;
  #isDrawing = false;
  #isStale = false;
  #hasPicture = false;
  #hasHole = false;
  #damaged = 0;
  #spot = "";
  #turn = 0;
  #answered = 0;
  #posted = { key: "", until: 0 };

  constructor() {
    super();
    this.src = "";
    this.state = 0;
  }

  /** The moment shown, in milliseconds on the session's clock. */
  get at_ms(): number {
    return this.#isLive ? (this.#log.entries.at(-1)?.at_ms ?? 0) : this.playhead.at_ms;
  }

  get is_live(): boolean {
    return this.#isLive;
  }

  /** Whether all that was asked for is drawn. */
  get is_settled(): boolean {
    return this.#isReady && !this.#isDrawing && this.#answered === this.#turn;
  }

  /** Shows a session; what its log gets later is taken in by itself. */
  load(log: Log): void {
    this.#unsubscribe?.();
    this.#log = log;
    this.#dom = new DomEvents();
    this.#posted = { key: "", until: 0 };
    this.#unsubscribe = log.subscribe?.((fresh) => this.add(fresh));
    this.add(log.entries);
  }

  /** Takes in events that have just come; `load` sees to this where the log tells of them. */
  add(fresh: readonly TimedEvent[]): void {
    this.#dom.add(fresh);
    this.#move(this.at_ms);
  }

  /** Shows a moment, and stands still there unless it plays. */
  show(at_ms: number): void {
    this.#isLive = false;
    this.playhead.seek(at_ms);
  }

  /** Goes on from where it is, so many times as fast as it happened. */
  play(rate = 1): void {
    this.#isLive = false;
    this.playhead.play(rate);
  }

  pause(): void {
    this.playhead.pause();
  }

  /** Shows what came last, and goes on doing so. */
  live(): void {
    this.playhead.pause();
    this.#isLive = true;
    this.#move(this.at_ms);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("message", this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("message", this.#hear);
    this.playhead.pause();
    this.#unsubscribe?.();
  }

  protected override render(): TemplateResult {
    return html`<div class="all"><div class="view">
        <iframe src=${this.src || nothing} title="The participant’s page" tabindex="-1" inert ?hidden=${!this.#hasPicture}></iframe>
        ${this.#hasPicture ? nothing : this.#outline()}
      </div>
      ${this.#notice()}</div>`;
  }

  #outline(): TemplateResult {
    const page = outlineAt(this.#log.entries, this.at_ms);
    if (page) return outlineView(page, this.at_ms);
    return html`<p class="empty">${this.#log.entries.length ? "No page of the participant is open here." : "Nothing has happened yet."}</p>`;
  }

  /** What the picture does not show, said plainly. */
  #notice(): TemplateResult | typeof nothing {
    const words = this.#words();
    return words ? html`<p class="notice">${words}</p>` : nothing;
  }

  #words(): string {
    if (!this.#hasPicture) {
      if (!this.#log.entries.some(({ event }) => event.type === "page.viewed")) return "";
      return this.#dom.is_empty
        ? "Pictures of the page were not recorded. This outline is made of its size, its scrolling and the clicks."
        : "There is no picture of this moment. This outline is made of the page’s size, its scrolling and the clicks.";
    }
    if (this.#hasHole) return "A part of the recording is missing: the picture stands still until the next whole one.";
    const damaged = this.#damaged + this.#dom.damaged;
    return damaged ? `The recording is damaged: ${damaged} ${damaged === 1 ? "change" : "changes"} of this page could not be shown.` : "";
  }

  #move(at_ms: number): void {
    this.dispatchEvent(new CustomEvent("shown", { detail: { at_ms } }));
    if (!this.#hasPicture) this.state += 1;
    void this.#draw();
  }

  /** Draws the moment that is wanted now; while it draws, only the last one wanted counts. */
  async #draw(): Promise<void> {
    this.#isStale = true;
    if (this.#isDrawing || !this.#isReady) return;
    this.#isDrawing = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.#drawAt(this.#isLive ? Number.POSITIVE_INFINITY : this.playhead.at_ms);
    }
    this.#isDrawing = false;
  }

  async #drawAt(at_ms: number): Promise<void> {
    const spot = this.#dom.spotAt(at_ms);
    if (spot === this.#spot) return;
    const shown = await this.#dom.windowAt(at_ms);
    this.#spot = spot;
    this.#hasHole = shown?.has_hole ?? false;
    this.#hasPicture = shown !== null;
    this.state += 1;
    if (!shown) return void (this.#posted = { key: "", until: 0 });
    const { key, from, until, events } = shown;
    const goesOn = this.#posted.key === key && from <= this.#posted.until && this.#posted.until <= until;
    const isSeen = goesOn && (this.#isLive || this.playhead.is_playing);
    const next = goesOn ? events.slice(this.#posted.until - from) : events;
    this.#posted = { key, until };
    if (next.length || !goesOn) this.#post(next, !goesOn, isSeen);
  }

  #post(events: readonly StagedEvent[], is_fresh: boolean, is_seen: boolean): void {
    this.#turn += 1;
    const staged = events.map(({ at_ms, text }) => ({ at_ms, text }));
    const asked: ToStage = { to: "stage", turn: this.#turn, is_fresh, is_seen, events: staged };
    this.#frame?.postMessage(asked, location.origin);
  }

  get #frame(): Window | null {
    return this.renderRoot.querySelector("iframe")?.contentWindow ?? null;
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (origin !== location.origin || source !== this.#frame || !isFromStage(data)) return;
    if (data.turn === 0) {
      this.#isReady = true;
      this.#spot = "";
      this.#posted = { key: "", until: 0 };
      void this.#draw();
    }
    if (data.turn !== this.#turn) return;
    this.#answered = data.turn;
    this.#damaged = data.damaged;
    if (data.height_px) this.style.setProperty("--recorder-ratio", `${data.width_px} / ${data.height_px}`);
    this.state += 1;
    this.dispatchEvent(new CustomEvent("drawn", { detail: data }));
  };
}

customElements.define("recorder-stage", RecorderStage);
