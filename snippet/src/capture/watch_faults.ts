import { guard } from "../guard";
import type { NewEvent } from "../new_event";
import type { Page } from "../page";
import { pathOfUrl } from "../path_of_url";
import { scrub } from "../scrub";
import { watchTimings } from "./watch_timings";

const MOST = 100;
const SETTLED_MS = 300;

/** Records errors nobody caught and requests that failed, without touching how they are made. */
export function watchFaults(page: Page, server: string): void {
  let told = 0;
  const failed = new Set<string>();
  const tell = (event: NewEvent): void => {
    if ((told += 1) <= MOST) page.record(event);
  };
  const tellScript = (error: Partial<Error> | null, message: unknown, source = "", line = 0, column = 0): void =>
    tell({
      type: "script.failed",
      message: scrub(message, 500),
      source: source && pathOfUrl(source),
      line,
      column,
      stack: scrub(error?.stack ?? "", 4_000),
    });
  // The recorder may serve the prototype as well: only its own requests are left out.
  const isOurs = (address: string): boolean => address.startsWith(`${server}/v1/`);
  const tellRequest = (address: string, status: number): void => {
    if (isOurs(address) || failed.has(address)) return;
    failed.add(address);
    tell({ type: "request.failed", address: pathOfUrl(address), status });
  };

  page.listen(window, "error", (given) => {
    const { target, error, message, filename, lineno, colno } = given as ErrorEvent;
    if (target === window) return tellScript(error as Error | null, message, filename, lineno, colno);
    const { currentSrc, src, href } = target as HTMLImageElement & HTMLLinkElement;
    const address = currentSrc || src || href;
    // The browser's own account of it, which knows the status, comes a little later.
    if (typeof address === "string") setTimeout(guard(tellRequest), SETTLED_MS, address, 0);
  });
  page.listen(window, "unhandledrejection", (given) => {
    const reason = (given as PromiseRejectionEvent).reason as Error | null;
    tellScript(reason, reason?.message ?? reason);
  });
  watchTimings(page, {
    resource({ name, responseStatus }) {
      if (isOurs(name)) return;
      page.reacted();
      if (responseStatus >= 400) tellRequest(name, responseStatus);
    },
  });
}
