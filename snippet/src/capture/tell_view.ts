import { guard } from "../guard";
import { isSensitive } from "../is_sensitive";
import { allowedAddress, asAllowed, record, release, settings } from "../page";
import type { PageViewed } from "../wire";
import { viewport } from "./viewport";

const SETTLED_MS = 500;
/** Who moderates waits to see the page, and can do without what takes it long to load. */
const LED_MS = 100;

/** Records a view that came before the participant; the page's sizes follow when it has settled. */
export function tellView(how: PageViewed["how"]): void {
  const { href, origin } = location;
  const view = record({ type: "page.viewed", address: "", origin, how, ...viewport() } as PageViewed, true);
  let timer = 0;
  asAllowed(() => {
    view.address = allowedAddress(href);
    // Titles are text of the page, taken only with all of it.
    if (settings.capture.text === "all") view.title = document.title.slice(0, 200);
    clearTimeout(timer);
    timer = setTimeout(guard(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      view.document_width_px = scrollWidth;
      view.document_height_px = scrollHeight;
      release(view, settings.control && 0);
      // One that becomes readable later is still known for what it was.
      document.querySelectorAll("[type=password]").forEach(isSensitive);
    }), settings.control ? LED_MS : SETTLED_MS);
  });
}
