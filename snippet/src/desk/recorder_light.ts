import { LitElement, css, html, nothing } from "lit";
import { deskSheet } from "./desk_sheet";
import type { LightWords } from "./light_words";
import type { Presence } from "./presence";

/** `<recorder-light>`: how the line stands, in words, and who watches. */
export class RecorderLight extends LitElement {
  static override properties = { light: { attribute: false }, presence: { attribute: false }, me: { attribute: false } };
  static override styles = [
    deskSheet,
    css`
      :host { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; font-size: 0.8125rem; }
      .light { display: inline-flex; align-items: center; gap: 0.5rem; font-weight: 600; white-space: nowrap; }
      .light::before { content: ""; width: 0.625rem; height: 0.625rem; border-radius: 50%; background: var(--edge); flex: none; }
      .good::before { background: var(--good); }
      .warn::before { background: none; border: 2px solid var(--warn); }
      .bad::before { background: var(--bad); border-radius: 0; }
      ul { display: flex; flex-wrap: wrap; gap: 0.25rem; }
      li { display: inline-flex; gap: 0.375rem; align-items: center; padding: 0.0625rem 0.5rem; border: 1px solid var(--line); border-radius: 1rem; white-space: nowrap; }
      li.leads { border-color: var(--ink); font-weight: 600; }
      li.leads span { font-weight: 400; color: var(--muted); }
    `,
  ];

  declare light: LightWords;
  declare presence: Presence | null;
  declare me: string;

  constructor() {
    super();
    this.light = { kind: "none", words: "" };
    this.presence = null;
    this.me = "";
  }

  override render() {
    const people = this.presence?.people ?? [];
    return html`
      <span class="light ${this.light.kind} number">${this.light.words}</span>
      ${people.length
        ? html`<ul aria-label="Who watches">${people.map(
            ({ login, name, is_moderator }) => html`<li class=${is_moderator ? "leads" : ""}>${name}${login === this.me ? " (you)" : ""}${is_moderator ? html` <span>moderates</span>` : nothing}</li>`,
          )}</ul>`
        : nothing}
    `;
  }
}

customElements.define("recorder-light", RecorderLight);
