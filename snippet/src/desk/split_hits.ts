/** A piece of a text, and whether it is what was looked for. */
export type Piece = readonly [text: string, isHit: boolean];

/** Splits a text at what is looked for, whatever its capitals. */
export function splitHits(text: string, wanted: string): readonly Piece[] {
  if (!wanted) return [[text, false]];
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text
    .split(new RegExp(`(${escaped})`, "giu"))
    .map((piece, place): Piece => [piece, place % 2 === 1])
    .filter(([piece]) => piece);
}
