import { vi } from "vitest";
import type { PageEvent } from "../src/wire";

/** One batch as it came. */
export interface Sent {
  readonly from: number;
  readonly events: readonly PageEvent[];
  /** On the page's clock. */
  readonly at: number;
}

/** What a server says: status, body, and what `Retry-After` holds. */
export type Said = readonly [status: number, body?: object, wait_s?: number] | null;

export const ok = (ack: number, more: object = {}): Said => [200, { ack, server_ms: [1, 1], ...more }];
export const accept = ({ from, events }: Sent): Said => ok(from + events.length - 1);

/** Puts a server in the place of the network; null is no answer. */
export function serve(answerTo: (sent: Sent) => Promise<Said> | Said): { sent: Sent[]; most: () => number } {
  const sent: Sent[] = [];
  let inFlight = 0;
  let most = 0;
  vi.stubGlobal("fetch", async (_address: string, { body }: { body: string }) => {
    const read = { ...(JSON.parse(body) as Sent), at: performance.now() };
    sent.push(read);
    most = Math.max(most, (inFlight += 1));
    const said = await answerTo(read);
    inFlight -= 1;
    if (!said) throw new TypeError("no answer");
    const [status, answer = {}, wait_s] = said;
    const headers = new Headers(wait_s === undefined ? {} : { "Retry-After": String(wait_s) });
    return { status, headers, json: () => Promise.resolve(answer) };
  });
  return { sent, most: () => most };
}
