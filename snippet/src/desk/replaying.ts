import { drawName } from "./draw_name";
import { FeedReading } from "./feed_reading";
import { jumpFrom } from "./jump_from";
import { JUMPS, type Jump, jumpPoints } from "./jump_points";
import type { Live } from "./live";
import type { LogEntry } from "./log_entry";
import type { Marker } from "./marker";
import { momentWords } from "./moment_words";
import type { Playhead } from "./playhead";
import { quietSpans } from "./quiet_spans";
import type { ReplayFacts } from "./replay_facts";
import { RATES } from "./replay_rates";
import { type Tracks, readTracks } from "./tracks";

const NO_TRACKS: Tracks = { end_ms: 0, tasks: [], pages: [], voice: [], clicks: [], faults: [], notes: [] };

/**
 * A session as somebody plays it again: where it stands, how fast it goes, what is jumped by.
 *
 * It knows nothing of how it is shown. A `change` tells that what it holds has changed, and
 * `place` that it stands at a moment worth coming back to.
 */
export class Replaying extends EventTarget {
  tracks: Tracks = NO_TRACKS;
  rate = 1;
  isPlaying = false;
  isSkipping = false;
  jumped: Jump = "marks";
  /** What was done last. */
  said = "";
  readonly #facts: Pick<ReplayFacts, "names">;
  readonly #live: Pick<Live, "act" | "log">;
  readonly #playhead: () => Playhead | null;
  readonly #reading = new FeedReading();

  /** `playhead` answers null until there is a stage. */
  constructor(facts: Pick<ReplayFacts, "names">, live: Pick<Live, "act" | "log">, playhead: () => Playhead | null) {
    super();
    this.#facts = facts;
    this.#live = live;
    this.#playhead = playhead;
    this.#reading.name(facts.names);
  }

  /** Follows the log; the answer stops it. */
  listen(): () => void {
    return this.#live.log.subscribe((fresh) => this.#read(fresh));
  }

  /** The moment that is shown, on the session's clock. */
  get at_ms(): number {
    return this.#playhead()?.at_ms ?? 0;
  }

  toggle(): void {
    if (this.isPlaying) this.#playhead()?.pause();
    else this.#playhead()?.play(this.rate);
    this.look();
  }

  seek(at_ms: number): void {
    this.#playhead()?.seek(at_ms);
    this.look();
    this.#keepPlace();
  }

  seekBy(ms: number): void {
    this.seek(this.at_ms + ms);
  }

  setRate(rate: number): void {
    this.rate = rate;
    const playhead = this.#playhead();
    if (playhead) playhead.rate = rate;
    this.say(`Speed ${rate}×.`);
  }

  /** Plays slower or faster by one step. */
  changeRate(way: -1 | 1): void {
    const index = RATES.findIndex((rate) => rate === this.rate) + way;
    this.setRate(RATES[Math.min(RATES.length - 1, Math.max(0, index))] ?? 1);
  }

  toggleSkip(): void {
    this.isSkipping = !this.isSkipping;
    this.#skip();
    this.say(this.isSkipping ? "Stretches without any activity are skipped." : "Everything is played.");
  }

  jumpBy(jumped: Jump): void {
    this.jumped = jumped;
    this.#tell();
  }

  /** Goes to the last moment of what is jumped by before this one, or the next after it. */
  jump(way: -1 | 1): void {
    const to = jumpFrom(jumpPoints(this.tracks, this.jumped), this.at_ms, way, this.isPlaying);
    if (to === null) this.say(`No ${JUMPS[this.jumped]} ${way > 0 ? "after" : "before"} this moment.`);
    else this.seek(to);
  }

  /** Marks the moment shown, with one of the study's markers or as a highlight. */
  mark(marker?: Marker): void {
    const moment_ms = this.at_ms;
    const score = marker?.score == null ? {} : { score: marker.score };
    const kind = marker ? { marker: marker.id, text: "", ...score } : { text: "Highlight" };
    this.#live.act({ type: "note.added", note: drawName(), moment_ms, ...kind });
    this.say(`${marker?.title ?? "Highlight"} set at ${momentWords(moment_ms)}.`);
  }

  addNote(text: string, moment_ms: number): void {
    this.#live.act({ type: "note.added", note: drawName(), text, moment_ms });
    this.say(`Note saved at ${momentWords(moment_ms)}.`);
  }

  /** Looks whether the stage plays still: it stops by itself at the end. */
  look(): void {
    const isPlaying = this.#playhead()?.is_playing ?? false;
    if (this.isPlaying === isPlaying) return;
    this.isPlaying = isPlaying;
    if (!isPlaying) this.#keepPlace();
    this.#tell();
  }

  say(words: string): void {
    this.said = words;
    this.#tell();
  }

  #read(fresh: readonly LogEntry[]): void {
    this.#reading.add(fresh);
    const notes = this.#reading.list({ kinds: new Set(["note", "marker"]), text: "" });
    this.tracks = readTracks(this.#live.log.entries, notes, this.#facts.names);
    const playhead = this.#playhead();
    if (playhead) playhead.end_ms = this.tracks.end_ms;
    this.#skip();
    this.#tell();
  }

  #skip(): void {
    const playhead = this.#playhead();
    if (playhead) playhead.skipped = this.isSkipping ? quietSpans(this.#live.log.entries, this.tracks.end_ms) : [];
  }

  #keepPlace(): void {
    this.dispatchEvent(new Event("place"));
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}
