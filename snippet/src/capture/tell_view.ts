import { guard } from "../guard";
import { isSensitive } from "../is_sensitive";
import { allowedAddress, asAllowed, record, release, settings } from "../page";
import type { PageViewed } from "../wire";
import { viewport } from "./viewport";

const SETTLED_MS = 500;
const LED_MS = 100;

/** Records a view that came before the participant; the page's sizes follow when it has settled. */
export function tellView(how: PageViewed["how"]): void {
  const { href, origin } = location;
  const view = record({ type: "page.viewed", address: "", origin, how, ...viewport() } as PageViewed, true);
  const settle = guard(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    Object.assign(view, { document_width_px: scrollWidth, document_height_px: scrollHeight });
    release(view, settings.control && 0);
    // One that becomes readable later is still known for what it was.
    document.querySelectorAll("[type=password]").forEach(isSensitive);
  });
  setTimeout(settle, SETTLED_MS);
  asAllowed(() => {
    view.address = allowedAddress(href);
    // Titles are text of the page, taken only with all of it.
    if (settings.capture.text === "all") view.title = document.title.slice(0, 200);
    // Who moderates waits to see the page, and can do without what takes it long to load.
    if (settings.control) setTimeout(settle, LED_MS);
  });
}
