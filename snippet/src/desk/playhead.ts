import type { Span } from "./span";

/**
 * The place in a session that is shown, and the clock that moves it.
 *
 * It goes on behind another tab, where no frame is drawn, for sound may play in step.
 */
export class Playhead {
  readonly #onMove: (at_ms: number) => void;
  #at_ms = 0;
  #rate = 1;
  #since_ms: number | null = null;
  /** The last moment there is; it stops there. */
  end_ms = Number.POSITIVE_INFINITY;
  /** What is passed over while it plays, in time order. */
  skipped: readonly Span[] = [];

  constructor(onMove: (at_ms: number) => void) {
    this.#onMove = onMove;
  }

  get at_ms(): number {
    return this.#at_ms;
  }

  get is_playing(): boolean {
    return this.#since_ms !== null;
  }

  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#rate = rate;
  }

  seek(at_ms: number): void {
    this.#at_ms = Math.min(Math.max(0, at_ms), this.end_ms);
    this.#onMove(this.#at_ms);
  }

  /** Plays from where it is; from the beginning when it stands at the end. */
  play(rate = this.#rate): void {
    this.#rate = rate;
    if (this.is_playing) return;
    if (this.#at_ms >= this.end_ms) this.#at_ms = 0;
    this.#since_ms = performance.now();
    this.#wait();
  }

  pause(): void {
    if (!this.is_playing) return;
    this.#since_ms = null;
    this.#onMove(this.#at_ms);
  }

  /** Moves on by the time that has passed; called by itself while it plays. */
  step(now_ms: number): void {
    if (this.#since_ms === null) return;
    const wanted_ms = this.#at_ms + Math.max(0, now_ms - this.#since_ms) * this.#rate;
    this.#since_ms = Math.max(now_ms, this.#since_ms);
    const quiet = this.skipped.find(({ from_ms, until_ms }) => from_ms <= wanted_ms && wanted_ms < until_ms);
    this.#at_ms = Math.min(quiet ? quiet.until_ms : wanted_ms, this.end_ms);
    if (this.#at_ms >= this.end_ms) this.#since_ms = null;
    this.#onMove(this.#at_ms);
  }

  #wait(): void {
    const next = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      if (!this.is_playing) return;
      this.step(performance.now());
      this.#wait();
    };
    const frame = requestAnimationFrame(next);
    const timer = setTimeout(next, 250);
  }
}
