// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { EVENT, type RecordedEvent, type RecordedNode, SOURCE } from "../src/dom/recorded";
import type { Rules } from "../src/dom/rules";
import { scrubCss } from "../src/dom/scrub_css";
import { scrubEvent } from "../src/dom/scrub_event";
import { scrubNode } from "../src/dom/scrub_node";

const found = new Map<number, Node>();
const rules = (text: Rules["text"] = "none", query: string[] = []): Rules => ({ text, query, find: (id) => found.get(id) ?? null });
const event = (source: number, data: object, type: number = EVENT.change): RecordedEvent => ({ type, data: { source, ...data }, timestamp: 1 });
const scrubbed = (source: number, data: object, text?: Rules["text"]) => scrubEvent(event(source, data), rules(text))?.data;

/** Puts an element into the page, by which a recorded id is found. */
function put(html: string, id = 9): Element {
  document.body.innerHTML = html;
  const element = document.body.querySelector("#it") ?? document.body.firstElementChild!;
  found.set(id, element);
  return element;
}

/** A recorded element as it is sent. */
function attributesOf(tagName: string, attributes: object, more: Partial<Rules> = {}, isSVG?: boolean): object {
  const node = { type: 2, id: 9, tagName, attributes, childNodes: [], isSVG } as unknown as RecordedNode;
  return scrubNode(node, "", { ...rules(), ...more }).attributes!;
}

beforeEach(() => found.clear());

describe("attributes", () => {
  it("keep how an element looks and lose what somebody wrote", () => {
    const look = { class: "card wide", width: "10", hidden: "", role: "button", dir: "rtl" };
    const words = { title: "secret", "data-name": "secret", content: "secret", srcdoc: "secret", onclick: "secret()", nonce: "secret", unknown: "secret" };
    expect(attributesOf("div", { ...look, ...words })).toEqual(look);
  });

  it("keep the length of words that take up room", () => {
    expect(attributesOf("input", { placeholder: "Your name" })).toEqual({ placeholder: "xxxx xxxx" });
  });

  it("keep states that styles depend on, and attributes that only stand there", () => {
    const states = { "aria-expanded": "true", "data-state": "open", "data-v-7ba5bd90": "" };
    expect(attributesOf("div", { ...states, "aria-label": "secret", onfocus: "" })).toEqual(states);
  });

  it("keep which colours a page has styles for, and nothing else that it says of itself", () => {
    const scheme = { name: "color-scheme", content: "light dark" };
    expect(attributesOf("meta", { ...scheme, property: "secret" })).toEqual(scheme);
    expect(attributesOf("meta", { name: "color-scheme", content: "light secret" })).toEqual({});
    expect(attributesOf("meta", { name: "description", content: "light" })).toEqual({});
  });

  it("keep a drawing, but what looks so is kept of drawings only", () => {
    expect(attributesOf("path", { d: "M0 0", fill: "red" }, {}, true)).toEqual({ d: "M0 0", fill: "red" });
    expect(attributesOf("div", { d: "secret", values: "secret" })).toEqual({});
  });

  it.each([
    ["https://u:p@shop.test/a/b?sort=1&who=jane#there", "https://shop.test/a/b?sort=1"],
    ["/a?sort=2", "http://shop.test/a?sort=2"],
    ["javascript:alert('secret')", undefined],
    ["data:text/html,secret", undefined],
    ["data:image/svg+xml,secret", undefined],
    ["data:image/png;base64,AAAA", undefined],
    ["blob:http://shop.test/1", undefined],
    ["mailto:jane@example.org", undefined],
    ["http://[", undefined],
    ["#icon", "#icon"],
  ])("write the address %s as %s", (href, written) => {
    expect(attributesOf("a", { href }, { query: ["sort"] })).toEqual(written === undefined ? {} : { href: written });
  });

  it("keep a picture in an address where all text may be known", () => {
    put("<img id=it>");
    const src = "data:image/png;base64,AAAA";
    expect(attributesOf("img", { src }, { text: "all" })).toEqual({ src });
    expect(attributesOf("img", { src: "data:image/svg+xml,secret" }, { text: "all" })).toEqual({});
  });

  it("tell how much stands in a field and never what; of some fields not even that", () => {
    put("<input id=it>");
    expect(attributesOf("input", { value: "abc" }, { text: "all" })).toEqual({ value: "xxx" });
    put("<input id=it type=password>");
    expect(attributesOf("input", { value: "abc" }, { text: "all" })).toEqual({ value: "" });
    put("<input id=it autocomplete=cc-number>");
    expect(attributesOf("input", { value: "abc" })).toEqual({ value: "" });
    expect(attributesOf("input", { type: "checkbox", value: "abc" })).toEqual({ type: "checkbox" });
    expect(attributesOf("option", { value: "abc" })).toEqual({});
  });

  it("lose all of what the page says of itself", () => {
    expect(attributesOf("meta", { name: "author", content: "secret" })).toEqual({});
    expect(attributesOf("base", { href: "/secret" })).toEqual({});
  });

  it("that were taken away are told so", () => {
    put("<p></p>");
    const change = { texts: [], removes: [], adds: [], attributes: [{ id: 9, attributes: { title: null, style: { color: "red", "--a": "'secret'", top: false } } }] };
    expect(scrubbed(SOURCE.nodes, change)!["attributes"]).toEqual([
      { id: 9, attributes: { title: null, style: { color: "red", "--a": "'xxxxxx'", top: false } } },
    ]);
  });
});

describe("words", () => {
  const text = (textContent: string): RecordedNode => ({ type: 3, id: 9, textContent });
  const write = (words: string, parent: string, allowed: Rules["text"]) => scrubNode(text(words), parent, rules(allowed)).textContent;

  it("are masked by default, letter by letter, of every script", () => {
    expect(write("Grüße, 你好 12", "p", "none")).toBe("xxxxxx xx xx");
  });

  it("are shown where the author marked them, out of shadow roots too", () => {
    put("<div data-recorder-text><p>plain</p></div><p>other</p>");
    found.set(9, document.querySelector("[data-recorder-text] p")!.firstChild!);
    expect(write("plain", "p", "marked")).toBe("plain");
    found.set(9, document.body.lastElementChild!.firstChild!);
    expect(write("other", "p", "marked")).toBe("xxxxx");
    const root = document.querySelector("[data-recorder-text] p")!.attachShadow({ mode: "open" });
    root.append("inside");
    found.set(9, root.firstChild!);
    expect(write("inside", "p", "marked")).toBe("inside");
  });

  it.each([
    ["<div data-recorder-mask><p id=it>x</p></div>"], ["<div contenteditable><p id=it>x</p></div>"],
    ["<textarea id=it>x</textarea>"], ["<select><option id=it>x</option></select>"], ["<p data-recorder-block id=it>x</p>"],
  ])("are masked in %s whatever the study allows", (html) => {
    found.set(9, put(html).firstChild!);
    expect(write("secret", "p", "all")).toBe("xxxxxx");
  });

  it("that are shown lose e-mail addresses and long numbers", () => {
    found.set(9, put("<p>x</p>").firstChild!);
    expect(write("Write to jane@example.org or 4111 1111", "p", "all")).toBe("Write to xxxxxxxxxxxxxxxx or xxxx xxxx");
  });

  it.each(["title", "noscript", "template", "script"])("that nobody sees are left out: <%s>", (parent) => {
    found.set(9, put("<p>x</p>").firstChild!);
    expect(write("secret", parent, "all")).toBe("");
  });

  it("of a node that is gone are masked", () => {
    expect(write("secret", "p", "all")).toBe("xxxxxx");
  });

  it("in comments are left out", () => {
    expect(scrubNode({ type: 5, id: 1, textContent: "secret" }, "p", rules("all")).textContent).toBe("");
  });
});

describe("styles", () => {
  it.each([
    ["a::after { content: 'secret \\f101'; color: red }", "a::after { content: 'xxxxxx \\f101'; color: red }"],
    ["a{--said:\"se;c}ret\"}", "a{--said:\"xxxxxxxx\"}"],
    ["--said: 'never closed", "--said: 'xxxxx xxxxxx'"],
    ["a { background: url(\"/p.png?who=secret#s\") }", "a { background: url(\"/p.png\") }"],
    ["a { background: url(data:image/png;base64,AA/*==?x) }", "a { background: url(data:image/png;base64,AA/*==?x) }"],
    ["/* secret */ a { font-family: 'Open Sans' }", " a { font-family: 'Open Sans' }"],
    ["@import url('/s.css?secret');", "@import url('/s.css');"],
  ])("%s", (css, written) => {
    expect(scrubCss(css, false)).toBe(written);
  });

  it("are scrubbed in rules, declarations and adopted sheets", () => {
    put("<style id=it></style>");
    const rule = { rule: "a::after { content: 'secret' }", index: 1 };
    const hidden = { rule: "a::after { content: 'xxxxxx' }", index: 1 };
    expect(scrubbed(SOURCE.rules, { id: 9, adds: [rule], removes: [{ index: 0 }] })).toEqual({ source: 8, id: 9, adds: [hidden], removes: [{ index: 0 }] });
    expect(scrubbed(SOURCE.rules, { styleId: 1, replaceSync: rule.rule })!["replaceSync"]).toBe(hidden.rule);
    expect(scrubbed(SOURCE.adopted, { id: 9, styleIds: [1], styles: [{ styleId: 1, rules: [rule] }] })).toEqual(
      { source: 15, id: 9, styleIds: [1], styles: [{ styleId: 1, rules: [hidden] }] },
    );
    expect(scrubbed(SOURCE.declaration, { id: 9, index: [0], set: { property: "content", value: "'secret'", priority: "" } })).toEqual(
      { source: 13, id: 9, index: [0], set: { property: "content", value: "'xxxxxx'", priority: "" } },
    );
  });
});

describe("events", () => {
  it("of no known kind are left out", () => {
    for (const source of [9, 10, 11, 14, 99]) expect(scrubbed(source, { text: "secret" })).toBeUndefined();
    for (const type of [5, 6, 7]) expect(scrubEvent(event(0, { tag: "secret" }, type), rules())).toBeUndefined();
  });

  it("of fields tell how much was typed, and of some fields nothing", () => {
    put("<input id=it>");
    expect(scrubbed(SOURCE.input, { id: 9, text: "abc d", isChecked: false, more: "secret" })).toEqual({ source: 5, id: 9, text: "xxx x", isChecked: false });
    put("<input id=it type=password>");
    expect(scrubbed(SOURCE.input, { id: 9, text: "abc", isChecked: false })).toBeUndefined();
    expect(scrubbed(SOURCE.input, { id: 77, text: "abc", isChecked: false })).toBeUndefined();
  });

  it("of movement hold numbers only", () => {
    expect(scrubbed(SOURCE.mouse, { positions: [{ x: 1, y: 2, id: 3, timeOffset: -5, more: "secret" }] })).toEqual(
      { source: 1, positions: [{ x: 1, y: 2, id: 3, timeOffset: -5 }] },
    );
  });

  it("of nodes keep every node and its place, so that all others find theirs", () => {
    put("<p>plain</p>");
    const node = { type: 2, id: 20, tagName: "p", attributes: { title: "secret" }, childNodes: [{ type: 3, id: 21, textContent: "secret" }], more: "secret" };
    const data = { texts: [{ id: 9, value: "secret" }], attributes: [], removes: [{ parentId: 1, id: 2 }], adds: [{ parentId: 9, nextId: null, node }] };
    expect(scrubbed(SOURCE.nodes, data)).toEqual({
      source: 0, texts: [{ id: 9, value: "xxxxxx" }], attributes: [], removes: [{ parentId: 1, id: 2 }],
      adds: [{ parentId: 9, nextId: null, node: { type: 2, id: 20, tagName: "p", attributes: {}, childNodes: [{ type: 3, id: 21, textContent: "xxxxxx" }] } }],
    });
  });

  it("hold nothing of the recorder's own elements", () => {
    const panel = { type: 2, id: 1, tagName: "recorder-panel", attributes: { rr_width: "300px" }, childNodes: [{ type: 3, id: 2, textContent: "secret" }] };
    expect(scrubNode(panel, "html", rules("all"))).toMatchObject({ attributes: { style: "display:none!important" }, childNodes: [] });
  });

  it("tell the page's address as the study may know it", () => {
    const meta: RecordedEvent = { type: EVENT.meta, data: { href: "http://shop.test/a?who=jane#x", width: 1, height: 2 }, timestamp: 1 };
    expect(scrubEvent(meta, rules())!.data).toEqual({ href: "http://shop.test/a", width: 1, height: 2 });
  });
});
