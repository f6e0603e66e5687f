// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { fillIn } from "../src/after/fill_in";
import { findToken } from "../src/after/find_token";
import { givenIn } from "../src/after/given_in";
import { keptAnswers } from "../src/after/kept_answers";
import { markFault } from "../src/after/mark_fault";
import { make } from "../src/panel/make";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe("the token", () => {
  const TABLE: [string, string, string][] = [
    ["#recorder=ses_abc-1", "", "ses_abc-1"],
    ["#part&recorder=ses_abc", "ses_old", "ses_abc"],
    ["", "ses_old", "ses_old"],
    ["#recorder=inv_abc", "", ""],
    ["", "not a token", ""],
  ];
  it.each(TABLE)("of %j with %j kept is %j", (fragment, kept, token) => {
    localStorage.setItem("recorder:tea-shop", kept);

    expect(findToken(fragment, "tea-shop")).toBe(token);
  });

  it("of this tab comes before that of another", () => {
    localStorage.setItem("recorder:tea-shop", "ses_other");
    sessionStorage.setItem("recorder:tea-shop", "ses_mine");

    expect(findToken("", "tea-shop")).toBe("ses_mine");
  });
});

describe("kept answers", () => {
  it.each(["", "{", "null", "[1]"])("read from %j are none", (text) => {
    localStorage.setItem("key", text);

    expect(keptAnswers("key")).toMatchObject({ given: {}, sent: {}, isEnded: false });
  });

  it("are put back as they were given", () => {
    const box = (value: string) => make("input", { type: "checkbox", name: "q", value });
    const place = make("div", {}, box("Menu"), box("Search"), box("Other"));
    fillIn(place, ["Menu", "Other"]);

    expect(givenIn(place)).toEqual(["Menu", "Other"]);
  });

  it("leave a field alone that had none", () => {
    const control = make("input");
    control.value = "typed meanwhile";
    fillIn(make("div", {}, control), []);

    expect(control.value).toBe("typed meanwhile");
  });
});

describe("what is wrong with an answer", () => {
  it("is said beside the question, tied to its controls, and taken away again", () => {
    const place = make("div", {}, make("input"), make("p", { className: "fault", id: "fault-q" }));
    const control = markFault(place, "Please answer.");

    expect(control?.getAttribute("aria-invalid")).toBe("true");
    expect(place.querySelector(`#${control?.getAttribute("aria-describedby")}`)?.textContent).toBe("Please answer.");
    markFault(place, "");
    expect(control?.getAttribute("aria-invalid")).toBe("false");
    expect(place.querySelector(".fault")?.textContent).toBe("");
  });
});
