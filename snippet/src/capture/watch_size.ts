import { later } from "../later";
import { listen, record } from "../page";
import { viewport } from "./viewport";

const SETTLED_MS = 200;

/** Records the size of the window when it was changed, a few times a second at most. */
export function watchSize(): void {
  listen(window, "resize", later(SETTLED_MS, () => void record({ type: "view.resized", ...viewport() })));
}
