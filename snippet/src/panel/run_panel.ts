import type { Core } from "../core";
import type { Act } from "./act";
import { makeCard } from "./card";
import { drawView } from "./draw_view";
import { fill } from "./fill";
import { flow } from "./flow";
import { goToStart } from "./go_to_start";
import { openHost } from "./host";
import { keptState } from "./kept_state";
import { lead } from "./lead";
import { leaveTasks } from "./leave_tasks";
import { openQuestions } from "./open_questions";
import { Place } from "./place";
import { resume } from "./resume";
import type { State } from "./state";
import type { View } from "./view";
import { watchSuccess } from "./watch_success";
import { watchTime } from "./watch_time";
import type { Found } from "./words";

const RTL = /^(ar|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i;

/** Runs the panel of one page load in the texts found for it; returns how to take it away. */
export function runPanel(core: Core, found: Found): () => void {
  const panel = new Panel(core, found);
  return panel.close;
}

class Panel {
  readonly #core: Core;
  readonly #words: Found["words"];
  readonly #draft = { text: "" };
  readonly #card;
  readonly #host;
  readonly #place;
  readonly #stops: (() => void)[];
  #state: State;
  #status;
  #sheet: View["sheet"];
  #isLeading = false;
  #isSmall: boolean;
  /** Which view stands in the card. */
  #drawn = "";
  /** Answers given since everything was delivered. */
  #waiting = 0;

  constructor(core: Core, { words, language }: Found) {
    const { store, session } = core;
    const isRtl = RTL.test(session.language);
    this.#core = core;
    this.#words = words;
    this.#state = this.#load();
    this.#status = core.status();
    this.#sheet = session.state === "open" ? "" : "closed";
    this.#isSmall = !!store.get("small");
    this.#card = makeCard(words, language, isRtl, () => this.#place.turn(), (to) => this.#fold(to));
    const { element, header } = this.#card;
    this.#host = openHost(element);
    this.#place = new Place(this.#host, element, header, store, isRtl, () => this.#fold(true, false));
    core.ignore(this.#host.element);
    this.#host.element.addEventListener("keydown", this.#onKey);
    addEventListener("storage", this.#onStorage);
    if (this.#state.paused) core.pause();
    this.#stops = this.#watch();
  }

  readonly close = (): void => {
    removeEventListener("storage", this.#onStorage);
    for (const stop of this.#stops) stop();
  };

  #watch(): (() => void)[] {
    const core = this.#core;
    const findSuccess = () => {
      const task = this.#running();
      return task?.ends === "on_success" ? task.id : undefined;
    };
    return [
      () => this.#place.stop(),
      () => this.#host.show(false),
      lead(`recorder ${core.session.session}`, core.store, (isNow) => this.#lead(isNow)),
      core.watchStatus((status) => {
        this.#status = status;
        if (!status.unsent) this.#waiting = 0;
        if (status.state === "stopped" && !core.store.get("ended")) this.#sheet = "closed";
        this.#show();
      }),
      watchTime(core.store, () => !!this.#running()?.time_limit_s, (ms) => this.#act({ do: "pass", ms })),
      watchSuccess(core, findSuccess, () => this.#act({ do: "end", claim: "done", why: "criterion" })),
    ];
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#isSmall) return;
    // Escape would close the page's dialog around the panel as well.
    event.preventDefault();
    this.#fold(true);
  };

  readonly #onStorage = (): void => {
    if (!this.#isLeading) this.#follow();
  };

  #load(): State {
    const { session, store } = this.#core;
    return resume(session.tasks, keptState(store), session.progress);
  }

  /** Reads what another tab wrote. */
  #follow(): void {
    const { paused } = this.#state;
    this.#state = this.#load();
    if (this.#state.paused === paused) return;
    if (paused) this.#core.resume();
    else this.#core.pause();
  }

  #lead(isNow: boolean): void {
    this.#isLeading = isNow;
    this.#host.show(isNow);
    if (!isNow) return;
    this.#follow();
    if (this.#sheet !== "closed") {
      this.#act({ do: "arrive", here: this.#core.address() });
      this.#act({ do: "show" });
    }
    this.#show();
  }

  #task() {
    return this.#core.session.tasks[this.#state.at];
  }

  #running() {
    const { phase, paused } = this.#state;
    return this.#isLeading && phase === "running" && !paused ? this.#task() : undefined;
  }

  #act(act: Act): void {
    const core = this.#core;
    const before = this.#state;
    const [next, ...events] = flow(core.session.tasks, before, act);
    this.#state = next;
    if (next !== before) core.store.set("panel", JSON.stringify(next));
    for (const event of events) {
      if (event.type === "task.resumed") core.resume();
      core.record(event);
      if (event.type === "task.paused") core.pause();
      if (event.type === "rating.given" || event.type === "problem.reported") this.#waiting++;
    }
    if (next.phase !== before.phase || next.at !== before.at) this.#enter();
    this.#show();
  }

  #enter(): void {
    const { phase, why, isStopped } = this.#state;
    if (this.#sheet === "thanks") this.#sheet = "";
    if (phase !== "running") {
      this.#isSmall = false;
      this.#core.store.remove("small");
    }
    if (phase === "scenario") this.#act({ do: "show" });
    if (phase === "starting") this.#again();
    if (phase === "over" && !why && !isStopped) this.#leave();
  }

  #again(): void {
    const start = this.#task()?.start ?? "";
    void this.#core.flush();
    if (!goToStart(this.#core.root, start)) this.#act({ do: "arrive", here: start });
  }

  #leave(): void {
    void leaveTasks(this.#core, this.#state.isStopped).then(() => this.#show());
  }

  #fold(isSmall: boolean, isChosen = true): void {
    this.#isSmall = isSmall;
    if (isChosen) this.#core.store.set("small", isSmall ? "1" : "");
    this.#show();
    const { pill, body } = this.#card;
    if (isChosen) (isSmall ? pill : body.querySelector("h2"))?.focus();
  }

  #show(): void {
    const { element, mark, pill, header, body, said, sent } = this.#card;
    const words = this.#words;
    const { at, paused, why, isStopped } = this.#state;
    const count = this.#core.session.tasks.length;
    const isOff = this.#sheet === "closed" || isStopped;
    mark.textContent = words[isOff ? "over" : paused ? "paused" : "recording"];
    pill.textContent = `${mark.textContent} · ${fill(words.task, Math.min(at + 1, count), count)}`;
    for (const part of [mark, pill]) part.classList.toggle("off", isOff || paused);
    element.classList.toggle("small", this.#isSmall);
    header.hidden = body.hidden = this.#isSmall;
    pill.hidden = !this.#isSmall;
    say(said, this.#sheet === "thanks" ? words.thanks : why && words[why]);
    const waits = fill(this.#waiting === 1 ? words.oneWaiting : words.waiting, this.#waiting);
    say(sent, this.#status.state === "saved" ? words.saved + (this.#waiting ? ` ${waits}` : "") : "");
    this.#draw();
  }

  /** Draws the body anew only when another view is due, so that nothing typed is lost. */
  #draw(): void {
    const { at, phase, paused } = this.#state;
    const isOffline = this.#status.state === "saved";
    const sheet = this.#sheet === "thanks" ? "" : this.#sheet;
    const view = sheet || `${at} ${phase} ${paused} ${phase === "over" && isOffline}`;
    if (view === this.#drawn) return;
    this.#drawn = view;
    const { body } = this.#card;
    const hadFocus = this.#host.root.activeElement !== null;
    body.replaceChildren(...drawView(this.#view(isOffline)));
    body.scrollTop = 0;
    if (hadFocus) body.querySelector("h2")?.focus();
  }

  #view(isOffline: boolean): View {
    const { session } = this.#core;
    return {
      tasks: session.tasks,
      task: this.#task(),
      questions: openQuestions(session.tasks, this.#state),
      state: this.#state,
      sheet: this.#sheet,
      words: this.#words,
      language: session.language,
      hasAfterStudy: session.has_after_study,
      isOffline,
      isWithdrawn: session.state === "withdrawn" || this.#status.why === "withdrawn",
      draft: this.#draft,
      act: (act) => {
        if (this.#sheet === "thanks") this.#sheet = "";
        this.#act(act.do === "start" ? { ...act, here: this.#core.address() } : act);
      },
      open: (sheet) => {
        this.#sheet = sheet;
        this.#show();
      },
      leave: () => this.#leave(),
      close: this.close,
      again: () => this.#again(),
    };
  }
}

/** A live line that says the same again would be read out again. */
function say(line: HTMLElement, text: string): void {
  if (line.textContent !== text) line.textContent = text;
}
