import { type TemplateResult, html, nothing } from "lit";
import { clockWords } from "./clock_words";
import { JUMPS, type Jump } from "./jump_points";
import { RATES } from "./replay_rates";
import type { Replaying } from "./replaying";

/** What a replay's buttons do beside playing. */
interface Beside {
  /** The key of a command, as it is shown; "" for none. */
  readonly keyOf: (id: string) => string;
  readonly copyLink: () => void;
  readonly showKeys: () => void;
  /** Null where the session is over. */
  readonly goLive: (() => void) | null;
}

/** The buttons under a replay. */
export function replayTransport(replaying: Replaying, { keyOf, copyLink, showKeys, goLive }: Beside): TemplateResult {
  const { tracks, rate, isPlaying, isSkipping, jumped } = replaying;
  const button = (id: string, words: string, run: () => void, label = "", look = ""): TemplateResult => {
    const key = keyOf(id);
    const hint = label && key ? html`` : html`<kbd aria-hidden="true">${key}</kbd>`;
    return html`<button type="button" class=${look} aria-label=${label || nothing} title=${label ? `${label} (${key || "no key"})` : nothing} @click=${run}>${words}${key ? hint : nothing}</button>`;
  };
  return html`<div class="transport" role="group" aria-label="Player">
      <div class="row">
        ${button("play", isPlaying ? "Pause" : "Play", () => replaying.toggle(), "", "main")}
        <span class="clock number"><span id="now"></span> <span class="muted">/ ${clockWords(tracks.end_ms)}</span></span>
      </div>
      <div class="row">
        ${button("leapBack", "−10 s", () => replaying.seekBy(-10_000), "10 seconds back")}
        ${button("back", "−5 s", () => replaying.seekBy(-5_000), "5 seconds back")}
        ${button("on", "+5 s", () => replaying.seekBy(5_000), "5 seconds on")}
        ${button("leap", "+10 s", () => replaying.seekBy(10_000), "10 seconds on")}
      </div>
      <div class="row">
        ${button("slower", "−", () => replaying.changeRate(-1), "Slower")}
        <label><span class="visually-hidden">Speed</span><select @change=${(event: Event) => replaying.setRate(Number(valueOf(event)))}>${RATES.map((each) => html`<option value=${each} .selected=${each === rate}>${each}×</option>`)}</select></label>
        ${button("faster", "+", () => replaying.changeRate(1), "Faster")}
        <button type="button" aria-pressed=${isSkipping} @click=${() => replaying.toggleSkip()}>Skip inactivity<kbd aria-hidden="true">${keyOf("skip")}</kbd></button>
      </div>
      <div class="row">
        ${button("previous", "Previous", () => replaying.jump(-1), `Previous of: ${JUMPS[jumped]}`)}
        <label><span class="visually-hidden">Jump between</span><select @change=${(event: Event) => replaying.jumpBy(valueOf(event) as Jump)}>${Object.entries(JUMPS).map(([jump, words]) => html`<option value=${jump} .selected=${jump === jumped}>${words}</option>`)}</select></label>
        ${button("next", "Next", () => replaying.jump(1), `Next of: ${JUMPS[jumped]}`)}
      </div>
      <div class="row far">
        <button type="button" @click=${copyLink}>Copy link to here</button>
        ${button("keys", "Keys", showKeys)}
        ${goLive ? button("live", "Go live", goLive) : nothing}
      </div>
    </div>`;
}

function valueOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
