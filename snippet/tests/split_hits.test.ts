import { describe, expect, it } from "vitest";
import { splitHits } from "../src/desk/split_hits";

describe("what was said, searched", () => {
  it("marks every hit and keeps every letter", () => {
    expect(splitHits("Tea, tea and TEA", "tea")).toEqual([
      ["Tea", true], [", ", false], ["tea", true], [" and ", false], ["TEA", true],
    ]);
  });

  it("takes signs as they are", () => {
    expect(splitHits("a.c abc (x)", "a.c")).toEqual([["a.c", true], [" abc (x)", false]]);
    expect(splitHits("why (x)?", "(x)?")).toEqual([["why ", false], ["(x)?", true]]);
  });

  it("leaves a text whole when nothing is looked for", () => {
    expect(splitHits("a", "")).toEqual([["a", false]]);
  });
});
