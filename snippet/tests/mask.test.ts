// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { addressOf } from "../src/address";
import { isSensitive } from "../src/is_sensitive";
import { mask } from "../src/mask";
import { scrub } from "../src/scrub";
import { watchSleep } from "../src/sleep_watch";
import { cluesOf, plausibleId } from "../src/clues_of";

const NAMES = { names: true, text: "none" } as const;

function draw(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector("[data-it]") ?? document.body.firstElementChild!;
}
afterEach(() => void (document.body.innerHTML = ""));

describe("words of the page", () => {
  it.each([
    ["Pay with 4111 1111 1111 1111", "Pay with #"],
    ["Call 030-123456", "Call #"],
    ["Mail jane.doe@example.org now", "Mail @ now"],
    ["Top 100 of 2026", "Top 100 of #"],
    ["  a \n b ", "a b"],
  ])("mask %j", (text, masked) => expect(mask(text, 40)).toBe(masked));

  it("are cut to their length, by characters that people see as one", () => {
    expect(mask("x".repeat(99), 40).length).toBe(40);
    expect(mask("🍵🍵🍵", 2)).toBe("🍵🍵");
  });
});

describe("errors", () => {
  it.each([
    [`Unexpected token 'h', "hello wor"... is not valid JSON`, `Unexpected token 'h', …... is not valid JSON`],
    ["Cannot read properties of null (reading 'price')", "Cannot read properties of null (reading 'price')"],
    ["no user 'Jane Doe' 12345", "no user … …"],
    ["at f (https://shop.test/app.js?token=abc#x:12034:55)", "at f (https://shop.test/app.js:12034:55)"],
    ["bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "bearer …"],
  ])("scrub %j", (text, scrubbed) => expect(scrub(text, 500)).toBe(scrubbed));
});

describe("addresses", () => {
  const url = new URL("https://shop.test/prototype/tea/list.html?sort=price&mail=a%40b.de#/view/2");
  it("are paths below the root, with nothing but what the study names", () => {
    expect(addressOf(url, "/prototype/tea/", ["sort"])).toBe("/list.html?sort=price");
    expect(addressOf(url, "/", [])).toBe("/prototype/tea/list.html");
    expect(addressOf(url, "/prototype/tea/", ["#"])).toBe("/list.html#/view/2");
  });
});

describe("names of elements", () => {
  it.each([
    ["<button>Buy tea</button>", "Buy tea"],
    ["<button aria-label='Close'>x</button>", "Close"],
    ["<a href='/x'><img alt='Basket'></a>", "Basket"],
    ["<input type=submit value='Send'>", "Send"],
    ["<button>Hello <textarea>typed</textarea></button>", "Hello"],
    ["<button>Hi <b data-recorder-mask>Jane</b></button>", "Hi"],
    ["<div contenteditable tabindex=0>typed</div>", ""],
    ["<label>Mail <input data-it value='typed'></label>", "Mail"],
    ["<label>Code <input data-it autocomplete=one-time-code></label>", ""],
    ["<div data-recorder-mask><button data-it>Jane</button></div>", ""],
  ])("%s", (html, name) => expect(cluesOf(draw(html), NAMES).name ?? "").toBe(name));

  it("are left out where the study does not allow them, and rows are hashed", () => {
    const button = draw("<ul><li>Jane Doe <button data-it>Open</button></li></ul>");
    const clues = cluesOf(button, { names: false, text: "none" });
    expect(JSON.stringify(clues)).not.toMatch(/Jane|Open/);
    expect(clues.row).toMatch(/^#[a-z0-9]+$/);
    expect(cluesOf(button, { names: true, text: "all" }).row).toBe("Jane Doe Open");
  });
});

describe("sensitive fields", () => {
  it.each(["type=password", "type=hidden", "type=file", "autocomplete=cc-number", "autocomplete='section-a cc-csc'", "autocomplete=new-password"])(
    "%s", (attribute) => expect(isSensitive(draw(`<input ${attribute}>`))).toBe(true),
  );

  it("stay so when they no longer are passwords", () => {
    const field = draw("<input type=password>") as HTMLInputElement;
    isSensitive(field);
    field.type = "text";
    expect(isSensitive(field)).toBe(true);
    expect(isSensitive(draw("<input type=text>"))).toBe(false);
  });
});

describe("ids", () => {
  it.each([["place-order", true], ["btn2", true], ["placeOrder", true], ["radix-:r1:", false], ["item-4711", false], ["x8f3k2a", false]])(
    "%s is written by a person: %s", (id, is) => expect(Boolean(plausibleId(draw(`<b id="${id}"></b>`)))).toBe(is),
  );
});

describe("clues", () => {
  it("name a link by its path", () => {
    expect(cluesOf(draw("<nav><a data-it href='/teas?sort=1#x'>Teas</a></nav>"), NAMES)).toMatchObject({
      role: "link", name: "Teas", landmark: "navigation", href: "/teas", path: "body>nav>a",
    });
  });
});

describe("sleep", () => {
  it("is told once, and only when the clocks parted by more than a second", () => {
    let wall = 1_000;
    vi.spyOn(Date, "now").mockImplementation(() => wall);
    vi.spyOn(performance, "now").mockReturnValue(0);
    const slept = watchSleep();
    wall += 900;
    expect(slept()).toBe(0);
    wall += 60_000;
    expect(slept()).toBe(60_900);
    expect(slept()).toBe(0);
    vi.restoreAllMocks();
  });
});
