import type { SessionAnswer } from "./session_answer";

const OVER = [401, 403, 404, 410];
const PATIENCE_MS = 10_000;

/** What came of asking: the session, the word why there is none, or null for no answer. */
export type Asked = { readonly session: SessionAnswer } | { readonly why: string } | null;

/** Asks the server how the session stands. */
export async function askSession(server: string, token: string): Promise<Asked> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(`${server}/v1/session`, {
      headers: { Authorization: `Bearer ${token}` }, credentials: "omit", cache: "no-store",
      referrerPolicy: "no-referrer", signal: patience.signal,
    });
    const body = (await response.json().catch(() => ({}))) as SessionAnswer & { error?: string };
    if (OVER.includes(response.status)) return { why: body.error ?? "closed" };
    if (!response.ok || !body.session) return null;
    return body.state === "open" ? { session: body } : { why: body.state };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
