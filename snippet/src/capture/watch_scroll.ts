import { guard } from "../guard";
import type { Page } from "../page";

const SETTLED_MS = 300;

/** Records how far the page was scrolled, a few times a second at most. */
export function watchScroll(page: Page): void {
  let isWaiting = false;
  let told_px = -1;
  const tell = guard(() => {
    const y_px = Math.round(scrollY);
    if (!isWaiting || page.isPaused()) return;
    isWaiting = false;
    if (y_px === told_px) return;
    told_px = y_px;
    const share = (scrollY + innerHeight) / document.documentElement.scrollHeight;
    page.record({ type: "page.scrolled", depth: Math.min(1, Math.max(0, Math.round(share * 1_000) / 1_000)), y_px });
  });
  page.listen(window, "scroll", ({ target }) => {
    page.reacted();
    if (isWaiting || target !== document) return;
    isWaiting = true;
    setTimeout(tell, SETTLED_MS);
  });
  page.listen(window, "pagehide", tell);
}
