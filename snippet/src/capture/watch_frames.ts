import type { Page } from "../page";

/** Calls with the window of every frame of the same origin, when its document is there. */
export function watchFrames(page: Page, seen: (frame: Window) => void): void {
  const known = new WeakSet<Document>();
  const look = (frame: unknown): void => {
    try {
      const { contentDocument: inside, contentWindow } = frame as HTMLIFrameElement;
      if (!inside || !contentWindow || known.has(inside)) return;
      known.add(inside);
      seen(contentWindow);
    } catch {
      // Another origin: the browser does not let anybody look in.
    }
  };
  // Frames report their load to their parent, where only capturing listeners hear it.
  page.listen(document, "load", (event) => {
    if ((event.target as Element).localName === "iframe") look(event.target);
  });
  for (const frame of document.querySelectorAll("iframe")) look(frame);
}
