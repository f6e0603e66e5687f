import { LitElement, css, html, nothing } from "lit";
import { deskSheet } from "./desk_sheet";
import { keyWords } from "./key_words";
import type { Command, Keys } from "./keys";

/** `<recorder-shortcuts>`: the sheet of all keys, where each can be changed and all switched off. */
export class RecorderShortcuts extends LitElement {
  static override properties = { keys: { attribute: false }, changed: { state: true }, said: { state: true } };
  static override styles = [
    deskSheet,
    css`
      dialog { border: 1px solid var(--edge); border-radius: var(--radius); background: var(--surface); color: var(--ink); padding: 1.25rem; width: min(46rem, calc(100vw - 2rem)); max-height: calc(100dvh - 3rem); overflow: auto; }
      dialog::backdrop { background: #0009; }
      .head { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
      h2 { font-size: 1.125rem; }
      h3 { font-size: 0.8125rem; color: var(--muted); margin-top: 1rem; }
      .groups { columns: 20rem; column-gap: 2rem; }
      section { break-inside: avoid; }
      li { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr) auto; gap: 0.5rem; align-items: center; border-bottom: 1px solid var(--line); min-height: 2.125rem; font-size: 0.875rem; }
      kbd { justify-self: start; }
      label.switch { display: flex; gap: 0.5rem; align-items: center; margin-top: 0.75rem; font-size: 0.875rem; }
      input[type="checkbox"] { width: 1.125rem; height: 1.125rem; accent-color: var(--link); }
      .said { min-height: 1.5rem; font-size: 0.8125rem; color: var(--bad); }
    `,
  ];

  declare keys: Keys | null;
  /** The command whose new key is waited for. */
  private declare changed: string;
  private declare said: string;

  constructor() {
    super();
    this.keys = null;
    this.changed = "";
    this.said = "";
  }

  open(): void {
    this.changed = this.said = "";
    this.requestUpdate();
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  override render() {
    const groups = [...new Set(this.keys?.commands.map(({ group }) => group))];
    return html`<dialog aria-labelledby="title" @keydown=${this.#press} @close=${this.#end}>
      <div class="head"><h2 id="title">Keys</h2><button type="button" @click=${this.#close}>Close</button></div>
      <p class="muted small">Keys do nothing while you write in a field. What you choose here holds for this browser.</p>
      <label class="switch"><input type="checkbox" .checked=${this.keys?.isOn ?? true} @change=${this.#switch}>Keys are on</label>
      <p class="said" role="status">${this.said}</p>
      <div class="groups">${groups.map((group) => html`<section><h3>${group}</h3><ul>${this.keys?.commands.filter((each) => each.group === group).map((each) => this.#line(each))}</ul></section>`)}</div>
      <p><button class="plain" type="button" @click=${this.#reset}>All keys as they were at first</button></p>
    </dialog>`;
  }

  #line({ id, words }: Command) {
    const key = keyWords(this.keys?.keyOf(id) ?? "");
    const isAsked = this.changed === id;
    return html`<li>
      ${isAsked ? html`<span class="small">press …</span>` : key ? html`<kbd>${key}</kbd>` : html`<span class="muted small">none</span>`}
      <span>${words}</span>
      <button class="plain" type="button" aria-label="Change the key of: ${words}" aria-pressed=${isAsked ? "true" : nothing} @click=${() => this.#ask(id)}>${isAsked ? "Leave" : "Change"}</button>
    </li>`;
  }

  #ask(id: string): void {
    this.changed = this.changed === id ? "" : id;
    this.said = this.changed ? "Press the new key, Backspace for none, or Escape to leave it." : "";
  }

  #press = (event: KeyboardEvent): void => {
    if (!this.changed || ["Tab", "Shift", "Control", "Alt", "Meta", "Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return void (this.said = "That combination belongs to the browser; choose a single key.");
    const key = event.key === "Backspace" ? "" : event.key.toLocaleLowerCase();
    const holder = event.key === "Escape" ? null : this.keys?.rebind(this.changed, key);
    this.said = holder ? `${keyWords(key)} is taken: ${holder.words}. Choose another.` : "";
    if (!holder) this.changed = "";
  };

  #switch = (event: Event): void => {
    this.keys?.switch((event.target as HTMLInputElement).checked);
  };

  #reset = (): void => {
    this.keys?.reset();
    this.said = "All keys are as they were at first.";
    this.requestUpdate();
  };

  #close = (): void => {
    this.renderRoot.querySelector("dialog")?.close();
  };

  #end = (): void => {
    this.changed = "";
  };
}

customElements.define("recorder-shortcuts", RecorderShortcuts);
