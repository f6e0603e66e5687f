import { LitElement, css, html } from "lit";
import { deskSheet } from "./desk_sheet";
import { sayAct } from "./say_act";

/** `<recorder-remark>`: says something to the others who watch. */
export class RecorderRemark extends LitElement {
  static override styles = [deskSheet, css`form { display: flex; gap: 0.5rem; align-items: end; } form > div { flex: 1; }`];

  override focus(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override render() {
    return html`<form @submit=${this.#say}>
      <div><label for="words">To those who watch <span class="muted">(never to the participant)</span></label>
      <input id="words" maxlength="2000" autocomplete="off" placeholder="@name …" required @keydown=${this.#leave}></div>
      <button class="main">Say</button>
    </form>`;
  }

  #leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
  };

  #say = (event: Event): void => {
    event.preventDefault();
    const input = this.renderRoot.querySelector("input");
    const text = input?.value.trim() ?? "";
    if (!input || !text) return;
    sayAct(this, { type: "remark.made", text }, "Said to those who watch");
    input.value = "";
  };
}

customElements.define("recorder-remark", RecorderRemark);
