const PATIENCE_MS = 10_000;

/** Status (0 for no answer at all), what the body says, and the seconds of `Retry-After`, if any. */
export type Answer = readonly [status: number, body: Readonly<Record<string, unknown>>, wait_s: number];

/** Asks the server; never fails, and never sends cookies or the page's address. */
export async function ask(address: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(address, {
      credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout?.(PATIENCE_MS), ...request,
    });
    const body = (await response.json().catch(() => ({}))) as Answer[1];
    return [response.status, body, Number(response.headers.get("Retry-After"))];
  } catch {
    return [0, {}, 0];
  }
}
