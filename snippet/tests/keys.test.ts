// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Command, Keys } from "../src/desk/keys";
import { stubStorage } from "./local_storage";

const stops: (() => void)[] = [];
let done: string[];
let keys: Keys;
const command = (id: string, key: string): Command => ({ id, key, words: id, group: "g", run: () => void done.push(id) });

function open(): Keys {
  const made = new Keys([command("note", "n"), command("undo", "u Control+z"), command("keys", "?"), command("again", "Shift+u"), command("none", "")]);
  stops.push(made.listen(window));
  return made;
}
function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...init });
  target.dispatchEvent(event);
  return event;
}
function field(markup: string): Element {
  document.body.innerHTML = markup;
  return document.body.firstElementChild as Element;
}

beforeEach(() => {
  stubStorage();
  done = [];
  document.body.innerHTML = "";
  keys = open();
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe("keys", () => {
  it("do what they say, in capitals too, and each of several", () => {
    press("n");
    press("u");
    press("z", { ctrlKey: true });
    press("?", { shiftKey: true });
    press("U", { shiftKey: true });
    expect(done).toEqual(["note", "undo", "undo", "keys", "again"]);
  });

  it("leave the browser its own", () => {
    expect(press("n", { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press("n", { metaKey: true }).defaultPrevented).toBe(false);
    expect(press("n", { altKey: true }).defaultPrevented).toBe(false);
    expect(press("F5").defaultPrevented).toBe(false);
    expect(done).toEqual([]);
  });

  it.each(["<input>", "<textarea></textarea>", "<select></select>", "<p contenteditable=true></p>", "<input type=search>"])("do nothing in %s", (markup) => {
    press("n", {}, field(markup));
    expect(done).toEqual([]);
  });

  it("work on buttons, but leave them their own keys", () => {
    const button = field("<button>b</button>");
    press("n", {}, button);
    expect(press(" ", {}, button).defaultPrevented).toBe(false);
    expect(done).toEqual(["note"]);
  });

  it("do nothing when held, while composing, or in a dialog", () => {
    press("n", { repeat: true });
    press("n", { isComposing: true });
    press("n", {}, field("<dialog open><button>b</button></dialog>").firstElementChild as Element);
    expect(done).toEqual([]);
  });

  it("work at once when a dialog was closed, though its button has the focus until the next frame", () => {
    press("n", {}, field("<dialog><button>b</button></dialog>").firstElementChild as Element);
    expect(done).toEqual(["note"]);
  });

  it("can be switched off for good and on again", () => {
    keys.switch(false);
    press("n");
    expect(new Keys([]).isOn).toBe(false);
    keys.switch(true);
    press("n");
    expect(done).toEqual(["note"]);
  });

  it("can be changed, for this browser, but not to one that is taken", () => {
    expect(keys.rebind("note", "u")?.id).toBe("undo");
    expect(keys.rebind("note", "x")).toBeNull();
    press("n");
    press("x");
    expect(done).toEqual(["note"]);
    expect(open().keyOf("note")).toBe("x");
    keys.reset();
    expect(keys.keyOf("note")).toBe("n");
  });

  it("may be none", () => {
    expect(keys.rebind("note", "")).toBeNull();
    press("n");
    expect(done).toEqual([]);
  });
});

describe("a chord", () => {
  const ask = (within_ms?: number): void =>
    keys.ask({ keys: { 1: () => done.push("one") }, otherwise: (why) => void done.push(why), ...(within_ms && { within_ms }) });

  it("takes the next key before commands do", () => {
    ask();
    press("1");
    press("1");
    expect(done).toEqual(["one"]);
  });

  it("ends with another key, which still does what it does", () => {
    ask();
    press("n");
    expect(done).toEqual(["key", "note"]);
  });

  it("is left by Escape", () => {
    ask();
    press("Escape");
    press("1");
    expect(done).toEqual(["escape"]);
  });

  it("ends by itself in time", () => {
    vi.useFakeTimers();
    ask(1_000);
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    expect(done).toEqual(["time"]);
  });
});
