import { css } from "lit";

/** What all desk elements share; colours are the page's own. */
export const deskSheet = css`
  :host { display: block; min-width: 0; }
  :host([hidden]), [hidden] { display: none !important; }
  *, ::before, ::after { box-sizing: border-box; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }
  p, ul, ol, h2, h3, dl, dd { margin: 0; }
  ul, ol { list-style: none; padding: 0; }
  .muted { color: var(--muted); }
  .small { font-size: 0.8125rem; }
  .number { font-variant-numeric: tabular-nums; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  button {
    font: inherit; font-size: 0.875rem; font-weight: 600; line-height: 1.2; color: var(--ink); background: var(--surface);
    border: 1px solid var(--edge); border-radius: 0.5rem; min-height: 2.25rem; padding: 0.25rem 0.75rem; cursor: pointer;
    display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem;
  }
  button:hover { background: var(--sunken); border-color: var(--ink); }
  button.main { background: var(--ink); border-color: var(--ink); color: var(--paper); }
  button.main:hover { background: color-mix(in srgb, var(--ink) 86%, var(--paper)); }
  button.plain { border-color: transparent; background: none; font-weight: 400; padding-inline: 0.375rem; min-height: 1.75rem; color: var(--link); }
  button.plain:hover { text-decoration: underline; }
  button[disabled] { opacity: 0.5; cursor: default; }
  button[aria-pressed="true"] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
  kbd {
    font: 600 0.6875rem/1 var(--mono); min-width: 1.25rem; padding: 0.1875rem 0.3125rem; border-radius: 0.25rem; text-align: center;
    border: 1px solid color-mix(in srgb, currentColor 35%, transparent); white-space: nowrap;
  }
  input:not([type="radio"], [type="checkbox"]), textarea, select {
    font: inherit; font-size: 1rem; color: inherit; background: var(--surface); border: 1px solid var(--edge);
    border-radius: 0.5rem; padding: 0.375rem 0.625rem; min-height: 2.25rem; width: 100%;
  }
  @media (min-width: 48rem) { input:not([type="radio"], [type="checkbox"]), textarea, select { font-size: 0.9375rem; } }
  ::placeholder { color: var(--muted); opacity: 1; }
  label { font-weight: 600; font-size: 0.8125rem; }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
  .tag { display: inline-flex; align-items: center; gap: 0.25rem; border-radius: 1rem; padding: 0.0625rem 0.5rem; font-size: 0.8125rem; background: var(--calm-soft); color: var(--calm); white-space: nowrap; }
  .tag.name { background: var(--sunken); color: var(--ink); }
  .tag.here { background: var(--good-soft); color: var(--good); font-weight: 600; }
  .tag.severity { background: var(--bad-soft); color: var(--bad); font-weight: 600; }
  .letter {
    display: inline-grid; place-items: center; min-width: 1.25rem; height: 1.25rem; padding-inline: 0.25rem; flex: none;
    border-radius: 0.3125rem; font: 700 0.75rem/1 var(--sans); color: #fff; background: var(--tint, #5f5b53);
  }
  [data-colour="red"] { --tint: #c02d1c; }
  [data-colour="orange"] { --tint: #b04a00; }
  [data-colour="yellow"] { --tint: #846000; }
  [data-colour="green"] { --tint: #1a7a41; }
  [data-colour="teal"] { --tint: #0e7080; }
  [data-colour="blue"] { --tint: #2456c4; }
  [data-colour="purple"] { --tint: #7a3fc0; }
  [data-colour="pink"] { --tint: #b3266c; }
  [data-colour="grey"] { --tint: #5f5b53; }
  @media (forced-colors: active) { button, .tag, .letter { border: 1px solid; } }
`;
