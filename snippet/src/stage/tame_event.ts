import type { RecordedNode } from "./recorded_node";
import { tameAttributes } from "./tame_attributes";
import type { Taming } from "./taming";

/** The DOM recorder's own event, as far as it is looked into here. */
export interface RecordedEvent {
  type: number;
  timestamp: number;
  data: Record<string, unknown>;
}

const FULL = 2;
const CHANGE = 3;
const META = 4;
const MUTATION = 0;
const RESIZE = 4;
/** Changes that are shown: not media, canvases, what was logged, or new kinds of elements. */
const SHOWN = new Set([MUTATION, 1, 2, 3, RESIZE, 5, 6, 8, 10, 12, 13, 14, 15]);
const LARGEST_PX = 16_384;

/**
 * Reads one recorded event and makes it harmless.
 *
 * @returns Null for what is never shown.
 * @throws Error when it is not what a DOM recorder writes.
 */
export function tameEvent(text: string, at_ms: number, taming: Taming): RecordedEvent | null {
  const event = JSON.parse(text) as RecordedEvent;
  if (typeof event !== "object" || event === null || !Number.isSafeInteger(event.type)) throw new TypeError("it is none");
  const { type, data } = event;
  if (![FULL, CHANGE, META].includes(type)) return null;
  if (typeof data !== "object" || data === null) throw new TypeError("it holds nothing");
  if (type === CHANGE && !SHOWN.has(data["source"] as number)) return null;
  event.timestamp = at_ms;
  if (type === META || data["source"] === RESIZE) tameSize(data);
  // Recorders did not always say it, and pages were drawn light then.
  if (type === META) data["scheme"] = data["scheme"] === "dark" ? "dark" : "light";
  if (type === FULL) tamePage(data, taming);
  else if (data["source"] === MUTATION) tameMutation(data, taming);
  return event;
}

function tameSize(data: Record<string, unknown>): void {
  for (const side of ["width", "height"]) {
    const size = data[side];
    if (!Number.isFinite(size)) throw new TypeError("a window has no size");
    data[side] = Math.min(LARGEST_PX, Math.max(1, size as number));
  }
}

function tamePage(data: Record<string, unknown>, taming: Taming): void {
  taming.begin();
  taming.tame(data["node"] as RecordedNode);
}

function tameMutation(data: Record<string, unknown>, taming: Taming): void {
  for (const list of ["adds", "attributes", "removes", "texts"]) {
    if (!Array.isArray(data[list])) throw new TypeError(`a change has no ${list}`);
  }
  for (const { node, parentId } of data["adds"] as { node: RecordedNode; parentId: unknown }[]) taming.tame(node, parentId);
  for (const { attributes } of data["attributes"] as { attributes: Record<string, unknown> }[]) tameAttributes(attributes);
}
