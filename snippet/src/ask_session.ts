import { ask } from "./ask";
import type { SessionAnswer } from "./session_answer";

const DECIDED = [200, 401, 403, 404, 410];

/** What came of asking: the session, the word why there is none, or null for no answer. */
export type Asked = { readonly session: SessionAnswer } | { readonly why: string } | null;

/** Asks the server how the session stands. */
export async function askSession(server: string, token: string): Promise<Asked> {
  const [status, body] = await ask(`${server}/v1/session`, { headers: { Authorization: `Bearer ${token}` } });
  const why = (body["state"] ?? body["error"]) as string | undefined;
  if (why === "open") return { session: body as unknown as SessionAnswer };
  return why && DECIDED.includes(status) ? { why } : null;
}
