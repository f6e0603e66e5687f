import { ask } from "./ask";
import type { SessionAnswer } from "./session_answer";

/** From here on an answer says only that there will be one later. */
const LATER = 429;

/** Asks the server for the session; a word says why there is none any more, "" that nobody answered. */
export async function askSession(server: string, token: string): Promise<SessionAnswer | string> {
  const [status, body] = await ask(`${server}/v1/session`, { headers: { Authorization: `Bearer ${token}` } });
  const why = (body["state"] ?? body["error"]) as string | undefined;
  if (why === "open") return body as unknown as SessionAnswer;
  return (status < LATER && why) || "";
}
