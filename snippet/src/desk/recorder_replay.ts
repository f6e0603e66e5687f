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
import { clockWords } from "./clock_words";
import { deskSheet } from "./desk_sheet";
import { elsewhereWords } from "./elsewhere_words";
import { firstSight } from "./first_sight";
import { heard } from "./heard";
import { Keys } from "./keys";
import { keyWords } from "./key_words";
import { linkedMoment } from "./linked_moment";
import { Live } from "./live";
import { momentLink } from "./moment_link";
import { momentWords } from "./moment_words";
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
import { replayTransport } from "./replay_transport";
import { Replaying } from "./replaying";

const FEED_EVERY_MS = 250;

/**
 * `<recorder-replay>`: a session played again, with everything that is known of it.
 *
 * It shows, and has what it shows go in step; where it stands is `Replaying`'s to know.
 */
export class RecorderReplay extends LitElement {
  static override properties = { facts: { attribute: false }, trouble: { state: true } };
  static override styles = [deskSheet, replayStyle];

  declare facts: ReplayFacts;
  /** Why nothing can be played; "" while it can. */
  private declare trouble: string;
  readonly #replaying: Replaying;
  readonly #keys: Keys;
  readonly #live: Live;
  #stop: (() => void)[] = [];
  #feed_ms = 0;

  constructor(facts: ReplayFacts) {
    super();
    this.facts = facts;
    this.trouble = "";
    this.#live = new Live({ ...facts, ticket: "", is_room: false });
    this.#replaying = new Replaying(facts, this.#live, () => this.#stage?.playhead ?? null);
    const [goLive, showKeys] = [this.#goLive, this.#showKeys];
    const startNote = (): void => this.#find<RecorderNote>("recorder-note")?.focus();
    const filter = (): void => this.#find<RecorderFeed>("recorder-feed")?.filter();
    this.#keys = new Keys(replayCommands(this.#replaying, facts.names.markers, { goLive, showKeys, startNote, filter }));
  }

  /** The moment that is shown, on the session's clock. */
  get at_ms(): number {
    return this.#replaying.at_ms;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const again = (): void => this.requestUpdate();
    const told = [this.#live, this.#keys, this.#replaying];
    for (const each of told) each.addEventListener("change", again);
    this.#replaying.addEventListener("place", this.#keepPlace);
    this.#stop = [
      this.#replaying.listen(), this.#keys.listen(), () => this.#replaying.removeEventListener("place", this.#keepPlace),
      ...told.map((each) => () => each.removeEventListener("change", again)),
    ];
    void this.updateComplete.then(() => this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
  }

  protected override render(): TemplateResult {
    const { names } = this.facts;
    return html`
      <div class="player">
        <recorder-stage src=${this.facts.stage} @shown=${this.#follow}></recorder-stage>
        ${this.#transport()}
        <recorder-timeline .tracks=${this.#replaying.tracks} .names=${names} @seek=${this.#jump}></recorder-timeline>
        <recorder-sound .session=${this.facts.session}></recorder-sound>
        ${this.#elsewhere()}
        <p class="said" role="status">${this.trouble || this.#replaying.said}</p>
      </div>
      <div class="beside">
        <recorder-feed .order=${"oldest"} .log=${this.#live.log} .names=${names} .waiting=${this.#live.waiting} .me=${this.facts.login}
          @jump=${this.#jump} @change-note=${this.#changeNote} @retract-note=${this.#retractNote} @retry=${this.#retry} @discard=${this.#discard}></recorder-feed>
        <recorder-transcript .session=${this.facts.session} @jump=${this.#jump}></recorder-transcript>
        <recorder-markers .markers=${names.markers} .highlight=${this.#keyOf("mark")} @mark=${this.#setMarker}></recorder-markers>
        <recorder-note .clock=${() => this.at_ms} .key=${this.#keyOf("note")} .draft=${this.facts.session} @note=${this.#addNote}></recorder-note>
      </div>
      <recorder-shortcuts .keys=${this.#keys}></recorder-shortcuts>
    `;
  }

  seek(at_ms: number): void {
    this.#replaying.seek(at_ms);
  }

  /** It plays anywhere; notes go by the line to the server. */
  #elsewhere(): TemplateResult | typeof nothing {
    const { connection, refused } = this.#live;
    const words = elsewhereWords(this.facts.origins, location.origin) || (connection === "refused" ? `The server says: ${refused}.` : "");
    return words ? html`<p class="elsewhere" role="alert">Notes cannot be saved here. ${words}</p>` : nothing;
  }

  #transport(): TemplateResult {
    return replayTransport(this.#replaying, {
      keyOf: this.#keyOf, showKeys: this.#showKeys, goLive: this.facts.room ? this.#goLive : null,
      copyLink: () => void this.#copyLink(),
    });
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
    this.#live.log.addAll(((await answer.json()) as { batches: [] }).batches);
    if (!this.#replaying.tracks.end_ms) this.#replaying.say("Nothing was recorded in this session yet.");
    stage.show(linkedMoment(location.search) ?? firstSight(this.#live.log.entries));
    this.#stop.push(this.#live.open());
    this.setAttribute("ready", "");
  }

  /** The stage has moved: only what shows where it is follows, many times a second. */
  readonly #follow = heard<{ at_ms: number }>(({ at_ms }) => {
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
    this.#replaying.look();
  });

  /** The voice and its words go with what is seen. */
  #hear(at_ms: number): void {
    const sound = this.#find<RecorderSound>("recorder-sound");
    if (this.#stage?.playhead.is_playing) sound?.play(at_ms, this.#replaying.rate);
    else {
      sound?.pause();
      sound?.seek(at_ms);
    }
    const transcript = this.#find<RecorderTranscript>("recorder-transcript");
    if (transcript) transcript.at_ms = at_ms;
  }

  readonly #jump = heard<{ at_ms: number }>(({ at_ms }) => this.seek(at_ms));

  readonly #changeNote = heard<{ note: string; text: string }>(({ note, text }) => void this.#live.act({ type: "note.changed", note, text }));

  readonly #retractNote = heard<{ note: string }>(({ note }) => void this.#live.act({ type: "note.retracted", note }));

  readonly #retry = heard<{ act: string }>(({ act }) => this.#live.retry(act));

  readonly #discard = heard<{ act: string }>(({ act }) => this.#live.discard(act));

  readonly #setMarker = heard<{ marker: string }>(({ marker }) => this.#replaying.mark(this.facts.names.markers.find(({ id }) => id === marker)));

  readonly #addNote = heard<WrittenNote>(({ text, moment_ms }) => this.#replaying.addNote(text, moment_ms));

  readonly #goLive = (): void => {
    if (this.facts.room) location.assign(this.facts.room);
    else this.#replaying.say("This session is over: there is nothing live to go to.");
  };

  readonly #showKeys = (): void => this.#find<RecorderShortcuts>("recorder-shortcuts")?.open();

  async #copyLink(): Promise<void> {
    const link = momentLink(this.at_ms);
    try {
      await navigator.clipboard.writeText(link);
      this.#replaying.say(`The link to ${momentWords(this.at_ms)} is copied.`);
    } catch {
      this.#replaying.say(link);
    }
  }

  /** The address names the moment, so that loading the page again comes back to it. */
  readonly #keepPlace = (): void => history.replaceState(history.state, "", momentLink(this.at_ms));

  readonly #keyOf = (id: string): string => keyWords(this.#keys.keyOf(`replay.${id}`));

  get #stage(): RecorderStage | null {
    return this.#find("recorder-stage");
  }

  #find<Found extends Element>(name: string): Found | null {
    return this.renderRoot?.querySelector<Found>(name) ?? null;
  }
}

customElements.define("recorder-replay", RecorderReplay);
