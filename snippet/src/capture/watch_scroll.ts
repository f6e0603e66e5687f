import { later } from "../later";
import { isIdle, listen, record } from "../page";
import { shareOf } from "../share_of";

const SETTLED_MS = 300;

/** Records how far the page was scrolled, a few times a second at most. */
export function watchScroll(): void {
  let told_px = -1;
  const tell = later(SETTLED_MS, () => {
    const y_px = Math.round(scrollY);
    if (isIdle() || y_px === told_px) return;
    told_px = y_px;
    record({ type: "page.scrolled", depth: shareOf(scrollY + innerHeight, document.documentElement.scrollHeight), y_px });
  });
  listen(window, "scroll", ({ target }) => target === document && tell());
}
