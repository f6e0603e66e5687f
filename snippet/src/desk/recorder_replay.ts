import { LitElement, type TemplateResult, html, nothing } from "lit";
import "./recorder_feed";
import "./recorder_markers";
import "./recorder_note";
import "./recorder_shortcuts";
import "./recorder_sound";
import "./recorder_stage";
import "./recorder_timeline";
import "./recorder_transcript";
import { askPage } from "./ask_page";
import { firstSight } from "./first_sight";
import { clockWords } from "./clock_words";
import { deskSheet } from "./desk_sheet";
import { drawName } from "./draw_name";
import { elsewhereWords } from "./elsewhere_words";
import { FeedReading } from "./feed_reading";
import { jumpFrom } from "./jump_from";
import { JUMPS, type Jump, jumpPoints } from "./jump_points";
import { Keys } from "./keys";
import { keyWords } from "./key_words";
import { Live } from "./live";
import type { Marker } from "./marker";
import { momentWords } from "./moment_words";
import { quietSpans } from "./quiet_spans";
import type { RecorderFeed } from "./recorder_feed";
import type { RecorderNote, WrittenNote } from "./recorder_note";
import type { RecorderShortcuts } from "./recorder_shortcuts";
import type { RecorderSound } from "./recorder_sound";
import type { RecorderStage } from "./recorder_stage";
import type { RecorderTimeline } from "./recorder_timeline";
import type { RecorderTranscript } from "./recorder_transcript";
import { replayCommands } from "./replay_commands";
import type { ReplayFacts } from "./replay_facts";
import { replayStyle } from "./replay_style";
import { type Tracks, readTracks } from "./tracks";

const RATES = [0.5, 1, 1.5, 2, 4, 8];
const FEED_EVERY_MS = 250;
const NO_TRACKS: Tracks = { end_ms: 0, tasks: [], pages: [], voice: [], clicks: [], faults: [], notes: [] };

/** `<recorder-replay>`: a session played again, with everything that is known of it. */
export class RecorderReplay extends LitElement {
  static override properties = {
    facts: { attribute: false },
    tracks: { state: true },
    rate: { state: true },
    isPlaying: { state: true },
    isSkipping: { state: true },
    jumped: { state: true },
    said: { state: true },
    trouble: { state: true },
    version: { state: true },
  };
  static override styles = [deskSheet, replayStyle];

  declare facts: ReplayFacts;
  private declare tracks: Tracks;
  private declare rate: number;
  private declare isPlaying: boolean;
  private declare isSkipping: boolean;
  private declare jumped: Jump;
  private declare said: string;
  /** Why nothing can be played; "" while it can. */
  private declare trouble: string;
  private declare version: number;
  readonly #keys: Keys;
  readonly #live: Live;
  readonly #reading = new FeedReading();
  #stop: (() => void)[] = [];
  #feed_ms = 0;

  constructor(facts: ReplayFacts) {
    super();
    this.facts = facts;
    this.tracks = NO_TRACKS;
    this.rate = 1;
    this.isPlaying = false;
    this.isSkipping = false;
    this.jumped = "marks";
    this.said = "";
    this.trouble = "";
    this.version = 0;
    this.#keys = new Keys(replayCommands(this));
    this.#live = new Live({ ...facts, ticket: "", is_room: false });
  }

  /** The moment that is shown, on the session's clock. */
  get at_ms(): number {
    return this.#stage?.playhead.at_ms ?? 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reading.name(this.facts.names);
    const again = (): void => void (this.version += 1);
    this.#live.addEventListener("change", again);
    this.#keys.addEventListener("change", again);
    this.#stop = [
      this.#live.log.subscribe((fresh) => this.#read(fresh)),
      this.#keys.listen(),
      () => this.#live.removeEventListener("change", again),
      () => this.#keys.removeEventListener("change", again),
    ];
    void this.updateComplete.then(() => this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
  }

  protected override render(): TemplateResult {
    const { names, login } = this.facts;
    return html`
      <div class="player">
        <recorder-stage src=${this.facts.stage} @shown=${this.#follow}></recorder-stage>
        ${this.#transport()}
        <recorder-timeline .tracks=${this.tracks} .names=${names} @seek=${(event: CustomEvent) => this.seek(event.detail.at_ms)}></recorder-timeline>
        <recorder-sound .session=${this.facts.session}></recorder-sound>
        ${this.#elsewhere()}
        <p class="said" role="status">${this.trouble || this.said}</p>
      </div>
      <div class="beside">
        <recorder-feed .order=${"oldest"} .log=${this.#live.log} .names=${names} .waiting=${this.#live.waiting} .me=${login}
          @jump=${(event: CustomEvent) => this.seek(event.detail.at_ms)}
          @change-note=${(event: CustomEvent) => this.#live.act({ type: "note.changed", note: event.detail.note, text: event.detail.text })}
          @retract-note=${(event: CustomEvent) => this.#live.act({ type: "note.retracted", note: event.detail.note })}
          @retry=${(event: CustomEvent) => this.#live.retry(event.detail.act)}
          @discard=${(event: CustomEvent) => this.#live.discard(event.detail.act)}></recorder-feed>
        <recorder-transcript .session=${this.facts.session} @jump=${(event: CustomEvent) => this.seek(event.detail.at_ms)}></recorder-transcript>
        <recorder-markers .markers=${names.markers} .highlight=${this.#key("mark")} @mark=${this.#setMarker}></recorder-markers>
        <recorder-note .clock=${() => this.at_ms} .key=${this.#key("note")} .draft=${this.facts.session} @note=${this.#addNote}></recorder-note>
      </div>
      <recorder-shortcuts .keys=${this.#keys}></recorder-shortcuts>
    `;
  }

  toggle(): void {
    if (this.isPlaying) this.#stage?.pause();
    else this.#stage?.play(this.rate);
    this.#look();
  }

  seek(at_ms: number): void {
    this.#stage?.show(at_ms);
    this.#look();
    this.#keepPlace();
  }

  seekBy(ms: number): void {
    this.seek(this.at_ms + ms);
  }

  /** Plays slower or faster by one step. */
  changeRate(way: -1 | 1): void {
    this.#setRate(RATES[Math.min(RATES.length - 1, Math.max(0, RATES.indexOf(this.rate) + way))] ?? 1);
  }

  toggleSkip(): void {
    this.isSkipping = !this.isSkipping;
    this.#skip();
    this.said = this.isSkipping ? "Stretches without any activity are skipped." : "Everything is played.";
  }

  /** Goes to the last moment of what is jumped by before this one, or the next after it. */
  jump(way: -1 | 1): void {
    const to = jumpFrom(jumpPoints(this.tracks, this.jumped), this.at_ms, way, this.isPlaying);
    if (to === null) this.said = way > 0 ? `No ${JUMPS[this.jumped]} after this moment.` : `No ${JUMPS[this.jumped]} before this moment.`;
    else this.seek(to);
  }

  goLive(): void {
    if (this.facts.room) location.assign(this.facts.room);
    else this.said = "This session is over: there is nothing live to go to.";
  }

  startNote(): void {
    this.#find<RecorderNote>("recorder-note")?.focus();
  }

  /** Marks the moment shown, with one of the study's markers or as a highlight. */
  mark(marker?: Marker): void {
    const moment_ms = this.at_ms;
    const score = marker?.score == null ? {} : { score: marker.score };
    const kind = marker ? { marker: marker.id, text: "", ...score } : { text: "Highlight" };
    this.#live.act({ type: "note.added", note: drawName(), moment_ms, ...kind });
    this.said = `${marker?.title ?? "Highlight"} set at ${momentWords(moment_ms)}.`;
  }

  filter(): void {
    this.#find<RecorderFeed>("recorder-feed")?.filter();
  }

  showKeys(): void {
    this.#find<RecorderShortcuts>("recorder-shortcuts")?.open();
  }

  /** It plays anywhere; notes go by the line to the server. */
  #elsewhere(): TemplateResult | typeof nothing {
    const words = elsewhereWords(this.facts.origins, location.origin);
    return words ? html`<p class="elsewhere" role="alert">Notes cannot be saved here. ${words}</p>` : nothing;
  }

  #transport(): TemplateResult {
    const { end_ms } = this.tracks;
    const button = (id: string, words: string, run: () => void, label = "", look = ""): TemplateResult => {
      const key = this.#key(id);
      const hint = label && key ? html`` : html`<kbd aria-hidden="true">${key}</kbd>`;
      return html`<button type="button" class=${look} aria-label=${label || nothing} title=${label ? `${label} (${key || "no key"})` : nothing} @click=${run}>${words}${key ? hint : nothing}</button>`;
    };
    return html`<div class="transport" role="group" aria-label="Player">
      <div class="row">
        ${button("play", this.isPlaying ? "Pause" : "Play", () => this.toggle(), "", "main")}
        <span class="clock number"><span id="now"></span> <span class="muted">/ ${clockWords(end_ms)}</span></span>
      </div>
      <div class="row">
        ${button("leapBack", "−10 s", () => this.seekBy(-10_000), "10 seconds back")}
        ${button("back", "−5 s", () => this.seekBy(-5_000), "5 seconds back")}
        ${button("on", "+5 s", () => this.seekBy(5_000), "5 seconds on")}
        ${button("leap", "+10 s", () => this.seekBy(10_000), "10 seconds on")}
      </div>
      <div class="row">
        ${button("slower", "−", () => this.changeRate(-1), "Slower")}
        <label><span class="visually-hidden">Speed</span><select @change=${this.#chooseRate}>${RATES.map((rate) => html`<option value=${rate} .selected=${rate === this.rate}>${rate}×</option>`)}</select></label>
        ${button("faster", "+", () => this.changeRate(1), "Faster")}
        <button type="button" aria-pressed=${this.isSkipping} @click=${() => this.toggleSkip()}>Skip inactivity<kbd aria-hidden="true">${this.#key("skip")}</kbd></button>
      </div>
      <div class="row">
        ${button("previous", "Previous", () => this.jump(-1), `Previous of: ${JUMPS[this.jumped]}`)}
        <label><span class="visually-hidden">Jump between</span><select @change=${this.#chooseJump}>${Object.entries(JUMPS).map(([jump, words]) => html`<option value=${jump} .selected=${jump === this.jumped}>${words}</option>`)}</select></label>
        ${button("next", "Next", () => this.jump(1), `Next of: ${JUMPS[this.jumped]}`)}
      </div>
      <div class="row far">
        <button type="button" @click=${this.#copyLink}>Copy link to here</button>
        ${button("keys", "Keys", () => this.showKeys())}
        ${this.facts.room ? button("live", "Go live", () => this.goLive()) : nothing}
      </div>
    </div>`;
  }

  /** Gets the log, and shows the moment that the address names. */
  async #begin(): Promise<void> {
    const stage = this.#stage as RecorderStage;
    stage.load(this.#live.log);
    const answer = await askPage(`/sessions/${this.facts.session}/log.json`).catch(() => null);
    if (!answer?.ok) {
      this.trouble = "The recording could not be fetched. Load the page again.";
      return;
    }
    this.#live.log.add(...((await answer.json()) as { batches: [] }).batches);
    if (!this.tracks.end_ms) this.said = "Nothing was recorded in this session yet.";
    const wanted_s = Number.parseFloat(new URLSearchParams(location.search).get("t") ?? "");
    stage.show(Number.isFinite(wanted_s) ? wanted_s * 1000 : firstSight(this.#live.log.entries));
    this.#stop.push(this.#live.open());
    this.setAttribute("ready", "");
  }

  #read(fresh: Parameters<FeedReading["add"]>[0]): void {
    this.#reading.add(fresh);
    const { entries } = this.#live.log;
    const notes = this.#reading.list({ kinds: new Set(["note", "marker"]), text: "" });
    this.tracks = readTracks(entries, notes, this.facts.names);
    if (this.#stage) this.#stage.playhead.end_ms = this.tracks.end_ms;
    this.#skip();
  }

  #skip(): void {
    if (this.#stage) this.#stage.playhead.skipped = this.isSkipping ? quietSpans(this.#live.log.entries, this.tracks.end_ms) : [];
  }

  /** The stage has moved: only what shows where it is follows, many times a second. */
  readonly #follow = (event: CustomEvent<{ at_ms: number }>): void => {
    const { at_ms } = event.detail;
    const timeline = this.#find<RecorderTimeline>("recorder-timeline");
    if (timeline) timeline.at_ms = at_ms;
    this.#hear(at_ms);
    const now = this.renderRoot.querySelector("#now");
    const words = clockWords(at_ms);
    if (now && now.textContent !== words) now.textContent = words;
    if (performance.now() - this.#feed_ms > FEED_EVERY_MS || !this.#stage?.playhead.is_playing) {
      const feed = this.#find<RecorderFeed>("recorder-feed");
      if (feed) feed.at_ms = at_ms;
      this.#feed_ms = performance.now();
    }
    this.#look();
  };

  /** The voice and its words go with what is seen. */
  #hear(at_ms: number): void {
    const sound = this.#find<RecorderSound>("recorder-sound");
    if (this.#stage?.playhead.is_playing) sound?.play(at_ms, this.rate);
    else {
      sound?.pause();
      sound?.seek(at_ms);
    }
    const transcript = this.#find<RecorderTranscript>("recorder-transcript");
    if (transcript) transcript.at_ms = at_ms;
  }

  #look(): void {
    const isPlaying = this.#stage?.playhead.is_playing ?? false;
    if (this.isPlaying && !isPlaying) this.#keepPlace();
    this.isPlaying = isPlaying;
  }

  readonly #setMarker = ({ detail }: CustomEvent<{ marker: string }>): void => {
    this.mark(this.facts.names.markers.find(({ id }) => id === detail.marker));
  };

  readonly #addNote = ({ detail }: CustomEvent<WrittenNote>): void => {
    this.#live.act({ type: "note.added", note: drawName(), text: detail.text, moment_ms: detail.moment_ms });
    this.said = `Note saved at ${momentWords(detail.moment_ms)}.`;
  };

  readonly #chooseRate = (event: Event): void => {
    this.#setRate(Number((event.target as HTMLSelectElement).value));
  };

  readonly #chooseJump = (event: Event): void => {
    this.jumped = (event.target as HTMLSelectElement).value as Jump;
  };

  readonly #copyLink = async (): Promise<void> => {
    const link = this.#linkTo(this.at_ms);
    try {
      await navigator.clipboard.writeText(link);
      this.said = `The link to ${momentWords(this.at_ms)} is copied.`;
    } catch {
      this.said = link;
    }
  };

  #setRate(rate: number): void {
    this.rate = rate;
    if (this.#stage) this.#stage.playhead.rate = rate;
    this.said = `Speed ${rate}×.`;
  }

  /** The address names the moment, so that loading the page again comes back to it. */
  #keepPlace(): void {
    history.replaceState(history.state, "", this.#linkTo(this.at_ms));
  }

  #linkTo(at_ms: number): string {
    return `${location.origin}${location.pathname}?t=${Math.ceil(at_ms) / 1000}`;
  }

  #key(id: string): string {
    return keyWords(this.#keys.keyOf(`replay.${id}`));
  }

  get #stage(): RecorderStage | null {
    return this.#find("recorder-stage");
  }

  #find<Found extends Element>(name: string): Found | null {
    return this.renderRoot?.querySelector<Found>(name) ?? null;
  }
}

customElements.define("recorder-replay", RecorderReplay);
