import { ask } from "../ask";
import { SOUND_KEY } from "../sound_key";
import { storage } from "../storage";
import type { PartStore } from "./part_store";
import type { SoundPart } from "./sound_part";

const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 30_000;

/** How the way to the server stands. */
export interface SendingState {
  /** The server does not answer: what is recorded waits here. */
  readonly isWaiting: boolean;
  /** The server takes no more of this session's sound. */
  readonly isFull: boolean;
  /** The session is over for the server: withdrawn, closed or unknown. */
  readonly isOver: boolean;
}

/** Brings parts to the server: each at least once, kept until the server has it on disk. */
export interface Sending {
  /** There is something new, or the network is back. */
  wake(): void;
  /** Sends all; resolves when nothing waits or the server does not answer. */
  flush(): Promise<void>;
}

/**
 * Starts to send what waits, of whatever session.
 *
 * @param own - Token of the session whose changes `told` hears; "" for none.
 */
export function startSending(parts: PartStore, own: string, told: (state: SendingState) => void): Sending {
  let running: Promise<void> | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: SendingState = { isWaiting: false, isFull: false, isOver: false };

  const tell = (change: Partial<SendingState>): void => {
    state = { ...state, ...change };
    told(state);
  };
  const rest = (wait_s: number): void => {
    const backoff_ms = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures) * (0.5 + Math.random() / 2);
    failures += 1;
    if (failures > 1) tell({ isWaiting: true });
    timer = setTimeout(wake, wait_s ? wait_s * 1000 : backoff_ms);
  };
  /** Sends one part; tells whether the next may follow at once. */
  const sendOne = async (part: SoundPart): Promise<boolean> => {
    const [status, body, wait_s] = await put(part);
    if ([401, 403, 410].includes(status)) {
      await parts.forget(part.token);
      if (part.token === own) tell({ isOver: true });
      return true;
    }
    if (status === 413 && body["limit"] !== "sound_part_bytes") {
      await parts.forget(part.token);
      if (part.token === own) tell({ isFull: true });
      return true;
    }
    // A part that was damaged on its way is worth another try, one that is refused is not.
    const isRefused = [400, 413, 415].includes(status) && body["field"] !== "sha256";
    if (status === 200 || status === 409 || isRefused) {
      await parts.remove(part);
      failures = 0;
      if (state.isWaiting) tell({ isWaiting: false });
      return true;
    }
    rest(wait_s);
    return false;
  };
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    let part: SoundPart | undefined;
    while ((part = await parts.first())) {
      if (!(await sendOne(part))) return;
    }
    storage.remove(SOUND_KEY);
  };
  const start = (): Promise<void> =>
    (running ??= run().catch(() => undefined).finally(() => {
      running = undefined;
    }));
  const wake = (): void => void start();

  return {
    wake,
    async flush() {
      // What came while the last round ended has a round of its own.
      await running;
      await start();
    },
  };
}

function put({ server, token, take, number, kind, epoch, at_ms, length_ms, sha256, body }: SoundPart): ReturnType<typeof ask> {
  const query = new URLSearchParams({ epoch, at_ms: `${at_ms}`, length_ms: `${length_ms}`, sha256 });
  return ask(`${server}/v1/media/${take}/${number}?${query}`, {
    method: "PUT", body, headers: { Authorization: `Bearer ${token}`, "Content-Type": kind },
  });
}
