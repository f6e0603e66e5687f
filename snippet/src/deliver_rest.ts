import { goneClock } from "./clock";
import { Delivery } from "./delivery";
import { Outbox } from "./outbox";
import { post } from "./post";
import type { Rest } from "./rest";
import { Shelf } from "./shelf";

/** Begins to deliver what an earlier page load left behind. */
export function deliverRest(rest: Rest): Delivery {
  const { epoch, prev, token, server, lines } = rest;
  const seqs = Object.keys(lines).map(Number).sort((a, b) => a - b);
  const outbox = new Outbox(seqs[0] ?? 0);
  for (let seq = seqs[0] ?? 0; seq <= (seqs.at(-1) ?? -1); seq += 1) {
    outbox.putLine(lines[seq] ?? '{"type":"event.dropped","at_ms":0,"why":"no_room"}', "rest");
  }
  const shelf = Shelf.of(rest);
  if (seqs.length === 0) shelf.forget(Number.MAX_SAFE_INTEGER, true);
  const letter = {
    token, epoch, prev, shelf, clock: goneClock(rest.origin_ms),
    post: (body: string, isKeptAlive: boolean) => post(`${server}/v1/ingest`, body, isKeptAlive),
  };
  const delivery = new Delivery(letter, outbox);
  void delivery.flush();
  return delivery;
}
