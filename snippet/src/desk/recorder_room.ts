import { LitElement, html, nothing } from "lit";
import { askPage } from "./ask_page";
import type { Control, TaskControl } from "./control";
import { elsewhereWords } from "./elsewhere_words";
import { ASSISTS } from "./event_words";
import type { FeedNames } from "./feed_names";
import type { Finding } from "./finding";
import { forecast } from "./forecast";
import { Keys } from "./keys";
import { keyWords } from "./key_words";
import { type LastAct, lastAct } from "./last_act";
import { lightWords } from "./light_words";
import { Live } from "./live";
import { momentWords } from "./moment_words";
import type { WantedAct } from "./new_act";
import { nextTask } from "./next_task";
import type { Panel, RecorderConsole } from "./recorder_console";
import type { RecorderFeed } from "./recorder_feed";
import type { RecorderRecut } from "./recorder_recut";
import type { RecorderStage } from "./recorder_stage";
import type { RecorderShortcuts } from "./recorder_shortcuts";
import type { WrittenNote } from "./recorder_note";
import { roomCommands } from "./room_commands";
import type { RoomFacts } from "./room_facts";
import { drawName } from "./draw_name";

const PANELS: readonly string[] = ["message", "recut", "unplanned", "hand-over"];
const BACK_MS = 10_000;
const LEVEL_WITHIN_MS = 1_500;
const LATE_MS = 2_000;

/**
 * `<recorder-room>`: one person's live room; it has no shadow, so that the page's sheet lays it out.
 *
 * It holds the line, the keys and what is chosen; the elements in it show and ask.
 */
export class RecorderRoom extends LitElement {
  static override properties = {
    chosen: { state: true }, chord: { state: true }, level: { state: true }, panel: { state: true }, tab: { state: true },
    said: { state: true }, findings: { state: true }, isBack: { state: true }, unread: { state: true },
  };

  private declare chosen: string | null;
  private declare chord: "" | "assist" | "end";
  private declare level: number;
  private declare panel: Panel;
  private declare tab: "feed" | "remarks";
  private declare said: string;
  private declare findings: readonly Finding[];
  private declare isBack: boolean;
  private declare unread: number;
  readonly facts: RoomFacts;
  readonly live: Live;
  readonly keys: Keys;
  #stops: (() => void)[] = [];
  #names: FeedNames;
  #ended = "";
  /** On a phone the mirror is folded until it is asked for. */
  readonly #isWide = matchMedia("(min-width: 60rem)").matches;
  /** When the end of a task was asked for: how it ended may take a moment longer to say. */
  #asked_ms = 0;

  constructor() {
    super();
    this.chosen = null;
    this.chord = "";
    this.level = 1;
    this.panel = "";
    this.tab = "feed";
    this.said = "";
    this.findings = [];
    this.isBack = false;
    this.unread = 0;
    this.facts = JSON.parse(this.dataset.room ?? "{}") as RoomFacts;
    this.live = new Live({ ...this.facts, login: this.facts.me.login, is_room: true });
    this.keys = new Keys(roomCommands(this.facts.markers, (id, device_ms) => this.run(id, device_ms)));
    this.#names = { tasks: {}, people: this.facts.people, markers: this.facts.markers };
    this.#takePageClock();
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const change = (): void => this.requestUpdate();
    this.live.addEventListener("change", change);
    this.live.addEventListener("refused", this.#refused);
    this.keys.addEventListener("change", change);
    this.addEventListener("command", this.#commanded);
    this.addEventListener("act", this.#acted);
    const timer = window.setInterval(change, 1_000);
    this.#stops = [
      this.live.open(), this.keys.listen(), this.live.log.subscribe((fresh) => this.#hear(fresh)), () => clearInterval(timer),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
  }

  /** Where the session's clock stands. */
  readonly clock = (device_ms?: number): number => this.live.now(device_ms);

  readonly keyOf = (id: string): string => (this.keys.isOn ? keyWords(this.keys.keyOf(id)) : "");

  override willUpdate(): void {
    const state = this.#state();
    const { people = [] } = this.live.presence ?? {};
    const names: FeedNames = {
      tasks: Object.fromEntries([...this.facts.tasks, ...(state?.tasks ?? [])].map(({ id, title }) => [id, title])),
      people: { ...this.facts.people, ...Object.fromEntries(people.map(({ login, name }) => [login, name])) },
      markers: this.facts.markers,
    };
    if (JSON.stringify(names) !== JSON.stringify(this.#names)) this.#names = names;
    const ended = JSON.stringify(state?.tasks.filter(({ phase }) => phase === "ended").map(({ id, go, claim }) => [id, go, claim]));
    if (ended && ended !== this.#ended) {
      void this.#ask();
      // What the page did last may still be on its way.
      setTimeout(() => void this.#ask(), LATE_MS);
    }
    this.#ended = ended ?? "";
  }

  override firstUpdated(): void {
    this.#mirror?.load(this.live.log);
    this.#mirror?.live();
  }

  override render() {
    const state = this.#state();
    const task = this.#task(state);
    const isGoing = state !== null && ["given", "running", "paused"].includes(state.phase);
    return html`
      <header class="room-head">
        <a class="brand" href="/"><span class="visually-hidden">Usability Recorder</span></a>
        <h1><a href="/sessions/${this.facts.session}">${this.facts.participant}</a> <span class="visually-hidden">live room</span></h1>
        <p class="room-study small muted" dir="auto">${this.facts.study}</p>
        <recorder-light .light=${this.#light()} .presence=${this.live.presence} .me=${this.facts.me.login}></recorder-light>
        <p class="room-clock small number"><span class="muted">Session</span> <recorder-clock .from_ms=${0} .clock=${this.clock}></recorder-clock></p>
        <button class="quiet small" type="button" @click=${() => this.run("keys")}><kbd>${this.keyOf("keys") || "?"}</kbd>Keys</button>
      </header>
      ${this.#elsewhere()}
      <recorder-strip .state=${state} .selected=${task?.id ?? null} @select=${this.#choose}></recorder-strip>
      <div class="room-body">
        <div class="room-main">
          ${this.#now(state, task)}
          <section class="room-console" aria-label="Moderate" ?hidden=${!this.#mayLead()}>${this.#console(state, task)}</section>
          ${this.#last()}
          ${this.#stage()}
        </div>
        <div class="room-side">
          <section class="room-notes" aria-label="Notes">
            <recorder-note .clock=${this.clock} .present=${this.#present()} .key=${this.keyOf("note")} .draft=${`${this.facts.session}.${this.facts.me.login}`} @note=${this.#note}></recorder-note>
            <recorder-markers .markers=${this.facts.markers} .highlight=${this.keyOf("highlight")} .slip=${isGoing ? this.keyOf("slip") : null} @mark=${this.#marked}></recorder-markers>
          </section>
          <section class="room-feed" aria-label="Feed">${this.#feed()}</section>
        </div>
      </div>
      <recorder-shortcuts .keys=${this.keys}></recorder-shortcuts>
    `;
  }

  /** Does what a key or a button asks for; `device_ms` says when it was pressed. */
  run(id: string, device_ms: number = performance.now()): void {
    const at_ms = this.clock(device_ms);
    if (id.startsWith("marker:")) return this.#mark(id.slice("marker:".length), at_ms);
    if (id.startsWith("assist-")) return this.#assist(Number(id.slice("assist-".length)), at_ms);
    if (PANELS.includes(id)) return this.#openPanel(id as Panel);
    switch (id) {
      case "note": return this.querySelector<HTMLElement>("recorder-note")?.focus();
      case "highlight": return this.#mark("", at_ms);
      case "keys": return this.querySelector<RecorderShortcuts>("recorder-shortcuts")?.open();
      case "filter": return this.#show("feed", () => this.querySelector<RecorderFeed>("recorder-feed")?.filter());
      case "chat": return this.#show("remarks", () => this.querySelector<HTMLElement>("recorder-remark")?.focus());
      case "live": return this.#goLive();
      case "undo": return this.#undo();
      case "redo": return this.#redo();
      case "lead": return this.#lead(at_ms);
      default: return this.#moderate(id, at_ms);
    }
  }

  #moderate(id: string, at_ms: number): void {
    const state = this.#state();
    if (!state) return this.#say("Wait for the line to the server.");
    const task = this.#task(state);
    if (id === "slip") return this.#slip(state, at_ms);
    if (["success", "partial", "failed", "reason"].includes(id)) return this.#judge(id, task);
    if (state.moderator !== this.facts.me.login) return this.#say("Only the moderator does that.");
    if (id === "close") return this.#act({ type: "session.closed", at_ms }, "Ended the session");
    if (id === "next") return this.#next(state, at_ms);
    if (!task) return this.#say("Choose a task first.");
    this.#leadTask(id, task, state, at_ms);
  }

  #leadTask(id: string, task: TaskControl, state: Control, at_ms: number): void {
    const isCurrent = state.task === task.id;
    const title = `“${task.title}”`;
    const of = { task: task.id, at_ms } as const;
    switch (id) {
      case "give": return this.#act({ type: "task.assigned", ...of }, `Gave ${title}`);
      case "restart": return this.#act({ type: "task.restarted", ...of }, `${title} begins again`);
      case "begin":
        if (!isCurrent || task.phase !== "given") return this.#say("No task waits for its start.");
        return this.#act({ type: "task.begun", ...of }, `Started the clock of ${title}`);
      case "skip": return this.#act({ type: "task.finished", claim: "skipped", ...of }, `Skipped ${title}`);
      case "assist": return this.#askLevel(at_ms);
      case "end": return this.#askEnd(task, at_ms);
      case "end-done": return this.#end(task, "done", this.#asked_ms);
      case "end-gave-up": return this.#end(task, "gave_up", this.#asked_ms);
      case "end-said": return this.#end(task, null, this.#asked_ms);
      case "end-not": return this.#forget();
    }
  }

  #next(state: Control, at_ms: number): void {
    const current = state.tasks.find(({ id }) => id === state.task);
    const next = nextTask(state);
    if (state.phase === "closed") return this.#say("The session is ended.");
    if (current && ["running", "paused"].includes(state.phase)) return this.#say(`End “${current.title}” first.`);
    if (!next) return this.#say("All tasks are given.");
    this.#act({ type: "task.assigned", task: next.id, at_ms }, `Gave “${next.title}”`);
  }

  #slip(state: Control, at_ms: number): void {
    if (!state.task) return this.#say("No task is going on.");
    this.#act({ type: "slip.noted", task: state.task, at_ms }, "Noted a wrong turn");
  }

  #judge(id: string, task: TaskControl | null): void {
    if (!this.#mayLead()) return this.#say("Owners and researchers judge.");
    if (!task) return this.#say("Choose a task first.");
    const verdict = this.querySelector<RecorderConsole>("recorder-console")?.verdict;
    if (!verdict) return this.#say(`There is nothing to judge of “${task.title}” yet.`);
    if (id === "reason") verdict.explain();
    else verdict.judge(id === "success" ? "completed" : id);
  }

  /** The level may follow as a digit; the help was given when H was pressed. */
  #askLevel(at_ms: number): void {
    this.chord = "assist";
    const give = (level: number) => (): void => this.#assist(level, at_ms);
    this.keys.ask({
      keys: { 1: give(1), 2: give(2), 3: give(3) },
      within_ms: LEVEL_WITHIN_MS,
      otherwise: (why) => (why === "escape" ? this.#forget() : this.#assist(this.level, at_ms)),
    });
  }

  #assist(level: number, at_ms: number): void {
    this.#forget();
    const task = this.#task(this.#state());
    if (!task) return;
    this.level = level;
    this.#act({ type: "assist.given", task: task.id, level, at_ms }, `Help: ${ASSISTS[level - 1] ?? level}`);
  }

  #askEnd(task: TaskControl, at_ms: number): void {
    if (!["running", "paused", "given"].includes(task.phase)) return this.#say("No task is going on.");
    this.chord = "end";
    this.#asked_ms = at_ms;
    this.#say(`How did “${task.title}” end? D done, G gave up, E says nothing, Escape goes on.`);
    const end = (claim: "done" | "gave_up" | null) => (): void => this.#end(task, claim, at_ms);
    this.keys.ask({ keys: { d: end("done"), g: end("gave_up"), e: end(null) }, otherwise: () => this.#forget() });
  }

  #end(task: TaskControl, claim: "done" | "gave_up" | null, at_ms: number): void {
    this.#forget();
    const said = claim === null ? "" : claim === "done" ? ": done" : ": gave up";
    this.#act({ type: "task.finished", task: task.id, claim, at_ms }, `Ended “${task.title}”${said}`);
  }

  #forget(): void {
    this.keys.forget();
    this.chord = "";
  }

  #lead(at_ms: number): void {
    if (!this.#mayLead()) return this.#say("Observers watch and write notes; an owner or a researcher moderates.");
    if (this.#state()?.moderator === this.facts.me.login) return this.#say("You moderate already.");
    this.#act({ type: "moderation.handed", to: this.facts.me.login, at_ms }, "You moderate now");
  }

  #lastAct(): LastAct | null {
    const { state, waiting, log } = this.live;
    return state && lastAct(state, waiting, this.facts.me.login, this.#names, log.entries);
  }

  #undo(): void {
    const last = this.#lastAct();
    if (!last) return this.#say("There is nothing to undo.");
    this.#act({ type: "act.undone", undone: last.act }, `Taken back: ${last.words}`);
  }

  #redo(): void {
    const { login } = this.facts.me;
    const last = this.live.state?.redoable.find(({ person }) => person === login);
    if (!last) return this.#say("There is nothing to do again.");
    this.#act({ type: "act.undone", undone: last.act }, `Done again: ${last.words}`);
  }

  #mark(marker: string, at_ms: number): void {
    const title = this.facts.markers.find(({ id }) => id === marker)?.title;
    const score = this.facts.markers.find(({ id }) => id === marker)?.score ?? null;
    const moment_ms = marker ? at_ms : Math.max(0, at_ms - BACK_MS);
    const note = { type: "note.added", note: drawName(), text: marker ? "" : "#highlight", moment_ms, at_ms } as const;
    this.#act({ ...note, ...(marker && { marker }), ...(score !== null && { score }) }, `${title ?? "Highlight"} at ${momentWords(moment_ms)}`);
  }

  #act(act: WantedAct, words: string): void {
    this.live.act(act);
    if (["task.assigned", "task.restarted"].includes(act.type)) this.chosen = null;
    this.#say(this.live.connection === "live" ? words : `${words} (not sent yet)`);
  }

  /** The same words twice would be announced once; a no-break space makes them new. */
  #say(words: string): void {
    this.said = this.said === words ? `${words}\u00a0` : words;
  }

  /** The participant's page as it is or was; null where none is recorded. */
  get #mirror(): RecorderStage | null {
    return this.querySelector<RecorderStage>("recorder-stage");
  }

  /** Nothing will ever come here: said at once, with the way out. */
  #elsewhere() {
    const { origins, session } = this.facts;
    const words = elsewhereWords(origins, location.origin);
    if (!words) return nothing;
    return html`<p class="notice bad room-elsewhere" role="alert">${words} <a href="${origins[0] ?? ""}/sessions/${session}/room">Open the room there</a></p>`;
  }

  #state(): Control | null {
    return this.live.state && forecast(this.live.state, this.live.waiting, this.facts.me.login);
  }

  #task(state: Control | null): TaskControl | null {
    const id = this.chosen ?? state?.task ?? (state && nextTask(state)?.id);
    return state?.tasks.find((task) => task.id === id) ?? null;
  }

  #mayLead(): boolean {
    return this.facts.mode !== "unmoderated" && ["owner", "researcher"].includes(this.facts.me.role);
  }

  #light() {
    const { connection, presence, refused, queue, clock } = this.live;
    return lightWords(connection, presence, clock.at(), { waiting: queue.waiting.length, refused, isByHand: this.facts.mode === "by_hand" });
  }

  #present(): ReadonlySet<string> {
    const people = this.live.presence?.people ?? [];
    return new Set(people.flatMap(({ login, name }) => [login, name]).map((name) => name.toLocaleLowerCase()));
  }

  #now(state: Control | null, task: TaskControl | null) {
    if (!state || !task) return nothing;
    const phase = { new: "not given yet", given: "given, the clock waits", running: "running", paused: "paused", ended: "ended" }[task.phase];
    return html`<div class="room-now">
      <h2 dir="auto">${task.title}</h2>
      <span class="room-phase" data-phase=${task.phase}>${phase}${task.goes > 1 ? `, go ${task.goes}` : ""}</span>
      <recorder-clock class="room-time" .from_ms=${task.started_ms} .to_ms=${task.ended_ms} .clock=${this.clock}></recorder-clock>
      ${task.scenario ? html`<details><summary class="small">Scenario</summary><p class="small" dir="auto">${task.scenario}</p></details>` : nothing}
    </div>`;
  }

  /** What was done last, said politely, and the way back. */
  #last() {
    const last = this.#lastAct();
    const key = this.keyOf("undo");
    return html`<div class="room-last">
      <p role="status" aria-live="polite">${this.said}</p>
      ${last ? html`<button class="quiet small" type="button" @click=${() => this.run("undo")}>${key ? html`<kbd>${key}</kbd>` : nothing}<span>Undo: ${last.words}</span></button>` : nothing}
    </div>`;
  }

  #console(state: Control | null, task: TaskControl | null) {
    return html`<recorder-console
      .state=${state} .task=${task} .finding=${this.findings.find((finding) => finding.task === task?.id) ?? null}
      .presence=${this.live.presence} .me=${this.facts.me.login} .keyOf=${this.keyOf} .clock=${this.clock}
      .chord=${this.chord} .level=${this.level} .panel=${this.panel}
    ></recorder-console>`;
  }

  #stage() {
    return html`<details class="room-mirror" ?open=${this.#isWide}>
      <summary>Participant’s page</summary>
      ${this.isBack ? html`<p class="room-back"><span>You are looking back.</span> <button class="quiet small" type="button" @click=${() => this.run("live")}><kbd>${this.keyOf("live")}</kbd> Go live</button></p>` : nothing}
      ${this.facts.mode === "by_hand" ? html`<p class="room-none muted">No page records this session.</p>` : html`<recorder-stage src="/sessions/${this.facts.session}/stage"></recorder-stage>`}
    </details>`;
  }

  #feed() {
    const isFeed = this.tab === "feed";
    const tab = (name: "feed" | "remarks", words: unknown) => html`<button
      type="button" role="tab" id="tab-${name}" aria-selected=${this.tab === name} aria-controls="panel-${name}" tabindex=${this.tab === name ? 0 : -1}
      @click=${() => this.#show(name)} @keydown=${this.#turn}>${words}</button>`;
    return html`
      <div class="room-tabs" role="tablist" aria-label="Feed and watchers">
        ${tab("feed", "Feed")}
        ${tab("remarks", html`<kbd>${this.keyOf("chat")}</kbd> Watchers ${this.unread ? html`<span class="room-unread">${this.unread} <span class="visually-hidden">unread</span></span>` : nothing}`)}
      </div>
      <div class="room-panel" role="tabpanel" id="panel-feed" aria-labelledby="tab-feed" ?hidden=${!isFeed}>${this.#lines(null)}</div>
      <div class="room-panel" role="tabpanel" id="panel-remarks" aria-labelledby="tab-remarks" ?hidden=${isFeed}>
        <recorder-remark></recorder-remark>${this.#lines("remark")}
      </div>
    `;
  }

  #lines(only: "remark" | null) {
    return html`<recorder-feed
      .log=${this.live.log} .names=${this.#names} .waiting=${this.live.waiting} .me=${this.facts.me.login} .present=${this.#present()} .only=${only}
      @jump=${this.#jump} @change-note=${this.#changeNote} @retract-note=${this.#retractNote} @retry=${this.#retry} @discard=${this.#discard}
    ></recorder-feed>`;
  }

  #show(tab: "feed" | "remarks", then?: () => void): void {
    this.tab = tab;
    if (tab === "remarks") this.unread = 0;
    if (then) void this.updateComplete.then(then);
  }

  #turn = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.#show(this.tab === "feed" ? "remarks" : "feed", () => this.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus());
  };

  #openPanel(panel: Panel): void {
    const state = this.#state();
    if (state?.moderator !== this.facts.me.login) return this.#say("Only the moderator does that.");
    this.panel = this.panel === panel ? "" : panel;
  }

  #goLive(): void {
    this.isBack = false;
    this.#mirror?.live();
  }

  #choose = (event: Event): void => {
    this.chosen = (event as CustomEvent<{ task: string }>).detail.task;
  };

  #commanded = (event: Event): void => this.run((event as CustomEvent<{ id: string }>).detail.id);

  #acted = (event: Event): void => {
    const { act, words } = (event as CustomEvent<{ act: WantedAct; words: string }>).detail;
    this.#act(act, words);
  };

  #note = (event: Event): void => {
    const { text, moment_ms } = (event as CustomEvent<WrittenNote>).detail;
    this.#act({ type: "note.added", note: drawName(), text, moment_ms }, `Note at ${momentWords(moment_ms)} saved`);
  };

  #marked = (event: Event): void => {
    this.#mark((event as CustomEvent<{ marker: string }>).detail.marker, this.clock(event.timeStamp));
  };

  #jump = (event: Event): void => {
    const { at_ms } = (event as CustomEvent<{ at_ms: number }>).detail;
    const recut = this.querySelector("recorder-console")?.shadowRoot?.querySelector<RecorderRecut>("recorder-recut");
    if (recut) return recut.take(at_ms);
    this.isBack = this.#mirror !== null;
    this.#mirror?.show(at_ms);
  };

  #changeNote = (event: Event): void => {
    this.#act({ type: "note.changed", ...(event as CustomEvent<{ note: string; text: string }>).detail }, "Note changed");
  };

  #retractNote = (event: Event): void => {
    this.#act({ type: "note.retracted", ...(event as CustomEvent<{ note: string }>).detail }, "Note taken back");
  };

  #retry = (event: Event): void => this.live.retry((event as CustomEvent<{ act: string }>).detail.act);

  #discard = (event: Event): void => this.live.discard((event as CustomEvent<{ act: string }>).detail.act);

  #refused = (event: Event): void => this.#say(`The server did not take it: ${(event as CustomEvent<{ words: string }>).detail.words}`);

  #hear(fresh: readonly { event: { type: string; person?: string } }[]): void {
    const others = fresh.filter(({ event }) => event.type === "remark.made" && event.person !== this.facts.me.login);
    if (this.tab !== "remarks" && this.live.isCaughtUp) this.unread += others.length;
  }

  async #ask(): Promise<void> {
    try {
      const answer = await askPage(`/sessions/${this.facts.session}/room/findings.json`);
      if (answer.ok) this.findings = ((await answer.json()) as { findings: readonly Finding[] }).findings;
    } catch {
      // Asked again when the next task ends.
    }
  }

  /** The page itself is a first sample of the server's time: it was written while it was loaded. */
  #takePageClock(): void {
    const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (page && this.facts.now_ms) {
      this.live.clock.add({ asked_ms: page.requestStart, server_ms: this.facts.now_ms, answered_ms: page.responseStart });
    }
  }
}

customElements.define("recorder-room", RecorderRoom);
