import { ask } from "./ask";
import type { SessionAnswer } from "./session_answer";

const OVER = [401, 403, 404, 410];

/** What came of asking: the session, the word why there is none, or null for no answer. */
export type Asked = { readonly session: SessionAnswer } | { readonly why: string } | null;

/** Asks the server how the session stands. */
export async function askSession(server: string, token: string): Promise<Asked> {
  const [status, body] = await ask(`${server}/v1/session`, { headers: { Authorization: `Bearer ${token}` } });
  if (OVER.includes(status)) return { why: String(body["error"] ?? "closed") };
  if (status !== 200 || !body["session"]) return null;
  const session = body as unknown as SessionAnswer;
  return session.state === "open" ? { session } : { why: session.state };
}
