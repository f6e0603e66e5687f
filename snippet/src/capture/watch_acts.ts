import { closest } from "../closest";
import type { Page } from "../page";
import { clickActs } from "./click_acts";
import { fieldActs } from "./field_acts";
import type { Reactions } from "./reactions";
import { watchFrames } from "./watch_frames";

/** Acts on what the participant did to an element. */
export type Act = (event: Event, element: Element) => void;

const KEYS = /^(Tab|Enter|Escape|Arrow(Up|Down|Left|Right))$/;

/** Records what the participant does on the page, also in frames of the same origin. */
export function watchActs(page: Page, reactions: Reactions): void {
  const acts = Object.entries<Act>({ ...clickActs(page, reactions), ...fieldActs(page) });
  const watch = (target: Window): void => {
    for (const [type, act] of acts) {
      page.listen(target, type, (event) => {
        // What is typed is the commonest event and of no interest: its key is asked first.
        if (type === "keydown" && !KEYS.test((event as KeyboardEvent).key)) return;
        const element = elementOf(page, event);
        if (element) act(event, element);
      });
    }
  };
  watch(window);
  watchFrames(page, watch);
  const leave = (): void => {
    reactions.happened();
    reactions.settle();
  };
  page.listen(window, "visibilitychange", leave);
  page.listen(window, "pagehide", leave);
}

/** The innermost element that an event befell; none while paused and in what is not the page's. */
export function elementOf(page: Page, event: Event): Element | undefined {
  const [element] = event.composedPath() as Element[];
  if (element?.nodeType !== 1 || page.isPaused() || page.isOurs(event.target as Node)) return undefined;
  return closest(element, "[data-recorder-ignore]") ? undefined : element;
}
