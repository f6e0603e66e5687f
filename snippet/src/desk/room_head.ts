import { type TemplateResult, html } from "lit";
import { lightWords } from "./light_words";
import type { RecorderRoom } from "./recorder_room";

/** The head of a room: whose session it is, how the line stands, and the session's clock. */
export function roomHead({ facts, live, clock, keyOf, run }: Pick<RecorderRoom, "facts" | "live" | "clock" | "keyOf" | "run">): TemplateResult {
  const { connection, presence, refused, queue } = live;
  const light = lightWords(connection, presence, live.clock.at(), { waiting: queue.waiting.length, refused, isByHand: facts.mode === "by_hand" });
  return html`<header class="room-head">
        <a class="brand" href="/"><span class="visually-hidden">Usability Recorder</span></a>
        <h1><a href="/sessions/${facts.session}">${facts.participant}</a> <span class="visually-hidden">live room</span></h1>
        <p class="room-study small muted" dir="auto">${facts.study}</p>
        <recorder-light .light=${light} .presence=${presence} .me=${facts.me.login}></recorder-light>
        <p class="room-clock small number"><span class="muted">Session</span> <recorder-clock .from_ms=${0} .clock=${clock}></recorder-clock></p>
        <button class="quiet small" type="button" @click=${() => run("keys")}><kbd>${keyOf("keys") || "?"}</kbd>Keys</button>
      </header>`;
}
