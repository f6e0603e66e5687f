import type { Answer } from "./answer";
import type { Entry, Outbox } from "./outbox";

const PATIENCE = 8;

/** What to do after an answer. */
export type Next =
  | { readonly do: "go_on" }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "back_off" }
  | { readonly do: "halve" }
  | { readonly do: "stop"; readonly why: string };

const GO_ON: Next = { do: "go_on" };
const BACK_OFF: Next = { do: "back_off" };

/**
 * Acts on the server's answer to a batch, as the protocol's table has it.
 *
 * @param answer - null when there was none.
 * @param failures - How often in a row the batch has failed before.
 */
export function actOn(
  outbox: Outbox, batch: readonly Entry[], answer: Answer | null, failures: number,
): Next {
  const { status, body, retry_after_s } = answer ?? { status: 0, body: {}, retry_after_s: null };
  const word = typeof body["error"] === "string" ? body["error"] : String(status);
  const ack = Number.isSafeInteger(body["ack"]) ? (body["ack"] as number) : null;
  switch (status) {
    case 200:
      if (ack === null) return BACK_OFF;
      // A piece sent while the page was hidden may have brought the same events before.
      return outbox.acknowledge(ack) || outbox.ack >= (batch.at(-1)?.seq ?? 0) ? GO_ON : BACK_OFF;
    case 409:
      if (ack === null) return BACK_OFF;
      if (outbox.acknowledge(ack)) return GO_ON;
      // It may be on its way from a page that just closed; only then is it given up.
      if (failures < PATIENCE || ack < -1) return BACK_OFF;
      outbox.fill(ack);
      return GO_ON;
    case 401:
    case 403:
    case 410:
      return { do: "stop", why: word };
    case 413:
      return batch.length > 1 ? { do: "halve" } : refuse(outbox, batch, "too_large");
    case 400:
    case 415:
      return refuse(outbox, batch, "refused");
    case 422: {
      const wrong = batch[Number(body["index"] ?? -1)];
      return refuse(outbox, wrong ? [wrong] : batch, "refused");
    }
    case 429:
    case 503:
    case 507:
      return retry_after_s === null ? BACK_OFF : { do: "wait", ms: retry_after_s * 1_000 };
  }
  return BACK_OFF;
}

/** A server that refuses even what stands for a refused event cannot be talked to. */
function refuse(outbox: Outbox, batch: readonly Entry[], why: "too_large" | "refused"): Next {
  if (batch.every((entry) => entry.type === "event.dropped")) return { do: "stop", why };
  outbox.refuse(batch, why);
  return GO_ON;
}
