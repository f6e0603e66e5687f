import type { DomData } from "./dom_data";

/** Four of them, with what is around them, are what a browser lets outlive a page. */
const MOST = 15_000;

/** Cuts what is too long to be sent at once. */
export function piecesOf(at_ms: number, kind: "deflated" | "text", words: string, whole: string): DomData[] {
  const of = Math.ceil(words.length / MOST);
  const data = (piece: string): DomData => ({ at_ms, [kind]: piece }) as unknown as DomData;
  if (of <= 1) return [data(words)];
  return Array.from({ length: of }, (_, piece) => ({ ...data(words.slice(piece * MOST, (piece + 1) * MOST)), piece, of, whole }));
}
