import type { adoptRests } from "./adopt_rests";
import type { Delivery } from "./delivery";
import { deliverRest } from "./deliver_rest";
import { openShelf } from "./open_shelf";
import { Shelf } from "./shelf";

/** Loads one of the parts that few pages need. */
export type Load = (part: "rests" | "check" | "panel") => Promise<unknown>;

/** Delivers what earlier page loads left behind, if there is any; the code for it is loaded then. */
export async function adopt(load: Load, own: string, prev: string | null): Promise<Delivery[]> {
  if (!(await Shelf.hasRests(own))) return [];
  const part = (await load("rests")) as { adoptRests: typeof adoptRests };
  return part.adoptRests(await openShelf(), own, prev, deliverRest);
}
