// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { Question } from "../src/core";
import { findFault } from "../src/panel/find_fault";
import { german } from "../src/panel/german";
import { markFault } from "../src/panel/mark_fault";
import { questionField } from "../src/panel/question_field";
import { readAnswer } from "../src/panel/read_answer";
import type { Value } from "../src/panel/value";

const base: Question = {
  id: "q", ask: "How was it?", kind: "scale", choices: ["Menu", "Search"], required: false, points: 7, minimum: 1, low_label: "Hard", high_label: "Easy",
};
const field = (more: Partial<Question>, value: Value = null) =>
  questionField({ ...base, ...more }, value, "optional", "en");
const KINDS: Question["kind"][] = ["scale", "choice", "choices", "text", "long-text", "number"];

describe("a question", () => {
  const VALUES: [Question["kind"], Value][] = [
    ["scale", 3], ["choice", "Search"], ["choices", ["Menu", "Search"]], ["text", "4711"], ["long-text", "It was hard"], ["number", 4.5],
  ];
  it.each(VALUES)("of kind %s reads back the answer that was put in", (kind, value) => {
    expect(readAnswer(field({ kind }, value), kind)).toEqual(value);
  });

  it.each(KINDS)("of kind %s without an answer reads as none", (kind) => {
    expect(readAnswer(field({ kind }), kind)).toBeNull();
  });

  it.each(KINDS)("of kind %s is a group named by what is asked, with real controls", (kind) => {
    const place = field({ kind });

    expect(place.querySelector("legend")?.textContent).toContain("How was it?");
    expect(place.querySelectorAll("input,textarea").length).toBeGreaterThan(0);
  });

  it("counts a scale from its minimum, and names its ends", () => {
    const place = field({ points: 11, minimum: 0 });
    const values = [...place.querySelectorAll("input")].map(({ value }) => Number(value));

    expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(place.querySelector("label")?.textContent).toBe("0");
    expect(place.querySelector("legend")?.textContent).toContain("0 = Hard · 10 = Easy");
  });

  it("keeps markup in a study's words as words", () => {
    const place = field({ kind: "choice", ask: "<b>Bold</b>", choices: ["<img src=x onerror=alert(1)>"] });

    expect(place.querySelector("b,img")).toBeNull();
    expect(place.querySelector("legend")?.textContent).toContain("<b>Bold</b>");
  });
});

describe("what is wrong with an answer", () => {
  const TABLE: [Question["kind"], boolean, Value, string][] = [
    ["scale", true, null, "Missing."], ["scale", false, null, ""], ["number", false, "abc", "No number."], ["number", true, 4, ""], ["text", true, "abc", ""],
  ];
  it.each(TABLE)("%s, required %s, %j: %j", (kind, required, value, fault) => {
    expect(findFault({ kind, required }, value, "Missing.", "No number.")).toBe(fault);
  });

  it("reads a decimal comma", () => {
    const place = field({ kind: "number" });
    place.querySelector("input")!.value = "4,50";

    expect(readAnswer(place, "number")).toBe(4.5);
  });

  it("is said beside the question, tied to its controls, and taken away again", () => {
    const place = field({ kind: "text" });
    const control = markFault(place, "Please answer.");

    expect(control?.getAttribute("aria-invalid")).toBe("true");
    expect(place.querySelector(`#${control?.getAttribute("aria-describedby")}`)?.textContent).toBe("Please answer.");
    markFault(place, "");
    expect(control?.getAttribute("aria-invalid")).toBe("false");
    expect(place.querySelector(".fault")?.textContent).toBe("");
  });
});

describe("the texts", () => {
  it.each(Object.entries(german))("say %j in German", (english, text) => {
    expect(text).toBeTruthy();
    expect(/[.?]$/.exec(text)?.[0]).toBe(/[.?]$/.exec(english)?.[0]);
  });
});
