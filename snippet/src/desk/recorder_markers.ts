import { LitElement, css, html, nothing } from "lit";
import { deskSheet } from "./desk_sheet";
import type { Marker } from "./marker";

/** `<recorder-markers>`: a button for each marker of the study; `mark` {marker} tells which. */
export class RecorderMarkers extends LitElement {
  static override properties = { markers: { attribute: false }, highlight: { attribute: false }, slip: { attribute: false } };
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
  /** The key that notes a wrong turn; null while no task is going on. */
  declare slip: string | null;

  constructor() {
    super();
    this.markers = [];
    this.highlight = "";
    this.slip = null;
  }

  override render() {
    return html`<div class="row" role="group" aria-label="Markers">
      ${this.markers.map(
        ({ id, title, key, colour }) => html`<button type="button" data-colour=${colour} @click=${() => this.#mark(id)}><span class="letter">${key}</span>${title}</button>`,
      )}
      <button type="button" title="Marks a moment that began ten seconds ago" @click=${() => this.#mark("")}>${this.highlight ? html`<kbd>${this.highlight}</kbd>` : nothing}Highlight</button>
      ${this.slip === null ? nothing : html`<button type="button" @click=${this.#slip}>${this.slip ? html`<kbd>${this.slip}</kbd>` : nothing}Wrong turn</button>`}
    </div>`;
  }

  #slip = (): void => {
    this.dispatchEvent(new CustomEvent("command", { detail: { id: "slip" }, bubbles: true, composed: true }));
  };

  #mark(marker: string): void {
    this.dispatchEvent(new CustomEvent("mark", { detail: { marker }, bubbles: true, composed: true }));
  }
}

customElements.define("recorder-markers", RecorderMarkers);
