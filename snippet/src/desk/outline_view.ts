import { html, nothing, svg, type TemplateResult } from "lit";
import type { Outline } from "./outline";

const RECENT_MS = 3_000;
const MAP_PX = 90;

/** Draws the outline of a page: its window in proportion, its clicks, and where it is scrolled to. */
export function outlineView(page: Outline, at_ms: number): TemplateResult {
  const { width_px: width, height_px: height, clicks } = page;
  const edge = Math.max(width, height) / 400;
  const last = clicks.at(-1);
  const isRecent = last !== undefined && at_ms - last.at_ms < RECENT_MS;
  const map = MAP_PX * edge;
  return html`<figure>
    <figcaption><bdi>${page.address || "/"}</bdi>${page.title ? html` <bdi class="muted">${page.title}</bdi>` : nothing}</figcaption>
    <svg viewBox="0 0 ${width + map} ${height}" role="img" aria-label=${words(page)}>
      ${svg`<rect class="window" x=${edge} y=${edge} width=${width - 2 * edge} height=${height - 2 * edge} rx=${4 * edge} stroke-width=${edge} />`}
      ${clicks.map((click) => ringOf(click.x_px, click.y_px - page.scroll_px, page, edge, isRecent && click === last))}
      ${isRecent && last ? labelOf(last.x_px, last.y_px - page.scroll_px, last.name, page, edge) : nothing}
      ${mapOf(page, width + 0.15 * map, 0.8 * map, edge)}
    </svg>
  </figure>`;
}

function words({ address, clicks, width_px, height_px, scroll_px }: Outline): string {
  const last = clicks.at(-1);
  return `Outline of ${address}: a window of ${Math.round(width_px)} by ${Math.round(height_px)} pixels, scrolled by ` +
    `${Math.round(scroll_px)}, ${clicks.length} clicks${last?.name ? `, the last one on ${last.name}` : ""}`;
}

function ringOf(x: number, y: number, page: Outline, edge: number, isNow: boolean): unknown {
  if (x < 0 || x > page.width_px || y < 0 || y > page.height_px) return nothing;
  return svg`<circle class=${isNow ? "now" : "past"} cx=${x} cy=${y} r=${(isNow ? 9 : 5) * edge} stroke-width=${2 * edge} />`;
}

function labelOf(x: number, y: number, name: string, page: Outline, edge: number): unknown {
  if (!name || y < 0 || y > page.height_px) return nothing;
  const isLeft = x > page.width_px / 2;
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  return svg`<text x=${x + (isLeft ? -14 : 14) * edge} y=${y + 4 * edge} font-size=${11 * edge}
    text-anchor=${isLeft ? "end" : "start"} stroke-width=${3 * edge}>${short}</text>`;
}

/** The whole document beside its window, with the part of it that is seen. */
function mapOf(page: Outline, left: number, wide: number, edge: number): unknown {
  const scale = Math.min(wide / page.width_px, page.height_px / page.document_height_px);
  const [width, height] = [page.width_px * scale, page.document_height_px * scale];
  return svg`<rect class="document" x=${left} y=0 width=${width} height=${height} stroke-width=${edge} />
    <rect class="seen" x=${left} y=${page.scroll_px * scale} width=${width} height=${page.height_px * scale} stroke-width=${edge} />
    ${page.clicks.map(({ x_px, y_px }) => svg`<circle class="dot" cx=${left + x_px * scale} cy=${y_px * scale} r=${2 * edge} />`)}`;
}
