import { LitElement, css, html } from "lit";
import { deskSheet } from "./desk_sheet";
import type { Marker } from "./marker";

/** `<recorder-markers>`: a button for each marker of the study; `mark` {marker, at_ms} tells which. */
export class RecorderMarkers extends LitElement {
  static override properties = { markers: { attribute: false }, highlight: { attribute: false } };
  static override styles = [
    deskSheet,
    css`
      .row { gap: 0.25rem; }
      button { min-height: 2rem; padding: 0.125rem 0.5rem 0.125rem 0.375rem; font-weight: 400; font-size: 0.8125rem; border-color: var(--line); }
      kbd { border-color: var(--line); }
    `,
  ];

  declare markers: readonly Marker[];
  /** The key that marks a moment that has just passed. */
  declare highlight: string;

  constructor() {
    super();
    this.markers = [];
    this.highlight = "";
  }

  override render() {
    return html`<div class="row" role="group" aria-label="Markers">
      ${this.markers.map(
        ({ id, title, key, colour }) => html`<button type="button" data-colour=${colour} @click=${() => this.#mark(id)}><span class="letter">${key}</span>${title}</button>`,
      )}
      <button type="button" title="Marks a moment that began ten seconds ago" @click=${() => this.#mark("")}><kbd>${this.highlight}</kbd>Highlight</button>
    </div>`;
  }

  #mark(marker: string): void {
    this.dispatchEvent(new CustomEvent("mark", { detail: { marker }, bubbles: true, composed: true }));
  }
}

customElements.define("recorder-markers", RecorderMarkers);
