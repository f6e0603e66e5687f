/** How much of a page the window shows. */
export const viewport = (): { viewport_width_px: number; viewport_height_px: number } => ({
  viewport_width_px: innerWidth,
  viewport_height_px: innerHeight,
});
