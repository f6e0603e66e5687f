import type { StagedEvent, ToStage } from "./to_stage";

/** Tells whether a message is one that the stage understands. */
export function isToStage(data: unknown): data is ToStage {
  const asked = data as Partial<ToStage> | null;
  return (
    typeof asked === "object" && asked !== null && asked.to === "stage" && Number.isSafeInteger(asked.turn) &&
    typeof asked.is_fresh === "boolean" && typeof asked.is_seen === "boolean" &&
    Array.isArray(asked.events) && asked.events.every(isStaged)
  );
}

function isStaged(event: unknown): event is StagedEvent {
  const { at_ms, text } = (event ?? {}) as Partial<StagedEvent>;
  return Number.isFinite(at_ms) && typeof text === "string";
}
