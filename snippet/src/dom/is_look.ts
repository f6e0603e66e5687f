const HTML =
  "class type role media rel dir lang slot part width height colspan rowspan span cols rows size checked disabled readonly required " +
  "multiple open hidden inert start reversed align valign bgcolor color border cellpadding cellspacing nowrap face frameborder " +
  "scrolling contenteditable tabindex draggable shape coords wrap controls loop muted popover variant charset " +
  "rr_width rr_height rr_scrollLeft rr_scrollTop rr_open_mode rr_mediaState rr_mediaCurrentTime rr_mediaPlaybackRate " +
  "rr_mediaMuted rr_mediaLoop rr_mediaVolume";
const SVG =
  "xmlns xmlns:xlink version viewBox preserveAspectRatio d points pathLength x y x1 x2 y1 y2 z cx cy r rx ry dx dy fx fy fr rotate " +
  "transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit " +
  "stroke-dasharray stroke-dashoffset opacity clip-path clip-rule mask filter marker-start marker-mid marker-end markerWidth " +
  "markerHeight markerUnits refX refY orient offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod " +
  "patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits filterUnits primitiveUnits in in2 " +
  "result stdDeviation operator k1 k2 k3 k4 values mode flood-color flood-opacity lighting-color color-interpolation-filters " +
  "baseFrequency numOctaves seed scale xChannelSelector yChannelSelector text-anchor dominant-baseline alignment-baseline " +
  "font-family font-size font-weight font-style letter-spacing word-spacing textLength lengthAdjust startOffset display visibility " +
  "overflow pointer-events vector-effect shape-rendering text-rendering image-rendering paint-order method spacing side";

const html: ReadonlySet<string> = new Set(HTML.split(" "));
const svg: ReadonlySet<string> = new Set(SVG.split(" "));

/** Tells whether an attribute says how an element looks, and nothing that a person wrote. */
export const isLook = (name: string, isSvg: boolean): boolean => html.has(name) || (isSvg && svg.has(name));
