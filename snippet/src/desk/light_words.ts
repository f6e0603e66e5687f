import type { Connection } from "./live";
import type { Presence } from "./presence";

/** The connection light: its colour by kind, and its words. */
export interface LightWords {
  readonly kind: "good" | "warn" | "bad" | "none";
  readonly words: string;
}

/** Says how the room stands: with the server first, then with the participant's page. */
export function lightWords(
  connection: Connection, presence: Presence | null, now_ms: number, { waiting, refused, isByHand }: { waiting: number; refused: string; isByHand: boolean },
): LightWords {
  const unsent = waiting ? ` · ${waiting} not sent yet` : "";
  if (connection === "refused") return { kind: "bad", words: refused };
  if (connection === "connecting") return { kind: "warn", words: `connecting${unsent}` };
  if (connection === "reconnecting") return { kind: "warn", words: `reconnecting${unsent}` };
  if (isByHand) return { kind: "good", words: "live · no page records this session" };
  const { state = "never", heard_ms = null, delay_ms = null } = presence?.participant ?? {};
  if (state === "never") return { kind: "none", words: "participant has not come yet" };
  if (state === "away") return { kind: "warn", words: `participant left ${ago(heard_ms, now_ms)}` };
  return { kind: "good", words: delay_ms === null ? "live" : `live · ${(Math.max(delay_ms, 0) / 1000).toFixed(1)} s` };
}

function ago(heard_ms: number | null, now_ms: number): string {
  const seconds = Math.max(0, Math.round((now_ms - (heard_ms ?? now_ms)) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3_600)} h ago`;
}
