/** One event of the DOM recorder, or a piece of one, as it lies in the log. */
export interface DomPiece {
  /** On the page's clock; null when the recorder did not say. */
  readonly at_ms: number | null;
  readonly text: string;
  /** Whether the text is base64 of a deflated text. */
  readonly is_deflated: boolean;
  /** The event that it is a piece of; "" for a whole one. */
  readonly whole: string;
  readonly piece: number;
  readonly of: number;
}

const MOST_PIECES = 10_000;

/** Reads what a `dom.recorded` holds; null for what no recorder of ours has written. */
export function readDomData(data: unknown): DomPiece | null {
  if (typeof data !== "object" || data === null) return null;
  const { at_ms, text, deflated, piece, of, whole, type } = data as Record<string, unknown>;
  const at = typeof at_ms === "number" && Number.isFinite(at_ms) ? at_ms : null;
  const one = { at_ms: at, whole: "", piece: 0, of: 1 };
  // A foreign recorder's own event, put there as it is.
  if (text === undefined && deflated === undefined && Number.isSafeInteger(type)) {
    return { ...one, text: JSON.stringify(data), is_deflated: false };
  }
  const words = text ?? deflated;
  if (typeof words !== "string") return null;
  const read = { ...one, text: words, is_deflated: text === undefined };
  if (whole === undefined) return read;
  const isPiece =
    typeof whole === "string" && whole !== "" && isCount(piece) && isCount(of) && piece < of && of <= MOST_PIECES;
  return isPiece ? { ...read, whole, piece, of } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
