import { lastIndex } from "./last_index";
import type { TimedEvent } from "./timed_event";
import type { ElementClicked, PageEvent } from "../wire";

/** What is known of a page without pictures of it. */
export interface Outline {
  readonly address: string;
  readonly title: string;
  readonly width_px: number;
  readonly height_px: number;
  readonly document_height_px: number;
  readonly scroll_px: number;
  readonly is_hidden: boolean;
  /** Clicks on it so far, oldest first. */
  readonly clicks: readonly { readonly at_ms: number; readonly x_px: number; readonly y_px: number; readonly name: string }[];
}

const MOST_CLICKS = 60;
const SIDE_PX: readonly [number, number] = [1280, 800];

/** Puts together what is known of the page before the participant at a moment; null before the first. */
export function outlineAt(entries: readonly TimedEvent[], at_ms: number): Outline | null {
  const last = lastIndex(entries, at_ms);
  const first = lastView(entries, last);
  if (first < 0) return null;
  const { epoch } = entries[first] as TimedEvent;
  let page: Outline = {
    address: "", title: "", width_px: 0, height_px: 0, document_height_px: 0, scroll_px: 0, is_hidden: false, clicks: [],
  };
  for (let index = first; index <= last; index++) {
    const entry = entries[index] as TimedEvent;
    if (entry.epoch === epoch) page = after(page, entry.event as PageEvent, entry.at_ms);
  }
  const [width_px, height_px] = [page.width_px || SIDE_PX[0], page.height_px || SIDE_PX[1]];
  const document_height_px = Math.max(page.document_height_px, height_px, page.scroll_px + height_px);
  return { ...page, width_px, height_px, document_height_px, clicks: page.clicks.slice(-MOST_CLICKS) };
}

function lastView(entries: readonly TimedEvent[], last: number): number {
  for (let index = last; index >= 0; index--) {
    if (entries[index]?.event.type === "page.viewed") return index;
  }
  return -1;
}

function after(page: Outline, event: PageEvent, at_ms: number): Outline {
  switch (event.type) {
    case "page.viewed": {
      const { address, title = "", viewport_width_px = 0, viewport_height_px = 0, document_height_px = 0 } = event;
      return { ...page, address, title, width_px: viewport_width_px, height_px: viewport_height_px, document_height_px };
    }
    case "view.resized":
      return { ...page, width_px: event.viewport_width_px, height_px: event.viewport_height_px };
    case "page.scrolled":
      return { ...page, scroll_px: Math.max(0, event.y_px) };
    case "page.hidden":
    case "page.shown":
      return { ...page, is_hidden: event.type === "page.hidden" };
    case "element.clicked":
      return { ...page, clicks: [...page.clicks, clickOf(event, at_ms)] };
    default:
      return page;
  }
}

function clickOf({ page_x_px = 0, page_y_px = 0, name = "", role = "", selector = "" }: ElementClicked, at_ms: number) {
  return { at_ms, x_px: page_x_px, y_px: page_y_px, name: name || selector || role };
}
