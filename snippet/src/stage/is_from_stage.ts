import type { FromStage } from "./from_stage";

/** Tells whether a message is one that a stage sends. */
export function isFromStage(data: unknown): data is FromStage {
  const said = data as Partial<FromStage> | null;
  return (
    typeof said === "object" && said !== null && said.from === "stage" && typeof said.why === "string" &&
    [said.turn, said.width_px, said.height_px, said.damaged].every(Number.isFinite)
  );
}
