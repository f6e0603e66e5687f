import { LitElement, type TemplateResult, css, html } from "lit";
import { askPage } from "./ask_page";
import { deskSheet } from "./desk_sheet";
import { correct } from "./drift";
import { makeSeekable } from "./seekable";
import type { SoundTake } from "./sound_take";

const LOOK_MS = 100;
/** A jump has so long to show what came of it. */
const SETTLE_MS = 1_000;

/** A take that is loaded, and by how much its own clock goes faster than the page's. */
interface Loaded {
  readonly take: SoundTake;
  readonly audio: HTMLAudioElement;
  readonly pace: number;
}

/**
 * `<recorder-sound>`: the participant's voice, in step with a player.
 *
 * The player says where it is: `play(at_ms, rate)` at the start and as often as it likes while it
 * goes on, `pause()`, and `seek(at_ms)` when it jumps. Times are the session's. `loaded` is told, with
 * `takes`, once it is known what there is. Where no voice was recorded, nothing is shown.
 */
export class RecorderSound extends LitElement {
  static override properties = {
    session: { type: String },
    takes: { state: true },
    words: { state: true },
    isMuted: { state: true },
    volume: { state: true },
  };
  static override styles = [
    deskSheet,
    css`
      .row { gap: 0.25rem 0.75rem; min-height: 2.25rem; }
      label { display: inline-flex; align-items: center; gap: 0.5rem; font-weight: 400; }
      input[type="range"] { accent-color: var(--ink); width: 7rem; padding: 0; border: 0; background: none; }
    `,
  ];

  declare session: string;
  declare takes: readonly SoundTake[];
  declare words: string;
  declare isMuted: boolean;
  declare volume: number;
  #at_ms = 0;
  #rate = 1;
  /** When `#at_ms` was true, by the page's clock; null while nothing plays. */
  #since_ms: number | null = null;
  #loading = new Map<string, Promise<Loaded | null>>();
  #now: Loaded | null = null;
  #jumped_ms = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.session = "";
    this.takes = [];
    this.words = "";
    this.isMuted = false;
    this.volume = 1;
    this.hidden = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
    for (const loading of this.#loading.values()) void loading.then((one) => one && URL.revokeObjectURL(one.audio.src));
    this.#loading.clear();
  }

  /** Plays from a moment at a rate; saying it again while it plays only keeps it in step. */
  play(at_ms: number, rate: number): void {
    [this.#at_ms, this.#rate, this.#since_ms] = [at_ms, rate, performance.now()];
    this.#timer ??= setInterval(() => this.#follow(), LOOK_MS);
    this.#follow();
  }

  pause(): void {
    this.#at_ms = this.at_ms;
    this.#since_ms = null;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#now?.audio.pause();
  }

  /** Goes to another moment, playing or not. */
  seek(at_ms: number): void {
    this.#at_ms = at_ms;
    if (this.#since_ms !== null) this.#since_ms = performance.now();
    this.#follow();
  }

  /** Where the player is. */
  get at_ms(): number {
    return this.#since_ms === null ? this.#at_ms : this.#at_ms + (performance.now() - this.#since_ms) * this.#rate;
  }

  /** How much later the player is than the sound, in the session's time; null where no sound plays. */
  get drift_ms(): number | null {
    const now = this.#now;
    if (!now || now.audio.paused || now.audio.seeking) return null;
    return this.at_ms - now.take.begins_ms - (now.audio.currentTime * 1000) / now.pace;
  }

  override render(): TemplateResult {
    return html`<div class="row" role="group" aria-label="Voice">
      <button aria-pressed=${this.isMuted} ?disabled=${!this.takes.length} @click=${this.#toggle}>Mute the voice</button>
      <label>Volume <input type="range" min="0" max="1" step="0.05" .value=${`${this.volume}`} ?disabled=${!this.takes.length} @input=${this.#turn}></label>
      <span class="muted small" role="status">${this.words}</span>
    </div>`;
  }

  async #list(): Promise<void> {
    try {
      const answer = await askPage(`/sessions/${this.session}/sound.json`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.takes = ((await answer.json()) as { takes: SoundTake[] }).takes;
      this.hidden = !this.takes.length;
    } catch {
      this.words = "The voice could not be loaded.";
      this.hidden = false;
    }
    this.dispatchEvent(new CustomEvent("loaded", { detail: { takes: this.takes } }));
    this.#follow();
  }

  /** Finds what is to be heard now, and holds it in step. */
  #follow(): void {
    const at_ms = this.at_ms;
    const take = this.takes.find(({ begins_ms, length_ms }) => begins_ms <= at_ms && at_ms < begins_ms + length_ms);
    if (this.#now && this.#now.take !== take) {
      this.#now.audio.pause();
      this.#now = null;
    }
    if (!take) {
      if (this.takes.length && this.#since_ms !== null) this.words = "No voice at this moment.";
      return;
    }
    if (this.#now) this.#hold(this.#now);
    else void this.#load(take).then((loaded) => this.#enter(loaded));
    this.#loadNext(take);
  }

  #enter(loaded: Loaded | null): void {
    // By now it may be somewhere else.
    if (!loaded || this.#now) return;
    const { begins_ms, length_ms } = loaded.take;
    if (this.at_ms < begins_ms || this.at_ms >= begins_ms + length_ms) return;
    this.#now = loaded;
    this.words = loaded.take.missing ? `${loaded.take.missing} parts of this voice are missing.` : "";
    this.#place(loaded);
    this.#hold(loaded);
  }

  #hold(now: Loaded): void {
    const { audio } = now;
    [audio.muted, audio.volume] = [this.isMuted, this.volume];
    if (this.#since_ms === null) {
      audio.pause();
      if (!audio.seeking && Math.abs(this.#wanted_s(now) - audio.currentTime) > 0.05) this.#place(now);
      return;
    }
    if (audio.paused) {
      this.#place(now);
      audio.playbackRate = this.#rate * now.pace;
      void audio.play().catch(() => (this.words = "Press Play once more: the browser held the sound back."));
      return;
    }
    const drift_ms = this.drift_ms;
    if (drift_ms === null) return;
    const correction = correct(drift_ms, this.#rate, performance.now() - this.#jumped_ms < SETTLE_MS);
    if (correction.act === "seek") {
      this.#place(now);
      this.#jumped_ms = performance.now();
    }
    else audio.playbackRate = Math.min(16, Math.max(0.0625, correction.rate * now.pace));
  }

  #wanted_s({ take, pace }: Loaded): number {
    return (Math.max(0, this.at_ms - take.begins_ms) * pace) / 1000;
  }

  #place(now: Loaded): void {
    now.audio.currentTime = this.#wanted_s(now);
  }

  #load(take: SoundTake): Promise<Loaded | null> {
    const loading = this.#loading.get(take.take) ?? this.#fetch(take);
    this.#loading.set(take.take, loading);
    return loading;
  }

  async #fetch(take: SoundTake): Promise<Loaded | null> {
    try {
      const answer = await askPage(`/sessions/${this.session}/sound/${take.take}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const audio = new Audio(URL.createObjectURL(await answer.blob()));
      const length_ms = await makeSeekable(audio);
      // Where nothing is missing, the two clocks' hours are the same hour.
      const isWhole = !take.missing && Math.abs(length_ms / take.length_ms - 1) < 0.05;
      return { take, audio, pace: isWhole ? length_ms / take.length_ms : 1 };
    } catch {
      this.words = "This browser cannot play this recording.";
      return null;
    }
  }

  /** The next recording is there before its first word is due. */
  #loadNext(take: SoundTake): void {
    const next = this.takes[this.takes.indexOf(take) + 1];
    const isSoon = next && next.begins_ms - this.at_ms < 10_000 * this.#rate;
    if (next && isSoon && this.#since_ms !== null) void this.#load(next);
  }

  #toggle = (): void => {
    this.isMuted = !this.isMuted;
    if (this.#now) this.#now.audio.muted = this.isMuted;
  };

  #turn = (event: Event): void => {
    this.volume = Number((event.target as HTMLInputElement).value);
    if (this.#now) this.#now.audio.volume = this.volume;
  };
}

customElements.define("recorder-sound", RecorderSound);
