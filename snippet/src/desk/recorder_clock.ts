import { LitElement, css, html } from "lit";
import { deskSheet } from "./desk_sheet";

/** `<recorder-clock>`: the time between two moments; it runs while the second is open. */
export class RecorderClock extends LitElement {
  static override properties = { from_ms: { attribute: false }, to_ms: { attribute: false }, clock: { attribute: false } };
  static override styles = [deskSheet, css`:host { display: inline-block; font-variant-numeric: tabular-nums; }`];

  /** Where it counts from; null shows no time. */
  declare from_ms: number | null;
  declare to_ms: number | null;
  declare clock: () => number;
  #timer = 0;

  constructor() {
    super();
    this.from_ms = this.to_ms = null;
    this.clock = () => 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.from_ms !== null && this.to_ms === null && this.requestUpdate(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const ms = this.from_ms === null ? null : (this.to_ms ?? this.clock()) - this.from_ms;
    return html`${ms === null || Number.isNaN(ms) ? "–:––" : clockWords(ms)}`;
  }
}

function clockWords(ms: number): string {
  const seconds = Math.floor(Math.max(ms, 0) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

customElements.define("recorder-clock", RecorderClock);
