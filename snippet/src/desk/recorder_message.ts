import { LitElement, css, html, nothing } from "lit";
import { deskSheet } from "./desk_sheet";
import { sayAct } from "./say_act";

/** `<recorder-message>`: puts words before the participant, and takes them away again. */
export class RecorderMessage extends LitElement {
  static override properties = { shown: { attribute: false } };
  static override styles = [
    deskSheet,
    css`
      :host { display: grid; gap: 0.375rem; }
      form { display: flex; gap: 0.5rem; align-items: end; }
      form > div { flex: 1; }
      blockquote { margin: 0; padding-left: 0.625rem; border-left: 3px solid var(--calm); overflow-wrap: anywhere; }
    `,
  ];

  /** What the participant sees now; "" for nothing. */
  declare shown: string;

  constructor() {
    super();
    this.shown = "";
  }

  override focus(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override render() {
    return html`
      ${this.shown
        ? html`<div class="row small"><span class="muted">The participant sees</span><blockquote>${this.shown}</blockquote>
            <button class="plain" type="button" @click=${this.#take}>Take it away</button></div>`
        : nothing}
      <form @submit=${this.#send}>
        <div><label for="words">Message to the participant</label><input id="words" maxlength="2000" autocomplete="off" required></div>
        <button class="main">Send</button>
      </form>
    `;
  }

  #take = (): void => sayAct(this, { type: "message.sent", text: "" }, "Took the message away");

  #send = (event: Event): void => {
    event.preventDefault();
    const input = this.renderRoot.querySelector("input");
    const text = input?.value.trim() ?? "";
    if (!input || !text) return;
    sayAct(this, { type: "message.sent", text }, `The participant sees: ${text}`);
    input.value = "";
    this.dispatchEvent(new Event("over"));
  };
}

customElements.define("recorder-message", RecorderMessage);
