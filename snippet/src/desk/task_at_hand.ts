import { type TemplateResult, html, nothing } from "lit";
import type { TaskControl } from "./control";

const PHASES = { new: "not given yet", given: "given, the clock waits", running: "running", paused: "paused", ended: "ended" } as const;

/** The task that a room looks at: its title, how it stands, its time, and its scenario to unfold. */
export function taskAtHand({ title, phase, goes, started_ms, ended_ms, scenario }: TaskControl, clock: () => number): TemplateResult {
  return html`<div class="room-now">
      <h2 dir="auto">${title}</h2>
      <span class="room-phase" data-phase=${phase}>${PHASES[phase]}${goes > 1 ? `, go ${goes}` : ""}</span>
      <recorder-clock class="room-time" .from_ms=${started_ms} .to_ms=${ended_ms} .clock=${clock}></recorder-clock>
      ${scenario ? html`<details><summary class="small">Scenario</summary><p class="small" dir="auto">${scenario}</p></details>` : nothing}
    </div>`;
}
