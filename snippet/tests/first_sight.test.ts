import { expect, it } from "vitest";
import { firstSight } from "../src/desk/first_sight";

const at = (at_ms: number, type: string) => ({ at_ms, event: { type, at_ms } }) as never;

it("begins where the first picture is, else where the first page is, else at the start", () => {
  const log = [at(0, "consent.given"), at(400, "page.viewed"), at(900, "dom.recorded"), at(950, "dom.recorded")];
  expect(firstSight(log)).toBe(1_000);
  expect(firstSight(log.slice(0, 2))).toBe(500);
  expect(firstSight(log.slice(0, 1))).toBe(0);
});
