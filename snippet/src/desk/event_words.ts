import type { DeskEvent } from "./desk_event";
import type { FeedKind } from "./feed_item";
import type { FeedNames } from "./feed_names";

/** One event as the feed says it. */
export interface EventWords {
  readonly kind: FeedKind;
  readonly words: string;
  readonly detail?: string;
  readonly isMilestone?: boolean;
}

export const ASSISTS = ["nudged", "gave a hint", "told what to do"] as const;
const ENDED = { done: "said “I'm done” with", gave_up: "gave up", skipped: "skipped" } as const;
const WHY = {
  participant: "ended", time_limit: "ran out of time with", criterion: "reached the goal of",
  stopped: "stopped in", moderator: "had ended for them",
} as const;

/**
 * Says one event in words; null for what people need not read: moves of the pointer, the
 * recording of the page, measurements. Notes and markers are no event's words but their own.
 */
export function eventWords(event: DeskEvent, names: FeedNames): EventWords | null {
  return ofTask(event, names) ?? ofPage(event) ?? ofFault(event) ?? ofPeople(event, names) ?? ofRoom(event, names);
}

function ofTask(event: DeskEvent, names: FeedNames): EventWords | null {
  const kind = "task";
  const isMilestone = true;
  switch (event.type) {
    case "session.started":
      return { kind, words: "Began to record", detail: [event.device, event.browser, event.os].filter(Boolean).join(", ") };
    case "session.ended":
      return { kind, words: event.why === "finished" ? "Finished the session" : "Stopped the session", isMilestone };
    case "consent.given":
      return { kind, words: "Gave consent" };
    case "consent.withdrawn":
      return { kind, words: "Withdrew the consent", isMilestone };
    case "task.shown":
      return { kind, words: `Reads ${title(names, event.task)}` };
    case "task.started":
      return { kind, words: `Started ${title(names, event.task)}`, isMilestone };
    case "task.ended": {
      const how = event.claim ? ENDED[event.claim] : WHY[event.why ?? "participant"];
      return { kind, words: `${capital(how)} ${title(names, event.task)}`, isMilestone };
    }
    case "task.paused":
      return { kind, words: "Paused" };
    case "task.resumed":
      return { kind, words: "Came back from the pause" };
    case "rating.given":
      return { kind, words: `Answered ${event.question}`, detail: String(event.value ?? "taken back") };
    case "sound.started":
      return { kind, words: "The voice is recorded from here on" };
    case "sound.stopped":
      return { kind, words: "The voice is recorded no more" };
    default:
      return null;
  }
}

function ofPage(event: DeskEvent): EventWords | null {
  const kind = "page";
  switch (event.type) {
    case "page.viewed":
      return { kind, words: `${event.how === "restored" ? "Came back to" : "Opened"} ${event.address}` };
    case "page.hidden":
      return { kind, words: "The page went out of view" };
    case "page.shown":
      return { kind, words: "The page came into view again" };
    case "element.clicked": {
      const what = event.name ? `“${event.name}”` : event.role || event.selector || "";
      return { kind, words: `Clicked ${what}`.trim(), detail: event.name && event.role ? event.role : "" };
    }
    case "field.changed":
      return { kind, words: "Changed a field", detail: event.selector || event.kind || "" };
    case "view.resized":
      return { kind, words: "Resized the window", detail: `${event.viewport_width_px} × ${event.viewport_height_px}` };
    case "custom.reported":
      return { kind, words: `The page reported ${event.name}`, detail: JSON.stringify(event.data) ?? "" };
    default:
      return null;
  }
}

function ofFault(event: DeskEvent): EventWords | null {
  const kind = "fault";
  switch (event.type) {
    case "problem.reported":
      return { kind, words: "Reported a problem", detail: event.text };
    case "script.failed":
      return { kind, words: "A script of the page failed", detail: event.message };
    case "request.failed": {
      const answer = event.status ? `answered ${event.status}` : "got no answer";
      return { kind, words: "A request of the page failed", detail: `${event.address} ${answer}` };
    }
    case "event.dropped":
      return { kind, words: "An event could not be sent", detail: [event.was, event.why].filter(Boolean).join(", ") };
    default:
      return null;
  }
}

function ofPeople(event: DeskEvent, names: FeedNames): EventWords | null {
  const kind = "task";
  switch (event.type) {
    case "task.assigned":
      return { kind, words: `Gave ${title(names, event.task)}`, isMilestone: true };
    case "task.begun":
      return { kind, words: `Started the clock of ${title(names, event.task)}`, isMilestone: true };
    case "task.finished": {
      const said = event.claim ? `: ${event.claim.replace("_", " ")}` : "";
      return { kind, words: `Ended ${title(names, event.task)}${said}`, isMilestone: true };
    }
    case "task.restarted":
      return { kind, words: `Had ${title(names, event.task)} begun again`, isMilestone: true };
    case "task.recut":
      return { kind, words: `Corrected when ${title(names, event.task)} began or ended` };
    case "assist.given":
      return { kind, words: `Helped: ${ASSISTS[(event.level ?? 1) - 1]}` };
    case "slip.noted":
      return { kind, words: "Noted a wrong turn", detail: event.text ?? "" };
    case "verdict.given":
    case "verdict.agreed": {
      const outcome = event.outcome.replace("_", " ") + (event.score == null ? "" : ` ${event.score}`);
      const who = event.type === "verdict.agreed" ? "Agreed on" : "Judged";
      return { kind, words: `${who} ${title(names, event.task)}: ${outcome}`, detail: event.reason ?? "" };
    }
    case "verdict.withdrawn":
      return { kind, words: `Took the verdict on ${title(names, event.task)} back` };
    default:
      return null;
  }
}

function ofRoom(event: DeskEvent, names: FeedNames): EventWords | null {
  const kind = "task";
  switch (event.type) {
    case "message.sent":
      return event.text
        ? { kind, words: "Wrote to the participant", detail: event.text }
        : { kind, words: "Took the words to the participant away" };
    case "remark.made":
      return { kind: "remark", words: event.text };
    case "moderation.handed":
      return event.person === event.to
        ? { kind, words: "Took over as moderator" }
        : { kind, words: `Handed the session over to ${names.people[event.to] ?? event.to}` };
    case "session.closed":
      return { kind, words: "Ended the session", isMilestone: true };
    case "session.excluded":
      return { kind, words: "Left the session out of the report", detail: event.reason };
    case "session.included":
      return { kind, words: "Took the session back into the report" };
    default:
      return null;
  }
}

function title(names: FeedNames, task: string): string {
  return `“${names.tasks[task] ?? task}”`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
