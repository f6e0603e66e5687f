import { record } from "@rrweb/record";
import { guard } from "../guard";
import { IGNORED } from "../ignored";
import type { Capture } from "../session_answer";
import { EVENT, type RecordedEvent } from "./recorded";
import { scrubEvent } from "./scrub_event";

const MOVE_MS = 50;
const MOVES_MS = 200;
const SCROLL_MS = 100;
const WHOLE_EVERY_MS = 60_000;
/** The page is written down as a whole so seldom that it costs a hundredth of the time at most. */
const SHARE = 100;
const IDLE_MS = 2_000;
const BLOCKED = `${IGNORED},[data-recorder-block],recorder-panel,recorder-voice`;

/**
 * Records how the page looks and changes.
 *
 * The recorder's own timer is not used for writing the whole page down again: it would do so
 * while the participant waits for an answer of the page.
 *
 * @returns How to stop.
 */
export function startRecording({ text, query, pointer }: Capture, tell: (event: RecordedEvent) => void): () => void {
  const rules = { text, query, find: (id: number) => record.mirror.getNode(id) };
  let wholeAt = 0;
  let cost_ms = 0;
  let isDue = false;
  let isOver = false;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const askWhole = (): void => {
    if (isDue) return;
    isDue = true;
    whenIdle(writeWhole);
  };
  const writeWhole = guard(() => {
    isDue = false;
    if (!isOver) record.takeFullSnapshot(true);
  });
  const emit = guard((event: RecordedEvent) => {
    if (isOver) return;
    const now = performance.now();
    // The meta event comes right before the whole page.
    if (event.type === EVENT.meta) wholeAt = now;
    if (event.type === EVENT.whole) cost_ms = now - wholeAt;
    const scrubbed = scrubEvent(event, rules);
    if (scrubbed) tell(event.type === EVENT.meta ? { ...scrubbed, data: { ...scrubbed.data, scheme: dark.matches ? "dark" : "light" } } : scrubbed);
    if (now - wholeAt >= Math.max(WHOLE_EVERY_MS, cost_ms * SHARE)) askWhole();
  });
  const stop = record({
    emit: emit as never,
    maskAllInputs: true,
    slimDOMOptions: "all",
    inlineStylesheet: true,
    recordCanvas: false,
    collectFonts: false,
    blockSelector: BLOCKED,
    recordAfter: "DOMContentLoaded",
    sampling: { mousemove: pointer && MOVE_MS, mousemoveCallback: MOVES_MS, mouseInteraction: pointer, scroll: SCROLL_MS },
    // Its faults are no faults of the page.
    errorHandler: () => true,
  });
  // The page looks different all over, and is seldom asked to.
  dark.addEventListener("change", askWhole);
  return guard(() => {
    isOver = true;
    dark.removeEventListener("change", askWhole);
    stop?.();
  });
}

/** Calls when the page has nothing to do, or at last all the same. */
function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: IDLE_MS });
  else setTimeout(act);
}
