import { pageClock } from "../clock";
import { drawEpoch } from "../epoch";
import { guard } from "../guard";

const PART_MS = 1_000;
const BITS_PER_S = 32_000;
/** In the order in which we like them; a browser without any of them chooses itself. */
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** About a second of sound, as the browser gives it. */
export interface FreshPart {
  readonly number: number;
  readonly at_ms: number;
  readonly length_ms: number;
  readonly blob: Blob;
}

/** One recording without a gap. */
export interface Take {
  readonly take: string;
  /** How many parts it has so far. */
  made(): number;
  /** Ends it; resolves when its last part was given. */
  stop(): Promise<void>;
}

/**
 * Records what a microphone hears.
 *
 * @param began - Told once sound is recorded, with the media type.
 * @param given - Gets each part.
 * @param failed - Told when the browser stops by itself.
 */
export function recordTake(
  stream: MediaStream, began: (take: string, kind: string) => void, given: (part: FreshPart, take: string, kind: string) => void,
  failed: () => void,
): Take {
  const take = drawEpoch();
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS_PER_S, ...(mimeType && { mimeType }) });
  let number = 0;
  let since_ms = pageClock.now();
  let isStopping = false;
  const kindOf = () => recorder.mimeType || mimeType || "audio/webm";

  recorder.onstart = guard(() => {
    since_ms = pageClock.now();
    began(take, kindOf());
  });
  recorder.ondataavailable = guard(({ data }: BlobEvent) => {
    const now_ms = pageClock.now();
    const part = { number, at_ms: since_ms, length_ms: Math.round((now_ms - since_ms) * 10) / 10, blob: data };
    since_ms = now_ms;
    if (!data.size) return;
    number += 1;
    given(part, take, kindOf());
  });
  recorder.onerror = guard(failed);
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => {
      if (!isStopping) guard(failed)();
      resolve();
    };
  });
  recorder.start(PART_MS);
  return {
    take,
    made: () => number,
    stop() {
      isStopping = true;
      if (recorder.state === "inactive") return Promise.resolve();
      recorder.stop();
      return stopped;
    },
  };
}
