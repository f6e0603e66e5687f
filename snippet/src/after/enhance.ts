import { askSession } from "../ask_session";
import { pageClock } from "../clock";
import type { Delivery } from "../delivery";
import type { NewEvent } from "../new_event";
import { findFault } from "../panel/find_fault";
import { isUnreadable } from "../panel/is_unreadable";
import { markFault } from "../panel/mark_fault";
import { readAnswer } from "../panel/read_answer";
import { findWords } from "../panel/words";
import type { PageEvent } from "../wire";
import { fillIn } from "./fill_in";
import { findToken } from "./find_token";
import { keptAnswers } from "./kept_answers";
import { openDelivery } from "./open_delivery";
import { type Asked, questionsOf } from "./questions_of";
import { type Fault, showSummary } from "./show_summary";

/** Turns the form into a page that records every answer, keeps it, and delivers it. */
export async function enhance(form: HTMLFormElement): Promise<void> {
  const { study = "", server = "", done = "" } = form.dataset;
  const [say] = await findWords(document.documentElement.lang);
  const line = form.querySelector("[data-status]");
  const tell = (text: string) => {
    if (line && line.textContent !== text) line.textContent = text;
  };
  const close = (why: string) => {
    form.querySelector("button")?.setAttribute("disabled", "");
    tell(why === "withdrawn" ? say("Your recording was withdrawn.") : say("This test has ended"));
  };
  const token = findToken(location.hash, study);
  if (!token) return close("");

  const key = `recorder-after:${token}`;
  const questions = questionsOf(form);
  let kept = keptAnswers(key);
  let isLeaving = false;
  for (const { id, place } of questions) fillIn(place, kept.values[id] ?? null);
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
    const value = readAnswer(place, kind);
    keep({ values: { ...kept.values, [id]: value } });
    const text = JSON.stringify(value);
    if (!isFinal || isUnreadable(kind, value) || (kept.sent[id] ?? "null") === text) return;
    record({ type: "rating.given", question: id, value });
    keep({ sent: { ...kept.sent, [id]: text } });
  }

  function check(): boolean {
    const faults: Fault[] = [];
    for (const question of questions) {
      const why = findFault(question, readAnswer(question.place, question.kind), say("Please answer this question."), say("Please write a number."));
      const control = markFault(question.place, why);
      if (why && control) faults.push({ ask: question.ask, why, control });
    }
    showSummary(form, say("Please look at the marked answers."), faults);
    return faults.length === 0;
  }

  function goOn(): void {
    if (delivery.unsent || !isLeaving) return;
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
    tell(state === "saved" ? `${say("Saved on this device, will be sent.")}${isLeaving ? ` ${say("You are offline. Go on when you are back.")}` : ""}` : "");
    if (!unsent) goOn();
  });
  const asked = await askSession(server, token);
  if (asked && "why" in asked && !kept.isEnded) delivery.stop(asked.why);
}
