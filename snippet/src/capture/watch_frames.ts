import type { Page } from "../page";

/** Calls with the window of every frame of the same origin, when its document is there. */
export function watchFrames(page: Page, seen: (frame: Window) => void): void {
  const known = new WeakSet<Document>();
  const look = (frame: HTMLIFrameElement): void => {
    // Another origin's document is not there to be seen.
    const inside = frame.contentDocument;
    if (!inside || known.has(inside)) return;
    known.add(inside);
    seen(frame.contentWindow!);
  };
  // Frames report their load to their parent, where only capturing listeners hear it.
  page.listen(document, "load", ({ target }) => {
    if ((target as Element).localName === "iframe") look(target as HTMLIFrameElement);
  });
  document.querySelectorAll("iframe").forEach(look);
}
