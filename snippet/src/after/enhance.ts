import { askSession } from "../ask_session";
import { pageClock } from "../clock";
import type { Delivery } from "../delivery";
import type { NewEvent } from "../new_event";
import { faultOf } from "../panel/fault_of";
import { valueOf } from "../panel/value_of";
import type { Words } from "../panel/words";
import type { PageEvent } from "../wire";
import { fillIn } from "./fill_in";
import { findToken } from "./find_token";
import { givenIn } from "./given_in";
import { keptAnswers } from "./kept_answers";
import { markFault } from "./mark_fault";
import { openDelivery } from "./open_delivery";
import { type Asked, questionsOf } from "./questions_of";
import { type Fault, showSummary } from "./show_summary";

/** Turns the form into a page that records every answer, keeps it, and delivers it. */
export async function enhance(form: HTMLFormElement): Promise<void> {
  const { study = "", server = "", done = "" } = form.dataset;
  const words = JSON.parse(form.dataset.words ?? "{}") as Words;
  const line = form.querySelector("[data-status]");
  const tell = (text: string) => {
    if (line && line.textContent !== text) line.textContent = text;
  };
  const close = (why: string) => {
    form.querySelector("button")?.setAttribute("disabled", "");
    tell(why === "withdrawn" ? words.withdrawn : words.over);
  };
  const token = findToken(location.hash, study);
  if (!token) return close("");

  const key = `recorder-after:${token}`;
  const questions = questionsOf(form);
  let kept = keptAnswers(key);
  let isLeaving = false;
  for (const { id, place } of questions) fillIn(place, kept.given[id] ?? []);
  const delivery: Delivery = openDelivery(server, token);
  const record = (event: NewEvent) =>
    delivery.record({ ...event, at_ms: pageClock.now() } as PageEvent);
  const keep = (change: Partial<typeof kept>) => {
    kept = { ...kept, ...change };
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Full or forbidden: the answers live as long as this page.
    }
  };

  /** Keeps what a question says now, and records it once it is more than a draft. */
  function take({ id, kind, place }: Asked, isFinal: boolean): void {
    const given = givenIn(place);
    const value = valueOf({ kind }, given);
    keep({ given: { ...kept.given, [id]: given } });
    const text = JSON.stringify(value);
    if (!isFinal || Number.isNaN(value) || (kept.sent[id] ?? "null") === text) return;
    record({ type: "rating.given", question: id, value });
    keep({ sent: { ...kept.sent, [id]: text } });
  }

  function check(): boolean {
    const faults: Fault[] = [];
    for (const question of questions) {
      const why = faultOf(question, valueOf(question, givenIn(question.place)), words);
      const control = markFault(question.place, why);
      if (why && control) faults.push({ ask: question.ask, why, control });
    }
    showSummary(form, words.marked, faults);
    return faults.length === 0;
  }

  function goOn(): void {
    if (delivery.status().unsent || !isLeaving) return;
    isLeaving = false;
    try {
      localStorage.removeItem(key);
    } catch {
      // Then nothing was kept either.
    }
    location.assign(`${done}#recorder=${token}`);
  }

  for (const question of questions) {
    question.place.addEventListener("input", () => take(question, false));
    question.place.addEventListener("change", () => take(question, true));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const question of questions) take(question, true);
    if (!check()) return;
    if (!kept.isEnded) record({ type: "session.ended", why: "finished" });
    keep({ isEnded: true });
    isLeaving = true;
    void delivery.flush().then(goOn);
  });
  delivery.watch(({ state, unsent, why }) => {
    if (state === "stopped") return close(why ?? "");
    tell(state === "saved" ? `${words.saved}${isLeaving ? ` ${words.offline}` : ""}` : "");
    if (!unsent) goOn();
  });
  const asked = await askSession(server, token);
  if (asked && typeof asked === "string" && !kept.isEnded) delivery.stop(asked);
}
