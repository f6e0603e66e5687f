/** One question after the time: when it left, what the server said, when the answer came. */
export interface ClockSample {
  readonly asked_ms: number;
  readonly server_ms: number;
  readonly answered_ms: number;
}

const KEPT = 12;

/**
 * The server's clock, read on this device without trusting this device's wall clock.
 *
 * Times of this device count from the page's time origin (`performance.now()`), a clock that
 * nobody sets. Of the last samples the one with the shortest round trip wins, for its answer
 * was made nearest to the middle of it: half that round trip bounds the error.
 */
export class ServerClock {
  #samples: ClockSample[] = [];

  /** Whether the server has told its time at all. */
  get is_set(): boolean {
    return this.#samples.length > 0;
  }

  /** Bound of the error, in milliseconds; infinite before the first sample. */
  get error_ms(): number {
    const best = this.#best();
    return best ? tripOf(best) / 2 : Number.POSITIVE_INFINITY;
  }

  /** Takes one sample in; those that it proves wrong (the device slept meanwhile) are dropped. */
  add(sample: ClockSample): void {
    const agree = (kept: ClockSample): boolean =>
      Math.abs(offsetOf(kept) - offsetOf(sample)) <= (tripOf(kept) + tripOf(sample)) / 2 + 5;
    this.#samples = [...this.#samples.filter(agree), sample].slice(-KEPT);
  }

  /** The server's time at a moment of this device's clock, ms since 1970. */
  at(device_ms: number = performance.now()): number {
    const best = this.#best();
    return device_ms + (best ? offsetOf(best) : Number.NaN);
  }

  #best(): ClockSample | undefined {
    return this.#samples.reduce<ClockSample | undefined>(
      (best, one) => (best && tripOf(best) <= tripOf(one) ? best : one),
      undefined,
    );
  }
}

function tripOf({ asked_ms, answered_ms }: ClockSample): number {
  return answered_ms - asked_ms;
}

function offsetOf({ asked_ms, server_ms, answered_ms }: ClockSample): number {
  return server_ms - (asked_ms + answered_ms) / 2;
}
