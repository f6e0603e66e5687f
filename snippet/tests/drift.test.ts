import { describe, expect, it } from "vitest";
import { correct } from "../src/desk/drift";

describe("a sound that plays beside a picture", () => {
  it("is left alone while nobody hears the difference", () => {
    expect(correct(20, 1)).toEqual({ act: "rate", rate: 1 });
    expect(correct(-20, 2)).toEqual({ act: "rate", rate: 2 });
  });

  it("hurries when it is late and waits when it is early", () => {
    expect(correct(50, 1)).toEqual({ act: "rate", rate: 1.06 });
    expect(correct(-50, 2)).toEqual({ act: "rate", rate: 1.88 });
    expect(correct(190, 1)).toEqual({ act: "rate", rate: 1.12 });
  });

  it("jumps when it is far off", () => {
    expect(correct(400, 1)).toEqual({ act: "seek" });
    expect(correct(-400, 1)).toEqual({ act: "seek" });
    expect(correct(400, 1, true)).toEqual({ act: "rate", rate: 1.12 });
  });
});
