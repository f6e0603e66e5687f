import { beforeEach, describe, expect, it } from "vitest";
import { ActQueue } from "../src/desk/act_queue";
import type { NewAct } from "../src/desk/new_act";
import { stubStorage } from "./local_storage";

const note = (act: string, at_ms: number): NewAct => ({ type: "note.added", note: act, text: "n", act, at_ms });
const names = (queue: ActQueue): string[] => queue.waiting.map(({ act }) => act.act);

beforeEach(() => stubStorage());

describe("the queue of acts", () => {
  it("outlives the tab, in the order things were done", () => {
    const queue = new ActQueue("s1", "anna");
    for (const act of [note("b", 1), note("a", 2), note("c", 3)]) queue.add(act);
    queue.remove("a");
    expect(names(new ActQueue("s1", "anna"))).toEqual(["b", "c"]);
  });

  it("keeps sessions and people apart", () => {
    new ActQueue("s1", "anna").add(note("a", 1));
    expect(names(new ActQueue("s1", "ben"))).toEqual([]);
    expect(names(new ActQueue("s2", "anna"))).toEqual([]);
  });

  it("lets two tabs add without one losing what the other did", () => {
    const [one, other] = [new ActQueue("s1", "anna"), new ActQueue("s1", "anna")];
    one.add(note("a", 1));
    other.add(note("b", 2));
    expect(names(new ActQueue("s1", "anna"))).toEqual(["a", "b"]);
  });

  it("keeps what the server refused, and why, until its person decides", () => {
    new ActQueue("s1", "anna").add(note("a", 1));
    const queue = new ActQueue("s1", "anna");
    queue.refuse("a", "only the moderator may do that");
    expect(new ActQueue("s1", "anna").waiting[0]?.refused).toBe("only the moderator may do that");
    queue.remove("a");
    expect(names(new ActQueue("s1", "anna"))).toEqual([]);
  });

  it("passes over what it cannot read", () => {
    localStorage.setItem("recorder.room.s1.anna.x", "{");
    new ActQueue("s1", "anna").add(note("a", 1));
    expect(names(new ActQueue("s1", "anna"))).toEqual(["a"]);
  });
});
