import { guard } from "../guard";
import type { Page } from "../page";

const SETTLED_MS = 300;

/** Records how far the page was scrolled, a few times a second at most. */
export function watchScroll(page: Page): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told_px = -1;
  const tell = guard(() => {
    timer = undefined;
    const { scrollHeight } = document.documentElement;
    const y_px = Math.round(scrollY);
    if (y_px === told_px || page.isPaused()) return;
    told_px = y_px;
    const depth = scrollHeight ? Math.min(1, Math.max(0, (scrollY + innerHeight) / scrollHeight)) : 1;
    page.record({ type: "page.scrolled", depth: Math.round(depth * 1_000) / 1_000, y_px });
  });
  page.listen(window, "scroll", (event) => {
    page.reacted();
    if (event.target === document) timer ??= setTimeout(tell, SETTLED_MS);
  });
  page.listen(window, "pagehide", () => timer !== undefined && tell());
}
