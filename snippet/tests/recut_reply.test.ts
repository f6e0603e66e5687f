import { describe, expect, it } from "vitest";
import type { TaskControl } from "../src/desk/control";
import { recutReply } from "../src/desk/recut_reply";

const TASK: TaskControl = {
  id: "a", title: "Task a", scenario: "", is_planned: true, phase: "ended", go: "1", started_ms: 61_234.5, ended_ms: 95_678.9, claim: "done",
  verdicts: [], agreed: null, assists: 0, slips: 0, goes: 1,
};
const act = (started_ms: number | null, ended_ms: number | null): object => ({ type: "task.recut", task: "a", started_ms, ended_ms });

describe("a correction of a task's times", () => {
  it.each([
    ["the start", "00:58.0", "01:35.7", act(58_000, 95_678.9)],
    ["the start, the end left empty", "00:58.0", "", act(58_000, 95_678.9)],
    ["the end", "01:01.2", "2:00", act(61_234.5, 120_000)],
    ["the end, the start left empty", "", "2:00", act(61_234.5, 120_000)],
    ["both", "0:30", "2:00", act(30_000, 120_000)],
  ])("says both ends, the other one to the millisecond: %s", (_, from, to, expected) => {
    expect(recutReply(TASK, from, to)).toEqual({ act: expected, words: "Corrected the times of “Task a”" });
  });

  it("leaves the end of a task that goes on open", () => {
    expect(recutReply({ ...TASK, phase: "running", ended_ms: null }, "0:30", "").act).toEqual(act(30_000, null));
  });

  it.each([
    ["soon", "01:35.7", "“soon” is no moment; write it like 03:12.4"],
    ["", "1:75", "“1:75” is no moment; write it like 03:12.4"],
    ["01:01.2", "01:35.7", "Write when it began, when it ended, or both."],
    ["", "", "Write when it began, when it ended, or both."],
    ["2:00", "", "It must end after it began."],
    ["", "1:01.2", "It must end after it began."],
  ])("is not made of “%s” and “%s”", (from, to, words) => {
    expect(recutReply(TASK, from, to)).toEqual({ act: null, words });
  });
});
