import { LitElement, type TemplateResult, html, nothing } from "lit";
import type { Control, TaskControl } from "./control";
import { drawName } from "./draw_name";
import { elsewhereWords } from "./elsewhere_words";
import type { FeedNames } from "./feed_names";
import { FeedTabs } from "./feed_tabs";
import { Findings } from "./findings";
import { heard } from "./heard";
import { Keys } from "./keys";
import { keyWords } from "./key_words";
import { Live } from "./live";
import { Moderating } from "./moderating";
import { momentWords } from "./moment_words";
import type { WantedAct } from "./new_act";
import { pageSample } from "./page_sample";
import type { RecorderConsole } from "./recorder_console";
import type { RecorderFeed } from "./recorder_feed";
import type { RecorderRecut } from "./recorder_recut";
import type { RecorderShortcuts } from "./recorder_shortcuts";
import type { RecorderStage } from "./recorder_stage";
import type { WrittenNote } from "./recorder_note";
import { roomCommands } from "./room_commands";
import type { RoomFacts } from "./room_facts";
import { roomHead } from "./room_head";
import { roomNames } from "./room_names";
import { taskAtHand } from "./task_at_hand";

type Spoken = readonly { readonly event: { readonly type: string; readonly person?: string } }[];

/**
 * `<recorder-room>`: one person's live room; it has no shadow, so that the page's sheet lays it out.
 *
 * It holds the line and the keys, and shows; what a person does is `Moderating`'s to decide.
 */
export class RecorderRoom extends LitElement {
  static override properties = { isBack: { state: true } };

  private declare isBack: boolean;
  readonly facts: RoomFacts;
  readonly live: Live;
  readonly keys: Keys;
  readonly #moderating: Moderating;
  readonly #tabs: FeedTabs;
  readonly #findings: Findings;
  #stops: (() => void)[] = [];
  #names: FeedNames;
  /** On a phone the mirror is folded until it is asked for. */
  readonly #isWide = matchMedia("(min-width: 60rem)").matches;

  constructor() {
    super();
    this.isBack = false;
    this.facts = JSON.parse(this.dataset.room ?? "{}") as RoomFacts;
    this.live = new Live({ ...this.facts, login: this.facts.me.login, is_room: true });
    this.keys = new Keys(roomCommands(this.facts.markers, this.run));
    this.#names = { tasks: {}, people: this.facts.people, markers: this.facts.markers };
    this.#moderating = new Moderating(this.facts, this.live, this.keys, () => this.#names);
    this.#tabs = new FeedTabs(this);
    this.#findings = new Findings(this, this.facts.session);
    const sample = pageSample(this.facts.now_ms);
    if (sample) this.live.clock.add(sample);
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const change = (): void => this.requestUpdate();
    this.live.addEventListener("change", change);
    this.keys.addEventListener("change", change);
    this.#moderating.addEventListener("change", change);
    this.#moderating.addEventListener("judge", this.#judge);
    this.addEventListener("command", this.#commanded);
    this.addEventListener("act", this.#acted);
    const timer = window.setInterval(change, 1_000);
    this.#stops = [
      this.live.open(), this.keys.listen(), this.#moderating.listen(), this.live.log.subscribe((fresh) => this.#hear(fresh)),
      () => clearInterval(timer),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
  }

  /** Where the session's clock stands. */
  readonly clock = (device_ms?: number): number => this.live.now(device_ms);

  readonly keyOf = (id: string): string => (this.keys.isOn ? keyWords(this.keys.keyOf(id)) : "");

  /** Does what a key or a button asks for; `device_ms` says when it was pressed. */
  readonly run = (id: string, device_ms: number = performance.now()): void => {
    switch (id) {
      case "note": return this.querySelector<HTMLElement>("recorder-note")?.focus();
      case "keys": return this.querySelector<RecorderShortcuts>("recorder-shortcuts")?.open();
      case "filter": return this.#tabs.show("feed", () => this.querySelector<RecorderFeed>("recorder-feed")?.filter());
      case "chat": return this.#tabs.show("remarks", () => this.querySelector<HTMLElement>("recorder-remark")?.focus());
      case "live": return this.#goLive();
      default: return this.#moderating.run(id, device_ms);
    }
  };

  override willUpdate(): void {
    const { state } = this.#moderating;
    const names = roomNames(this.facts, state, this.live.presence);
    if (JSON.stringify(names) !== JSON.stringify(this.#names)) this.#names = names;
    this.#findings.follow(state);
  }

  override firstUpdated(): void {
    this.#mirror?.load(this.live.log);
    this.#mirror?.live();
  }

  override render() {
    const { state, task, mayLead } = this.#moderating;
    return html`
      ${roomHead(this)}
      ${this.#elsewhere()}
      <recorder-strip .state=${state} .selected=${task?.id ?? null} @select=${this.#choose}></recorder-strip>
      <div class="room-body">
        <div class="room-main">
          ${state && task ? taskAtHand(task, this.clock) : nothing}
          <section class="room-console" aria-label="Moderate" ?hidden=${!mayLead}>${this.#console(state, task)}</section>
          ${this.#last()}
          ${this.#stage()}
        </div>
        <div class="room-side">
          <section class="room-notes" aria-label="Notes">${this.#notes(state)}</section>
          <section class="room-feed" aria-label="Feed">${this.#tabs.render(this.keyOf("chat"), (only) => this.#lines(only))}</section>
        </div>
      </div>
      <recorder-shortcuts .keys=${this.keys}></recorder-shortcuts>
    `;
  }

  /** Nothing will ever come here: said at once, with the way out. */
  #elsewhere(): TemplateResult | typeof nothing {
    const { origins, session } = this.facts;
    const words = elsewhereWords(origins, location.origin);
    if (!words) return nothing;
    return html`<p class="notice bad room-elsewhere" role="alert">${words} <a href="${origins[0] ?? ""}/sessions/${session}/room">Open the room there</a></p>`;
  }

  #console(state: Control | null, task: TaskControl | null): TemplateResult {
    const { panel, questions } = this.#moderating;
    return html`<recorder-console
      .state=${state} .task=${task} .finding=${this.#findings.of(task?.id)}
      .presence=${this.live.presence} .me=${this.facts.me.login} .keyOf=${this.keyOf} .clock=${this.clock}
      .chord=${questions.open} .level=${questions.level} .panel=${panel}
    ></recorder-console>`;
  }

  /** What was done last, said politely, the way back, and the way forth again. */
  #last(): TemplateResult {
    const { last, isRedoable, said } = this.#moderating;
    return html`<div class="room-last">
      <p role="status" aria-live="polite">${said}</p>
      ${last ? this.#wayBack("undo", `Undo: ${last.words}`) : nothing}
      ${isRedoable ? this.#wayBack("redo", "Redo") : nothing}
    </div>`;
  }

  #wayBack(command: "undo" | "redo", words: string): TemplateResult {
    const key = this.keyOf(command);
    return html`<button class="quiet small" type="button" @click=${() => this.run(command)}>${key ? html`<kbd>${key}</kbd>` : nothing}<span>${words}</span></button>`;
  }

  #stage(): TemplateResult {
    return html`<details class="room-mirror" ?open=${this.#isWide}>
      <summary>Participant’s page</summary>
      ${this.isBack ? html`<p class="room-back"><span>You are looking back.</span> <button class="quiet small" type="button" @click=${() => this.run("live")}><kbd>${this.keyOf("live")}</kbd> Go live</button></p>` : nothing}
      ${this.facts.mode === "by_hand" ? html`<p class="room-none muted">No page records this session.</p>` : html`<recorder-stage src="/sessions/${this.facts.session}/stage"></recorder-stage>`}
    </details>`;
  }

  #notes(state: Control | null): TemplateResult {
    const isGoing = state !== null && ["given", "running", "paused"].includes(state.phase);
    return html`
            <recorder-note .clock=${this.clock} .present=${this.#present()} .key=${this.keyOf("note")} .draft=${`${this.facts.session}.${this.facts.me.login}`} @note=${this.#note}></recorder-note>
            <recorder-markers .markers=${this.facts.markers} .highlight=${this.keyOf("highlight")} .slip=${isGoing ? this.keyOf("slip") : null} @mark=${this.#marked}></recorder-markers>
          `;
  }

  #lines(only: "remark" | null): TemplateResult {
    return html`<recorder-feed
      .log=${this.live.log} .names=${this.#names} .waiting=${this.live.waiting} .me=${this.facts.me.login} .present=${this.#present()} .only=${only}
      @jump=${this.#jump} @change-note=${this.#changeNote} @retract-note=${this.#retractNote} @retry=${this.#retry} @discard=${this.#discard}
    ></recorder-feed>`;
  }

  /** Logins and names of who is here, in small letters. */
  #present(): ReadonlySet<string> {
    const people = this.live.presence?.people ?? [];
    return new Set(people.flatMap(({ login, name }) => [login, name]).map((name) => name.toLocaleLowerCase()));
  }

  /** The participant's page as it is or was; null where none is recorded. */
  get #mirror(): RecorderStage | null {
    return this.querySelector<RecorderStage>("recorder-stage");
  }

  #goLive(): void {
    this.isBack = false;
    this.#mirror?.live();
  }

  #hear(fresh: Spoken): void {
    const others = fresh.filter(({ event }) => event.type === "remark.made" && event.person !== this.facts.me.login);
    if (this.live.isCaughtUp) this.#tabs.count(others.length);
  }

  readonly #commanded = heard<{ id: string }>(({ id }) => this.run(id));

  readonly #acted = heard<{ act: WantedAct; words: string }>(({ act, words }) => this.#moderating.do(act, words));

  readonly #choose = heard<{ task: string }>(({ task }) => this.#moderating.choose(task));

  readonly #judge = heard<{ verdict: string }>(({ verdict }) => {
    const element = this.querySelector<RecorderConsole>("recorder-console")?.verdict;
    if (verdict === "reason") element?.explain();
    else element?.judge(verdict);
  });

  readonly #note = heard<WrittenNote>(({ text, moment_ms }) => {
    this.#moderating.do({ type: "note.added", note: drawName(), text, moment_ms }, `Note at ${momentWords(moment_ms)} saved`);
  });

  readonly #marked = heard<{ marker: string }>(({ marker }, { timeStamp }) => this.#moderating.mark(marker, this.clock(timeStamp)));

  readonly #jump = heard<{ at_ms: number }>(({ at_ms }) => {
    const recut = this.querySelector("recorder-console")?.shadowRoot?.querySelector<RecorderRecut>("recorder-recut");
    if (recut) return recut.take(at_ms);
    this.isBack = this.#mirror !== null;
    this.#mirror?.show(at_ms);
  });

  readonly #changeNote = heard<{ note: string; text: string }>((change) => this.#moderating.do({ type: "note.changed", ...change }, "Note changed"));

  readonly #retractNote = heard<{ note: string }>(({ note }) => this.#moderating.do({ type: "note.retracted", note }, "Note taken back"));

  readonly #retry = heard<{ act: string }>(({ act }) => this.live.retry(act));

  readonly #discard = heard<{ act: string }>(({ act }) => this.live.discard(act));
}

customElements.define("recorder-room", RecorderRoom);
