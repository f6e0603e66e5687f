import { addressOf } from "../address";
import { guard } from "../guard";
import type { Page } from "../page";
import type { PageViewed } from "../wire";

const SETTLED_MS = 200;
const LONGEST_LOAD_MS = 900;

const viewport = (): { viewport_width_px: number; viewport_height_px: number } => ({
  viewport_width_px: innerWidth,
  viewport_height_px: innerHeight,
});

/**
 * Records the pages and views that came before the participant, and changes of the window.
 *
 * @returns Records a view; the page's sizes follow when the page has settled.
 */
export function watchPages(page: Page): (how: PageViewed["how"]) => void {
  let resizing: ReturnType<typeof setTimeout> | undefined;
  const resized = guard(() => {
    resizing = undefined;
    const scale = visualViewport?.scale ?? 1;
    page.record({ type: "view.resized", ...viewport(), scale: Math.round(scale * 100) / 100 });
  });
  page.listen(window, "resize", () => {
    resizing ??= setTimeout(resized, SETTLED_MS);
  });

  return (how) => {
    const url = new URL(location.href);
    const address = (): string => addressOf(url, page.root, page.settings().capture.query);
    const entry = page.record(
      { type: "page.viewed", address: address(), origin: location.origin, how, ...viewport() },
      true,
    );
    page.whenKnown(() => page.complete(entry, { address: address(), ...titleOf(page) }, entry.isHeld));
    let isMeasured = false;
    const measure = guard(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      if (!isMeasured) {
        page.complete(entry, { document_width_px: scrollWidth, document_height_px: scrollHeight });
      }
      isMeasured = true;
    });
    const isLoading = document.readyState !== "complete";
    if (isLoading) page.listen(window, "load", measure);
    setTimeout(measure, isLoading ? LONGEST_LOAD_MS : SETTLED_MS);
  };
}

/** Titles are text of the page, taken only where a study takes all of it. */
function titleOf(page: Page): { title?: string } {
  return page.settings().capture.text === "all" ? { title: document.title.slice(0, 200) } : {};
}
