/** What people call each outcome, in the order they choose from. */
export const OUTCOMES: Readonly<Record<string, string>> = {
  completed: "Success", partial: "Partial", failed: "Failed", gave_up: "Gave up",
  timed_out: "Timed out", abandoned: "Abandoned", void: "Void",
};
