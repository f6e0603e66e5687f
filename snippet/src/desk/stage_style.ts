import { css } from "lit";

/** How `<recorder-stage>` looks: it fills the box that its page gives it. */
export const stageStyle = css`
  :host { display: block; position: relative; min-height: 12rem; background: var(--sunken); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
  [hidden] { display: none !important; }
  .all { position: absolute; inset: 0; display: flex; flex-direction: column; }
  .view { position: relative; flex: 1; min-height: 0; }
  iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
  figure, .empty { position: absolute; inset: 0; margin: 0; padding: 0.75rem; display: flex; flex-direction: column; gap: 0.5rem; }
  .empty { align-items: center; justify-content: center; color: var(--muted); }
  figcaption { font-size: 0.8125rem; padding: 0.125rem 0.625rem; background: var(--surface); border: 1px solid var(--line); border-radius: 1rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; flex: none; }
  .muted { color: var(--muted); margin-left: 0.5rem; }
  svg { flex: 1; min-height: 0; width: 100%; }
  .window { fill: var(--surface); stroke: var(--edge); }
  .past { fill: none; stroke: var(--edge); }
  .now { fill: none; stroke: var(--mark); }
  .document { fill: var(--surface); stroke: var(--line); }
  .seen { fill: var(--calm-soft); stroke: var(--link); fill-opacity: 0.6; }
  .dot { fill: var(--mark); }
  text { fill: var(--ink); paint-order: stroke; stroke: var(--surface); font-family: var(--sans); }
  .notice { flex: none; margin: 0; padding: 0.25rem 0.75rem; font-size: 0.8125rem; background: var(--surface); border-top: 1px solid var(--line); color: var(--muted); }
`;
