import { type ReactiveControllerHost, type TemplateResult, html, nothing } from "lit";

type Tab = "feed" | "remarks";

/** The two tabs of a room's feed, all of it and what those who watch say, and what is unread there. */
export class FeedTabs {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #tab: Tab = "feed";
  #unread = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  /** Turns to a tab; `then` runs once it is shown. */
  show(tab: Tab, then?: () => void): void {
    this.#tab = tab;
    if (tab === "remarks") this.#unread = 0;
    this.#host.requestUpdate();
    if (then) void this.#host.updateComplete.then(then);
  }

  /** Counts what was said by others while nobody looked. */
  count(said: number): void {
    if (this.#tab === "remarks" || !said) return;
    this.#unread += said;
    this.#host.requestUpdate();
  }

  /**
   * Draws the tabs.
   *
   * @param key - The key that leads to the talk of those who watch.
   * @param lines - Draws the feed, or only one kind of its lines.
   */
  render(key: string, lines: (only: "remark" | null) => TemplateResult): TemplateResult {
    const isFeed = this.#tab === "feed";
    return html`
      <div class="room-tabs" role="tablist" aria-label="Feed and watchers">
        ${this.#button("feed", "Feed")}
        ${this.#button("remarks", html`<kbd>${key}</kbd> Watchers ${this.#unread ? html`<span class="room-unread">${this.#unread} <span class="visually-hidden">unread</span></span>` : nothing}`)}
      </div>
      <div class="room-panel" role="tabpanel" id="panel-feed" aria-labelledby="tab-feed" ?hidden=${!isFeed}>${lines(null)}</div>
      <div class="room-panel" role="tabpanel" id="panel-remarks" aria-labelledby="tab-remarks" ?hidden=${isFeed}>
        <recorder-remark></recorder-remark>${lines("remark")}
      </div>
    `;
  }

  #button(name: Tab, words: unknown): TemplateResult {
    return html`<button
      type="button" role="tab" id="tab-${name}" aria-selected=${this.#tab === name} aria-controls="panel-${name}" tabindex=${this.#tab === name ? 0 : -1}
      @click=${() => this.show(name)} @keydown=${this.#turn}>${words}</button>`;
  }

  readonly #turn = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.show(this.#tab === "feed" ? "remarks" : "feed", () => this.#host.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus());
  };
}
