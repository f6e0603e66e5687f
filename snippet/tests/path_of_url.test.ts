// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { pathOfUrl } from "../src/path_of_url";

const HERE = location.origin;

it.each([
  ["https://user:pw@shop.example/a/b.html?q=1#x", "https://shop.example/a/b.html"],
  ["https://shop.example/@jane/tea@home", "https://shop.example/@jane/tea@home"],
  ["https://shop.example?to=jane@example.org", "https://shop.example"],
  ["https://shop.example/a#part?q", "https://shop.example/a"],
  [`${HERE}/tea.html?secret=1`, "/tea.html"],
  [`${HERE.replace("//", "//user:pw@")}/tea.html`, "/tea.html"],
  [`${HERE}.evil.example/a`, `${HERE}.evil.example/a`],
  ["mailto:jane@example.org", "mailto:"],
  ["data:text/html,words", "data:"],
  ["blob:https://user:pw@shop.example/1", "blob:"],
])("%s", (address, path) => expect(pathOfUrl(address)).toBe(path));
