import { LitElement, css, html, nothing } from "lit";
import { storage } from "../storage";
import { deskSheet } from "./desk_sheet";
import { momentWords } from "./moment_words";
import { noteText } from "./note_text";

/** What a finished note says; the element tells it by the event `note`. */
export interface WrittenNote {
  readonly text: string;
  /** Where the clock stood at the first key stroke. */
  readonly moment_ms: number;
}

/**
 * `<recorder-note>`: where notes are written.
 *
 * A note belongs to the moment of its first key stroke, however long the writing takes. Enter
 * saves, Shift+Enter starts a line, Escape leaves the field and keeps what was written.
 */
export class RecorderNote extends LitElement {
  static override properties = {
    clock: { attribute: false },
    present: { attribute: false },
    key: { attribute: false },
    draft: { attribute: false },
    text: { state: true },
    moment_ms: { state: true },
  };
  static override styles = [
    deskSheet,
    css`
      form { display: grid; gap: 0.375rem; }
      .bar { display: flex; gap: 0.5rem; align-items: end; }
      textarea { resize: none; min-height: 2.5rem; max-height: 12rem; field-sizing: content; line-height: 1.4; }
      .preview { overflow-wrap: anywhere; white-space: pre-line; font-size: 0.8125rem; }
      .under { min-height: 1.25rem; display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: baseline; }
    `,
  ];

  /** Answers where the clock stands at a moment of `performance.now()`: of the room or the player. */
  declare clock: (device_ms?: number) => number;
  /** Logins and names of who is here, in small letters. */
  declare present: ReadonlySet<string>;
  /** The key that leads here, as the button beside the field shows it; "" for none. */
  declare key: string;
  /** Under which name an unfinished note is kept; "" keeps none. */
  declare draft: string;
  private declare text: string;
  private declare moment_ms: number | null;

  constructor() {
    super();
    this.clock = () => 0;
    this.present = new Set();
    this.key = "";
    this.draft = "";
    this.text = "";
    this.moment_ms = null;
  }

  /** Puts the cursor into the field. */
  override focus(): void {
    this.renderRoot.querySelector("textarea")?.focus();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("draft") && this.draft) this.#restore();
  }

  override render() {
    return html`
      <form @submit=${this.#save}>
        <label for="text">Note ${this.key ? html`<kbd>${this.key}</kbd>` : nothing}</label>
        <div class="bar">
          <textarea
            id="text" rows="1" placeholder="What happens? #tag !! @name" maxlength="60000" aria-describedby="under"
            .value=${this.text} @keydown=${this.#press} @beforeinput=${this.#stamp} @input=${this.#type}
          ></textarea>
          <button class="main" ?disabled=${!this.text.trim()}>Save</button>
        </div>
        <div class="under small muted" id="under">${this.#under()}</div>
      </form>
    `;
  }

  #under() {
    if (this.moment_ms === null) return html`<span>Timed at the first key stroke. Enter saves.</span>`;
    return html`
      <span class="number">at ${momentWords(this.moment_ms)}</span>
      <button class="plain" type="button" @click=${this.#now}>Set to now</button>
      ${/[#@!]/.test(this.text) ? html`<span class="preview">${noteText(this.text, this.present)}</span>` : nothing}
    `;
  }

  /** The event's own time is when the key went down, however late this runs. */
  #stamp = (event: InputEvent): void => {
    if (this.moment_ms === null) this.moment_ms = this.clock(event.timeStamp);
  };

  #now = (): void => {
    this.moment_ms = this.clock();
    this.#keep();
    this.focus();
  };

  #type = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    if (!this.text) this.moment_ms = null;
    this.#keep();
  };

  #press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#save(event);
    }
    if (event.key === "Escape") (event.target as HTMLElement).blur();
  };

  #save = (event: Event): void => {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || this.moment_ms === null) return;
    const detail: WrittenNote = { text, moment_ms: this.moment_ms };
    this.text = "";
    this.moment_ms = null;
    this.#keep();
    this.dispatchEvent(new CustomEvent("note", { detail, bubbles: true, composed: true }));
  };

  #keep(): void {
    if (!this.draft) return;
    const key = `recorder.draft.${this.draft}`;
    if (this.text) storage.set(key, JSON.stringify({ text: this.text, moment_ms: this.moment_ms }));
    else storage.remove(key);
  }

  #restore(): void {
    try {
      const kept: unknown = JSON.parse(storage.get(`recorder.draft.${this.draft}`) ?? "null");
      if (kept) ({ text: this.text, moment_ms: this.moment_ms } = kept as { text: string; moment_ms: number | null });
    } catch {
      // A draft that cannot be read is no draft.
    }
  }
}

customElements.define("recorder-note", RecorderNote);
