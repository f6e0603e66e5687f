import { guard } from "../guard";
import type { Page } from "../page";
import { pathOfUrl } from "../path_of_url";
import { scrub } from "../scrub";

const MOST = 100;
const SETTLED_MS = 300;

/** Records errors nobody caught and requests that failed, without touching how they are made. */
export function watchFaults(page: Page, server: string): void {
  let told = 0;
  const failed = new Set<string>();

  const tellScript = (error: unknown, message: string, source = "", line = 0, column = 0): void => {
    if ((told += 1) > MOST) return;
    const stack = (error as Error | null)?.stack;
    page.record({
      type: "script.failed",
      message: scrub(message, 500),
      source: source && pathOfUrl(source),
      line,
      column,
      stack: typeof stack === "string" ? scrub(stack, 4_000) : "",
    });
  };
  // The recorder may serve the prototype as well: only its own requests are left out.
  const isOurs = (address: string): boolean => address.startsWith(`${server}/v1/`);
  const tellRequest = (address: string, status: number): void => {
    if (isOurs(address) || failed.has(address) || (told += 1) > MOST) return;
    failed.add(address);
    page.record({ type: "request.failed", address: pathOfUrl(address), status });
  };

  page.listen(window, "error", (given) => {
    if (given.target === window) {
      const { error, message, filename, lineno, colno } = given as ErrorEvent;
      return tellScript(error, String(message), filename, lineno, colno);
    }
    const { currentSrc, src, href } = given.target as HTMLImageElement & HTMLLinkElement;
    const address = currentSrc || src || href;
    // The browser's own account of it, which knows the status, comes a little later.
    if (typeof address === "string") setTimeout(guard(() => tellRequest(address, 0)), SETTLED_MS);
  });
  page.listen(window, "unhandledrejection", (given) => {
    const { reason } = given as PromiseRejectionEvent;
    tellScript(reason, String((reason as Error | null)?.message ?? reason));
  });
  watchResources(page, isOurs, tellRequest);
}

function watchResources(
  page: Page, isOurs: (address: string) => boolean, tell: (address: string, status: number) => void,
): void {
  const observer = new PerformanceObserver(
    guard((list: PerformanceObserverEntryList) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
        if (isOurs(entry.name)) continue;
        page.reacted();
        if (entry.responseStatus >= 400) tell(entry.name, entry.responseStatus);
      }
    }),
  );
  observer.observe({ type: "resource", buffered: true });
  page.onStop(() => observer.disconnect());
}
