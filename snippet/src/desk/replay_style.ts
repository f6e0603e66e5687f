import { css } from "lit";

/** How `<recorder-replay>` lies on its page: the stage beside the feed, or above it where it is narrow. */
export const replayStyle = css`
  :host { flex: 1; min-height: 0; display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr) minmax(18rem, 26rem); grid-template-rows: minmax(0, 1fr); }
  .player, .beside { display: flex; flex-direction: column; gap: 0.5rem; min-width: 0; min-height: 0; }
  recorder-stage { flex: 1; }
  .transport { display: flex; flex-wrap: wrap; gap: 0.375rem 0.75rem; align-items: center; }
  .transport .row { gap: 0.25rem; flex-wrap: nowrap; }
  .transport button { padding-inline: 0.5rem; min-height: 2rem; font-size: 0.8125rem; white-space: nowrap; }
  .transport button.main { min-width: 5.75rem; }
  .transport button kbd { color: var(--muted); }
  .transport .main kbd { color: inherit; }
  .clock { font-weight: 600; min-width: 6rem; white-space: nowrap; }
  .clock .muted { font-weight: 400; }
  .transport select { width: auto; min-height: 2rem; font-size: 0.8125rem; padding: 0.125rem 0.25rem; }
  .far { margin-left: auto; }
  .said { min-height: 1.25rem; font-size: 0.8125rem; line-height: 1.25rem; color: var(--muted); overflow-wrap: anywhere; }
  .elsewhere { font-size: 0.8125rem; padding: 0.375rem 0.75rem; border-left: 4px solid var(--bad); background: var(--bad-soft); overflow-wrap: anywhere; }
  recorder-feed { flex: 1; }
  @media (max-width: 59.99rem) {
    :host { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto; }
    recorder-stage { flex: none; min-height: 10rem; max-height: 65dvh; aspect-ratio: var(--recorder-ratio, 4 / 3); }
    recorder-feed { flex: none; height: 28rem; }
    .transport button { min-height: 2.25rem; }
    .transport kbd { display: none; }
    .transport .far { margin-left: 0; }
    .transport .row { flex-wrap: wrap; }
  }
`;
