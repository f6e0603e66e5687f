import { guard } from "../guard";
import type { NewEvent } from "../new_event";
import { listen, record } from "../page";
import { pathOfUrl } from "../path_of_url";
import { scrub } from "../scrub";
import { reacted } from "./reactions";
import { watchTimings } from "./watch_timings";

const MOST = 100;
const SETTLED_MS = 300;

/** Records errors nobody caught and requests that failed, without touching how they are made. */
export function watchFaults(server: string): void {
  let told = 0;
  const failed = new Set<string>();
  const tell = (event: NewEvent): void => {
    if ((told += 1) <= MOST) record(event);
  };
  const tellScript = (error: Partial<Error> | null, message: unknown, source?: string, line = 0, column = 0): void =>
    tell({
      type: "script.failed",
      message: scrub(message, 500),
      source: source ? pathOfUrl(source) : "",
      line,
      column,
      stack: scrub(error?.stack ?? "", 4_000),
    });
  const tellRequest = guard((address: string, status: number): void => {
    if (failed.has(address)) return;
    failed.add(address);
    tell({ type: "request.failed", address: pathOfUrl(address), status });
  });

  listen(window, "error", ({ target, error, message, filename, lineno, colno }: ErrorEvent) => {
    if (target === window) return tellScript(error as Error | null, message, filename, lineno, colno);
    const { currentSrc, src, href } = target as HTMLImageElement & HTMLLinkElement;
    const address = currentSrc || src || href;
    // The browser's own account of it, which knows the status, comes a little later.
    if (typeof address === "string") setTimeout(tellRequest, SETTLED_MS, address, 0);
  });
  listen(window, "unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
    const error = reason as Error | null;
    tellScript(error, error?.message ?? error);
  });
  watchTimings({
    resource({ name, responseStatus }) {
      // The recorder may serve the prototype as well: only its own requests are left out.
      if (name.startsWith(`${server}/v1/`)) return;
      reacted();
      if (responseStatus >= 400) tellRequest(name, responseStatus);
    },
  });
}
