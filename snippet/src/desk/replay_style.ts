import { css } from "lit";

/** How `<recorder-replay>` lies on its page: the stage beside the feed, or above it where it is narrow. */
export const replayStyle = css`
  :host { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem); align-items: stretch; }
  .player, .beside { display: flex; flex-direction: column; gap: 0.75rem; min-width: 0; }
  recorder-stage { height: clamp(18rem, calc(100dvh - 24rem), 46rem); }
  .transport { display: flex; flex-wrap: wrap; gap: 0.375rem 1rem; align-items: center; }
  .transport .row { gap: 0.25rem; }
  .transport button { padding-inline: 0.625rem; }
  .transport button kbd { color: var(--muted); }
  .transport .main kbd { color: inherit; }
  .clock { font-size: 1.0625rem; font-weight: 600; }
  .clock .muted { font-weight: 400; }
  .transport select { width: auto; min-height: 2.25rem; font-size: 0.875rem; padding-block: 0.125rem; }
  .transport label { display: inline-flex; align-items: center; gap: 0.375rem; font-weight: 400; font-size: 0.875rem; }
  .far { margin-left: auto; }
  .said { min-height: 1.25rem; font-size: 0.8125rem; color: var(--muted); }
  .beside { position: relative; }
  recorder-feed { flex: 1 1 0; min-height: 16rem; }
  @media (max-width: 60rem) {
    :host { grid-template-columns: minmax(0, 1fr); }
    recorder-stage { height: clamp(14rem, 50dvh, 30rem); }
    recorder-feed { flex: none; height: 28rem; }
    .transport kbd { display: none; }
  }
`;
