import type { Answer } from "./answer";

const PATIENCE_MS = 10_000;

/** Sends a body to the server; null when there is no answer that can be understood. */
export async function post(address: string, body: string, isKeptAlive: boolean): Promise<Answer | null> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(address, {
      method: "POST", body, keepalive: isKeptAlive, signal: patience.signal,
      headers: { "Content-Type": "text/plain" }, credentials: "omit", referrerPolicy: "no-referrer",
      cache: "no-store",
    });
    const wait = response.headers.get("Retry-After");
    const read: unknown = await response.json().catch(() => null);
    return {
      status: response.status,
      body: (read ?? {}) as Answer["body"],
      retry_after_s: wait !== null && /^\d+$/.test(wait) ? Number(wait) : null,
    };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
