import type { SessionAnswer } from "../core";
import type { Flow } from "./flow";
import type { Led } from "./led";
import { make } from "./make";
import { PAUSED, RUNNING, STOPPED } from "./phase";
import { questionField } from "./question_field";
import type { Word } from "./words";

/** What stands in the card: a heading, what there is to read, the buttons to go on, and the others. */
export type View = readonly [title: string | Node, content: readonly (string | Node)[], main: readonly Word[], more?: readonly Word[]];

/** Builds the view that is due; `area` holds a report while it is written. */
export function viewOf(
  { words, language: lang, has_after_study }: SessionAnswer, flow: Flow, sheet: Word | "", isSaved: boolean, area: Node, led?: Led,
): View {
  const { phase, answers } = flow.state();
  const task = flow.task();
  const more: readonly Word[] = ["report", "stop"];
  if (sheet === "report") return [words.report, [make("label", {}, words.report_words, area)], ["send", "back"]];
  if (sheet === "stop") return [words.stop_title, [words.stop_words], ["stop_now", "back"]];
  if (sheet) return [words.over, [words[sheet]], ["close"]];
  if (!task) {
    const isStopped = phase === STOPPED;
    if (IS_LED && !isStopped && !led!.isClosed()) return [words.waiting, [words.waiting_words], [], more];
    const rest = isSaved ? "offline" : has_after_study && !isStopped ? "left" : "thanks";
    return [words[isStopped ? "over" : "last"], [words[rest]], ["next"]];
  }
  const title = make("span", { lang }, task.title);
  const story = make("div", { lang }, task.scenario.trim());
  if (phase < RUNNING) return [title, [story], ["start"], more];
  if (phase === RUNNING) {
    return [title, [make("details", {}, make("summary", {}, words.show), story)], ["done", "gave_up"], ["pause", ...more]];
  }
  if (phase === PAUSED) return [title, [words.paused_words], ["resume"], more];
  const fields = flow.questions().map((question) => questionField(question, answers[question.id] ?? [], lang));
  return [words.questions, fields, ["next"], more];
}
