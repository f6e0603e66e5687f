import { describe, expect, it } from "vitest";
import { keyWords } from "../src/desk/key_words";
import { lightWords } from "../src/desk/light_words";
import { momentWords } from "../src/desk/moment_words";
import { noteMarks } from "../src/desk/note_marks";
import { parseMoment } from "../src/desk/parse_moment";

describe("the marks of a note", () => {
  it.each([
    ["lost #menu and #menu again !!", ["menu"], [], 2],
    ["@ben.b look! #Größe_2", ["Größe_2"], ["ben.b"], 0],
    ["@anna: see !!!", [], ["anna"], 3],
    ["mail a@b.c, /teas.html#top, C# ok!!!", [], [], 0],
    ["!!!! is shouting", [], [], 0],
    ["#1 !\n!!", ["1"], [], 2],
  ])("%s", (text, tags, names, severity) => {
    expect(noteMarks(text)).toEqual({ tags, names, severity });
  });
});

describe("moments", () => {
  it.each([["75", 75_000], ["1:15", 75_000], ["01:15.5", 75_500], ["1:01:15", 3_675_000], ["75:00,2", 4_500_200]])("%s is read", (text, ms) => {
    expect(parseMoment(text)).toBe(ms);
  });
  it.each(["", "x", "1:75", "1:1:75", "-1", "1:2:3:4"])("%s is none", (text) => {
    expect(parseMoment(text)).toBeNull();
  });
  it("are written so that they are read back", () => {
    expect(momentWords(192_449)).toBe("03:12.4");
    expect(momentWords(59_960)).toBe("01:00.0");
    expect(parseMoment(momentWords(4_500_200))).toBe(4_500_200);
  });
});

describe("the connection light", () => {
  const someone = (state: "live" | "away" | "never", heard_ms: number | null = null, delay_ms: number | null = null) => ({
    people: [], participant: { state, heard_ms, delay_ms },
  });
  const quiet = { waiting: 0, refused: "", isByHand: false };
  it.each([
    ["live", someone("live", 0, 210), "live · 0.2 s"],
    ["live", someone("live"), "live"],
    ["live", someone("away", 88_000), "participant left 12 s ago"],
    ["live", someone("away", 0), "participant left 1 min ago"],
    ["live", someone("never"), "participant has not come yet"],
    ["reconnecting", someone("live", 0, 210), "reconnecting"],
  ] as const)("%s %#", (connection, presence, words) => {
    expect(lightWords(connection, presence, 100_000, quiet).words).toBe(words);
  });
  it("says what waits, and why a person is not let in", () => {
    expect(lightWords("reconnecting", null, 0, { ...quiet, waiting: 2 }).words).toBe("reconnecting · 2 not sent yet");
    expect(lightWords("refused", null, 0, { ...quiet, refused: "sign in again" })).toEqual({ kind: "bad", words: "sign in again" });
  });
});

describe("keys in words", () => {
  it.each([["n", "N"], ["u Control+z", "U"], ["Control+z", "Ctrl+Z"], ["?", "?"], ["", ""], ["ArrowLeft j", "←"]])("%s", (key, words) => {
    expect(keyWords(key)).toBe(words);
  });
});
