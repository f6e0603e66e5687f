import type { Page } from "../page";
import { clickActs } from "./click_acts";
import { fieldActs } from "./field_acts";
import type { Reactions } from "./reactions";
import { watchFrames } from "./watch_frames";

/** Acts on what the participant did; the path leads from the innermost element outwards. */
export type Act = (event: Event, path: Element[]) => void;

const KEYS = /^(Tab|Enter|Escape|Arrow(Up|Down|Left|Right))$/;

/** Records what the participant does on the page, also in frames of the same origin. */
export function watchActs(page: Page, reactions: Reactions): void {
  const acts: Readonly<Record<string, Act>> = { ...clickActs(page, reactions), ...fieldActs(page) };
  const watch = (target: Window): void => {
    for (const [type, act] of Object.entries(acts)) {
      page.listen(target, type, (event) => {
        // What is typed is the commonest event and of no interest: its key is asked first.
        if (type === "keydown" && !KEYS.test((event as KeyboardEvent).key)) return;
        if (page.isPaused() || page.isIgnored(event)) return;
        const path = event.composedPath().filter((node) => (node as Node).nodeType === 1) as Element[];
        if (path[0]) act(event, path);
      });
    }
  };
  watch(window);
  watchFrames(page, watch);
}
