// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { Question } from "../src/core";
import { faultOf } from "../src/panel/fault_of";
import { questionField } from "../src/panel/question_field";
import type { Value } from "../src/panel/value";
import { valueOf } from "../src/panel/value_of";
import type { Words } from "../src/panel/words";

const CHOICES: Partial<Record<Question["kind"], string[]>> = {
  scale: ["0", "1", "2", "3"], choice: ["Menu", "Search"], choices: ["Menu", "Search"],
};
const KINDS: Question["kind"][] = ["scale", "choice", "choices", "text", "long-text", "number"];
const field = (kind: Question["kind"], given: string[] = [], more: Partial<Question> = {}) => {
  const question = { id: "q", ask: "How was it?", kind, choices: CHOICES[kind] ?? [], required: false, hint: "0 = Hard", ...more };
  return questionField(question, given, "en");
};
const given = (place: HTMLFieldSetElement): string[] => {
  const form = document.createElement("form");
  form.append(place);
  return new FormData(form).getAll("q") as string[];
};

describe("a question", () => {
  const VALUES: [Question["kind"], string[], Value][] = [
    ["scale", ["3"], 3], ["scale", ["0"], 0], ["choice", ["Search"], "Search"], ["choices", ["Menu", "Search"], ["Menu", "Search"]],
    ["text", ["4711"], "4711"], ["long-text", ["It was, well, hard"], "It was, well, hard"], ["number", ["4.5"], 4.5],
    ["number", ["4,50"], 4.5], ["number", ["cheap"], NaN], ["text", [" "], null],
  ];
  it.each(VALUES)("of kind %s that is given %j says %j", (kind, put, value) => {
    expect(valueOf({ kind }, given(field(kind, put)))).toEqual(value);
  });

  it.each(KINDS)("of kind %s without an answer says nothing", (kind) => {
    expect(valueOf({ kind }, given(field(kind)))).toBeNull();
    expect(valueOf({ kind }, undefined)).toBeNull();
  });

  it.each(KINDS)("of kind %s is a group named by what is asked, with real controls", (kind) => {
    const place = field(kind);

    expect(place.querySelector("legend")?.textContent).toContain("How was it?");
    expect(place.querySelectorAll("input,textarea").length).toBeGreaterThan(0);
  });

  it("names the ends of a scale", () => {
    expect(field("scale").querySelector("legend")?.textContent).toContain("0 = Hard");
  });

  it("keeps markup in a study's words as words", () => {
    const place = field("choice", [], { ask: "<b>Bold</b>", choices: ["<img src=x onerror=alert(1)>"] });

    expect(place.querySelector("b,img")).toBeNull();
    expect(place.querySelector("legend")?.textContent).toContain("<b>Bold</b>");
  });
});

describe("what is wrong with an answer", () => {
  const words = { missing: "Missing.", number: "No number." } as Words;
  const TABLE: [boolean, Value, string][] = [
    [true, null, "Missing."], [false, null, ""], [false, NaN, "No number."], [true, 0, ""], [true, "abc", ""], [true, ["Menu"], ""],
  ];
  it.each(TABLE)("required %s, %j: %j", (required, value, fault) => {
    expect(faultOf({ required }, value, words)).toBe(fault);
  });
});
