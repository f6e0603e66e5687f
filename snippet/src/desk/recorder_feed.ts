import { LitElement, type TemplateResult, css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { WaitingAct } from "./act_queue";
import { deskSheet } from "./desk_sheet";
import type { FeedItem, FeedKind } from "./feed_item";
import type { FeedNames } from "./feed_names";
import { FeedReading } from "./feed_reading";
import { momentWords } from "./moment_words";
import { noteText } from "./note_text";
import type { SessionLog } from "./session_log";

const WINDOW = 500;
const CHIPS: readonly (readonly [FeedKind, string])[] = [
  ["note", "Notes"], ["marker", "Markers"], ["task", "Tasks"], ["page", "Page"], ["fault", "Faults"],
];

/**
 * `<recorder-feed>`: notes, markers and events of a session, at most a window of them.
 *
 * It tells what its person wants by events that bubble: `jump` {at_ms, key}, `change-note`
 * {note, text}, `retract-note` {note}, `retry` {act}, `discard` {act}.
 */
export class RecorderFeed extends LitElement {
  static override properties = {
    log: { attribute: false },
    names: { attribute: false },
    waiting: { attribute: false },
    me: { attribute: false },
    present: { attribute: false },
    order: { attribute: false },
    at_ms: { attribute: false },
    only: { attribute: false },
    kinds: { state: true },
    text: { state: true },
    extra: { state: true },
    edited: { state: true },
    version: { state: true },
  };
  static override styles = [
    deskSheet,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .filters { display: flex; flex-wrap: wrap; gap: 0.25rem 0.375rem; align-items: center; padding-bottom: 0.5rem; }
      .filters button { min-height: 1.75rem; padding: 0.125rem 0.625rem; border-radius: 1rem; font-size: 0.8125rem; font-weight: 400; border-color: var(--line); }
      .filters input { flex: 1 1 6rem; width: auto; min-width: 0; min-height: 1.75rem; padding-block: 0.125rem; font-size: 0.8125rem; }
      .list { flex: 1; min-height: 0; overflow-y: auto; overflow-wrap: anywhere; }
      li { display: grid; position: relative; grid-template-columns: 3.5rem minmax(0, 1fr); gap: 0 0.5rem; align-items: start; padding: 0.1875rem 0.375rem; border-left: 3px solid transparent; font-size: 0.875rem; line-height: 1.4; }
      li.note, li.marker { background: var(--surface); border-left-color: var(--calm); padding-block: 0.3125rem; border-radius: 0 0.375rem 0.375rem 0; margin-block: 0.125rem; }
      li.marker { border-left-color: var(--tint); }
      li.fault { border-left-color: var(--bad); }
      li.milestone { font-weight: 600; background: var(--sunken); border-left-color: var(--ink); }
      li.page { color: var(--muted); }
      li.undone .said { text-decoration: line-through; color: var(--muted); }
      li.waiting { border-left-style: dashed; border-left-color: var(--warn); }
      li[aria-current] { background: var(--warn-soft); }
      .when { font: inherit; font-size: 0.8125rem; font-weight: 400; color: var(--muted); background: none; border: 0; padding: 0; min-height: 1.25rem; line-height: 1.25rem; justify-content: start; font-variant-numeric: tabular-nums; }
      .when:hover { text-decoration: underline; background: none; }
      .who { color: var(--muted); font-weight: 400; font-size: 0.8125rem; }
      .said { white-space: pre-line; }
      .trouble { color: var(--warn); font-size: 0.8125rem; font-weight: 600; }
      .trouble.refused { color: var(--bad); }
      /* While there is a server the answer comes at once, so nothing need be said. */
      .trouble:not(.refused) { animation: say 0s 0.6s both; }
      @keyframes say { from { visibility: hidden; } to { visibility: visible; } }
      li .plain { min-height: 1.5rem; padding: 0 0.25rem; font-size: 0.8125rem; }
      .acts { position: absolute; right: 0.125rem; top: 0.125rem; opacity: 0; white-space: nowrap; background: var(--surface); border-radius: 0.375rem; box-shadow: -0.5rem 0 0.5rem var(--surface); }
      li:hover .acts, li:focus-within .acts { opacity: 1; }
      @media (hover: none) { .acts { opacity: 1; position: static; grid-column: 2; box-shadow: none; } }
      .empty { padding: 1.5rem 0.75rem; color: var(--muted); font-size: 0.875rem; }
      .more { display: flex; justify-content: center; padding: 0.375rem; }
    `,
  ];

  declare log: SessionLog | null;
  declare names: FeedNames;
  /** Acts that the server does not have yet. */
  declare waiting: readonly WaitingAct[];
  /** Whose notes may be changed here; "" for nobody's. */
  declare me: string;
  /** Logins and names of who is here, in small letters. */
  declare present: ReadonlySet<string>;
  /** In a room the newest is on top; beside a player the oldest is. */
  declare order: "newest" | "oldest";
  /** Where the player stands: the last line before it is marked; null in a room. */
  declare at_ms: number | null;
  /** Shows one kind and no filters; null shows all but remarks. */
  declare only: FeedKind | null;
  private declare kinds: ReadonlySet<FeedKind>;
  private declare text: string;
  private declare extra: number;
  private declare edited: string;
  private declare version: number;
  readonly #reading = new FeedReading();
  #stop = (): void => {};

  constructor() {
    super();
    this.log = null;
    this.names = { tasks: {}, people: {}, markers: [] };
    this.waiting = [];
    this.me = "";
    this.present = new Set();
    this.order = "newest";
    this.at_ms = null;
    this.only = null;
    this.kinds = new Set();
    this.text = "";
    this.extra = 0;
    this.edited = "";
    this.version = 0;
  }

  /** Puts the cursor into the filter. */
  filter(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type=search]")?.focus();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("names")) this.#reading.name(this.names);
    if (changed.has("log") && this.log) this.#follow(this.log);
    if (changed.has("waiting") || changed.has("me")) this.#reading.wait(this.waiting, this.me);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  /** Keeps the line where the player stands in sight, unless somebody looks around in the list. */
  override updated(changed: Map<string, unknown>): void {
    const list = this.renderRoot.querySelector<HTMLElement>(".list");
    const line = list?.querySelector<HTMLElement>("[aria-current]");
    if (!changed.has("at_ms") || !list || !line || list.matches(":hover, :focus-within")) return;
    const { top, bottom } = list.getBoundingClientRect();
    const place = line.getBoundingClientRect();
    if (place.top < top || place.bottom > bottom) list.scrollTop += place.top - top - list.clientHeight / 2;
  }

  override render() {
    const every = this.#reading.list({ kinds: this.only ? new Set([this.only]) : this.kinds, text: this.text });
    const here = this.at_ms === null ? undefined : every.findLast(({ at_ms }) => at_ms <= (this.at_ms ?? 0));
    const { shown, earlier } = this.#window(every, here);
    const more = earlier
      ? html`<div class="more"><button class="plain" type="button" @click=${this.#showEarlier}>Show ${Math.min(WINDOW, earlier)} earlier</button></div>`
      : nothing;
    return html`
      ${this.only ? nothing : this.#filters()}
      <div class="list" role="region" aria-label=${this.only === "remark" ? "What those who watch say" : "Feed"} tabindex="0">
        ${this.order === "oldest" ? more : nothing}
        ${shown.length ? html`<ol>${repeat(shown, ({ key }) => key, (item) => this.#line(item, item === here))}</ol>` : this.#empty()}
        ${this.order === "newest" ? more : nothing}
      </div>
    `;
  }

  #follow(log: SessionLog): void {
    this.#stop();
    this.#reading.add(log.entries);
    this.#stop = log.subscribe((fresh) => {
      this.#reading.add(fresh);
      this.version += 1;
    });
  }

  /** The last lines; beside a player, those around where it stands. */
  #window(every: readonly FeedItem[], here?: FeedItem): { shown: readonly FeedItem[]; earlier: number } {
    const size = WINDOW + this.extra;
    const end = this.at_ms === null ? every.length : Math.min(every.length, every.indexOf(here as FeedItem) + WINDOW / 2);
    const start = Math.max(0, Math.min(end, every.length) - size);
    const shown = every.slice(start, Math.max(end, start + size));
    return { shown: this.order === "newest" ? shown.reverse() : shown, earlier: start };
  }

  #filters(): TemplateResult {
    return html`
      <div class="filters" role="group" aria-label="Show in the feed">
        ${CHIPS.map(([kind, words]) => html`<button type="button" aria-pressed=${this.kinds.has(kind)} @click=${() => this.#toggle(kind)}>${words}</button>`)}
        <input type="search" aria-label="Filter the feed" placeholder="Filter" .value=${this.text} @input=${this.#search} @keydown=${this.#leave}>
      </div>
    `;
  }

  #line(item: FeedItem, isHere: boolean): TemplateResult {
    const classes = [item.kind, item.isMilestone && "milestone", item.isUndone && "undone", item.trouble && "waiting"];
    const marker = this.names.markers.find(({ id }) => id === item.marker);
    return html`
      <li class=${classes.filter(Boolean).join(" ")} data-seq=${item.key} data-colour=${marker?.colour ?? nothing} aria-current=${isHere ? "true" : nothing}>
        <button class="when" type="button" @click=${() => this.#say("jump", { at_ms: item.at_ms, key: item.key })}>${momentWords(item.at_ms)}</button>
        <div>${this.edited && this.edited === item.note ? this.#editor(item) : this.#said(item, marker?.key, marker?.title)}</div>
        ${this.#acts(item)}
      </li>
    `;
  }

  #said(item: FeedItem, key: string | undefined, title: string | undefined): TemplateResult {
    const isNote = !!item.note || item.kind === "remark";
    const who = item.person ? html`<span class="who">${this.names.people[item.person] ?? item.person}</span> ` : nothing;
    const words = isNote ? noteText(item.words, this.present) : item.words;
    return html`
      ${item.marker ? html`<span class="letter">${key || "•"}</span> <strong>${title ?? item.marker}</strong> ` : nothing}
      <span class="said">${words}</span>
      ${item.detail ? html`<span class="muted small">${item.detail}</span>` : nothing}
      ${who}${item.isUndone ? html`<span class="who">taken back</span>` : nothing}
      ${item.isChanged && !item.isUndone ? html`<span class="who">changed</span>` : nothing}
      ${this.#trouble(item)}
    `;
  }

  #trouble({ key, trouble }: FeedItem) {
    if (!trouble) return nothing;
    if (trouble === "waiting") return html`<span class="trouble">not sent yet</span>`;
    const act = key.slice("waiting:".length);
    return html`
      <span class="trouble refused">not taken: ${trouble}</span>
      <button class="plain" type="button" @click=${() => this.#say("retry", { act })}>Try again</button>
      <button class="plain" type="button" @click=${() => this.#say("discard", { act })}>Discard</button>
    `;
  }

  #acts(item: FeedItem) {
    if (!item.note || item.note === this.edited || item.isUndone || item.trouble || item.person !== this.me) return nothing;
    return html`<span class="acts">
      <button class="plain" type="button" @click=${() => this.#edit(item.note)}>Edit</button>
      <button class="plain" type="button" @click=${() => this.#say("retract-note", { note: item.note })}>Take back</button>
    </span>`;
  }

  #editor(item: FeedItem): TemplateResult {
    return html`
      <textarea rows="2" aria-label="Change the note" .value=${item.words} @keydown=${(event: KeyboardEvent) => this.#press(event, item.note)}></textarea>
      <button class="plain" type="button" @click=${(event: Event) => this.#save(event, item.note)}>Save</button>
      <button class="plain" type="button" @click=${() => this.#edit("")}>Leave as it was</button>
    `;
  }

  #press(event: KeyboardEvent, note: string): void {
    if (event.isComposing) return;
    if (event.key === "Escape") this.#edit("");
    if (event.key === "Enter" && !event.shiftKey) this.#save(event, note);
  }

  #save(event: Event, note: string): void {
    event.preventDefault();
    const text = this.renderRoot.querySelector("textarea")?.value.trim() ?? "";
    if (text) this.#say("change-note", { note, text });
    this.#edit("");
  }

  #edit(note: string): void {
    this.edited = note;
    if (note) void this.updateComplete.then(() => this.renderRoot.querySelector("textarea")?.focus());
  }

  #empty(): TemplateResult {
    if (this.only === "remark") return html`<p class="empty">Nobody has said anything. The participant never sees what is said here.</p>`;
    const isFiltered = this.kinds.size > 0 || this.text;
    return html`<p class="empty">${isFiltered ? "Nothing of this kind so far." : "Nothing has happened yet. Notes, markers and what the participant does appear here."}</p>`;
  }

  #toggle(kind: FeedKind): void {
    const kinds = new Set(this.kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    this.kinds = kinds;
    this.extra = 0;
  }

  #search = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.extra = 0;
  };

  #leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
  };

  #showEarlier = (): void => {
    this.extra += WINDOW;
  };

  #say(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("recorder-feed", RecorderFeed);
