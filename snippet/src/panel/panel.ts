import type { Core } from "../core";
import { checkAnswers } from "./check_answers";
import { firstControl } from "./first_control";
import { openFlow } from "./flow";
import { lead } from "./lead";
import type { Led } from "./led";
import { make } from "./make";
import { openHost } from "./open_host";
import { PAUSED, RUNNING, STOPPED } from "./phase";
import { type View, viewOf } from "./view_of";
import { watchSuccess } from "./watch_success";
import type { Word } from "./words";

const TICK_MS = 200;

/**
 * Shows the tasks of a session over the page.
 *
 * @param led - In moderated sessions only; without it the participant goes through the tasks alone.
 */
export function open(core: Core, led?: Led): void {
  const { session, store } = core;
  const { tasks, words, direction } = session;

  /** What lies over the flow. */
  let sheet: "" | "report" | "stop" = "";
  let isLeading = false;
  let isEnded = false;
  /** What is said once, until something else happens. */
  let note = "";
  /** Which view stands in the card. */
  let drawn = "";

  const flow = openFlow(core, (why) => {
    note = words[why as Word] ?? note;
    if (flow.state().phase !== RUNNING) fold(false);
    // Whoever is led waits for the next task, or goes on when they have read that it is over.
    if (!flow.task() && !note && (!IS_LED || flow.state().phase === STOPPED)) void leave();
  });
  const acts: Partial<Record<Word, () => void>> = {
    ...flow,
    move: () => turn(),
    hide: () => fold(!form.hidden),
    report() {
      sheet = "report";
    },
    stop() {
      sheet = "stop";
    },
    back() {
      sheet = "";
    },
    send() {
      const text = area.value.trim();
      if (!text) return area.focus();
      core.record({ type: "problem.reported", text, task: flow.task()?.id });
      area.value = sheet = "";
      note = words.reported;
    },
    stop_now() {
      sheet = "";
      flow.stop_now();
    },
    next() {
      if (!flow.task()) void leave();
      else if (checkAnswers(form, flow, words)) flow.next();
    },
    close() {
      isLeading = false;
    },
    ...(IS_LED ? { dismiss: () => led!.dismiss() } : {}),
  };
  const button = (act: Word) => make("button", { onclick: () => press(act) }, words[act]);

  const mark = make("span");
  const hideButton = button("hide");
  const line = make("p", { role: "status" });
  const said = IS_LED ? [make("aside", {}, make("p", { role: "status" }), button("dismiss"))] : [];
  const area = make("textarea", { rows: 4 });
  const form = make("form", {
    onsubmit: (event) => event.preventDefault(),
    onchange: flow.answer,
    oninput({ target }) {
      const { name } = target as HTMLInputElement;
      if (!name) return;
      firstControl((target as Element).closest("fieldset")!).setCustomValidity("");
      flow.keep(name, new FormData(form).getAll(name) as string[]);
    },
  });
  const card = make("section", { lang: words.lang, dir: direction, ariaLabel: words.panel, onkeydown: escape },
    make("header", {}, mark, button("move"), hideButton), ...said, line, form,
  );
  const [settle, turn] = openHost(card, core, direction === "rtl" ? 3 : 2, () => fold(true));
  const leads = lead(store);

  const fold = (isNow: boolean) => store.set("small", isNow ? "1" : "");

  function press(act: Word): void {
    note = "";
    acts[act]!();
    update();
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || form.hidden) return;
    // Escape would close the page's dialog around the panel as well.
    event.preventDefault();
    press("hide");
    hideButton.focus();
  }

  /** Delivers the rest and goes on, unless the server is away: the page there could not be opened either. */
  async function leave(): Promise<void> {
    const isStopped = flow.state().phase === STOPPED;
    const isMore = session.has_after_study && !isStopped;
    const sending = isMore || isEnded ? core.flush() : core.end(isStopped ? "stopped" : "finished");
    isEnded ||= !isMore;
    await sending;
    if (!core.status().unsent) location.assign(isMore ? `${session.after}#recorder=${core.token}` : session.done);
  }

  function update(): void {
    const { state: delivery, why } = core.status();
    const isSaved = delivery === "saved";
    const isOver = delivery === "stopped" && !isEnded;
    // What a session that is over had kept is gone, and nothing is kept any more.
    if (!isOver && !isEnded) {
      isLeading = leads();
      if (IS_LED) led!.load();
      flow.load();
      if (IS_LED && isLeading) note = words[led!.follow(flow) as Word] ?? note;
      if (isLeading) flow.proceed();
    }
    if (IS_LED) {
      led!.listen(isLeading && !isOver && !isEnded);
      const text = led!.message();
      write(said[0]!.firstChild as Element, text && `${words.message} ${text}`);
      (said[0]!.lastChild as HTMLElement).hidden = !text;
    }
    settle(isLeading);

    const { phase, at } = flow.state();
    const step = IS_LED ? (flow.task()?.step ?? words.led) : (tasks[at] ?? tasks.at(-1)!).step;
    const isPaused = phase === PAUSED;
    core.pause(isPaused);
    mark.className = isOver || phase === STOPPED ? "off" : isPaused ? "paused" : "recording";
    write(mark, words[mark.className as Word]);
    write(line, note + (isSaved ? ` ${words.saved}` : ""));
    form.hidden = !!store.get("small");
    write(hideButton, form.hidden ? step : words.hide);
    hideButton.ariaExpanded = `${!form.hidden}`;

    const over = isOver ? (why === "withdrawn" ? why : "over_words") : sheet;
    const view = `${over} ${at} ${phase} ${isSaved && at === tasks.length}${IS_LED ? led!.go() : ""}`;
    // Drawn anew only when another view is due, so that nothing typed is lost.
    if (view !== drawn) draw(step, viewOf(session, flow, over, isSaved, area, led));
    drawn = view;
  }

  function draw(step: string, [title, content, main, more = []]: View): void {
    const hadFocus = card.matches(":focus-within");
    const heading = make("h2", { tabIndex: -1 }, title);
    form.replaceChildren(
      make("small", {}, step), heading, make("div", {}, ...content),
      make("div", { className: "acts" }, ...main.map(button)), make("footer", {}, ...more.map(button)),
    );
    card.scrollTop = 0;
    if (hadFocus) heading.focus();
  }

  /** A live line that says the same again would be read out again. */
  function write(element: Element, text: string): void {
    if (element.textContent !== text) element.textContent = text;
  }

  watchSuccess(core, () => isLeading && flow.state().phase === RUNNING && flow.task(), () => flow.end("done", "criterion"));
  addEventListener("visibilitychange", update);
  setInterval(update, TICK_MS);
  if (IS_LED) led!.load();
  flow.load();
  flow.arrive();
  update();
}
