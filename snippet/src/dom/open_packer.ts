import { canDeflate, deflate } from "./deflate";
import type { DomData } from "./dom_data";
import { piecesOf } from "./pieces_of";

/** What is shorter is sooner sent than packed. */
const SHORT = 1_000;

/** An event that waits to be packed, or for one before it. */
interface Parcel {
  readonly at_ms: number;
  readonly text: string;
  packed?: string;
  /** It is not to be packed, or could not be. */
  isPlain: boolean;
}

/** Brings recorded events to the wire, packed where that saves something. */
export interface Packer {
  /** Takes the JSON of an event, and when it was. */
  take(text: string, at_ms: number): void;
  /** Sends all that is still being packed, as it is. */
  hurry(): void;
}

/** Packs events and sends them in the order they came, however long each takes. */
export function openPacker(send: (data: DomData) => void): Packer {
  const parcels: Parcel[] = [];
  const isAble = canDeflate();
  let wholes = 0;

  const post = (): void => {
    while (parcels[0] && (parcels[0].isPlain || parcels[0].packed)) {
      const { at_ms, text, packed = text } = parcels.shift()!;
      const kind = packed.length < text.length ? "deflated" : "text";
      piecesOf(at_ms, kind, kind === "text" ? text : packed, `${(wholes += 1)}`).forEach(send);
    }
  };
  const pack = async (parcel: Parcel): Promise<void> => {
    try {
      parcel.packed = await deflate(parcel.text);
    } catch {
      parcel.isPlain = true;
    }
    post();
  };

  return {
    take(text, at_ms) {
      const parcel: Parcel = { at_ms, text, isPlain: !isAble || text.length < SHORT };
      parcels.push(parcel);
      if (parcel.isPlain) post();
      else void pack(parcel);
    },
    hurry() {
      for (const parcel of parcels) parcel.isPlain = true;
      post();
    },
  };
}
