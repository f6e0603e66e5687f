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
  let isResizing = false;
  const resized = guard(() => {
    isResizing = false;
    page.record({ type: "view.resized", ...viewport(), scale: Math.round((visualViewport?.scale ?? 1) * 100) / 100 });
  });
  page.listen(window, "resize", () => {
    if (!isResizing) setTimeout(resized, SETTLED_MS);
    isResizing = true;
  });

  return (how) => {
    const url = new URL(location.href);
    /** What depends on the settings; titles are text of the page, taken only with all of it. */
    const allowed = (): Pick<PageViewed, "address" | "title"> => {
      const { query, text } = page.settings().capture;
      const title = text === "all" ? { title: document.title.slice(0, 200) } : {};
      return { address: addressOf(url, page.root, query), ...title };
    };
    const entry = page.record({ type: "page.viewed", ...allowed(), origin: location.origin, how, ...viewport() }, true);
    page.whenKnown(() => page.complete(entry, allowed(), entry.isHeld));
    const measure = guard(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      page.complete(entry, { document_width_px: scrollWidth, document_height_px: scrollHeight });
    });
    const isLoading = document.readyState !== "complete";
    if (isLoading) page.listen(window, "load", measure);
    setTimeout(measure, isLoading ? LONGEST_LOAD_MS : SETTLED_MS);
  };
}
