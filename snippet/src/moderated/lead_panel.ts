import type { Control, Core, SessionAnswer, Task } from "../core";
import type { Led } from "../panel/led";
import { follow } from "./follow";
import type { Seen } from "./seen";
import { watchControl } from "./watch_control";

const NONE: Control = {
  task: null, go: "", is_begun: false, is_finished: false, claim: null, message: null, is_closed: false,
};

/**
 * Makes what leads a panel: the core as the panel is to see it, with the one task that the
 * moderator has given, and the way to follow.
 */
export function leadPanel(core: Core): readonly [Core, Led] {
  const { store } = core;
  const tasks: Task[] = [];
  const session: SessionAnswer = {
    ...core.session,
    tasks,
    // Where the participant is in a task is kept here, and follows control.
    get progress() {
      return { task: tasks[0]?.id ?? null, phase: "scenario" as const, met: false, answered: [] };
    },
  };
  const control = (): Control => core.session.control ?? NONE;
  /** Whether control was asked for since this tab leads: an older one may lead back. */
  let isFresh = false;
  let isListening = false;
  let asking: Promise<unknown> = Promise.resolve();

  /** Answers come in the order in which they were asked for. */
  const refresh = (): Promise<SessionAnswer | null> => {
    const asked = asking.then(core.refresh);
    asking = asked;
    return asked;
  };
  const watch = watchControl(core, async () => {
    const isAnswered = await refresh();
    if (isAnswered && isListening) isFresh = true;
  });
  const read = (): Seen | null => JSON.parse(store.get("led") ?? "null") as Seen | null;
  const load = (seen = read()): void => {
    tasks.splice(0, 1, ...(seen?.task ? [seen.task] : []));
  };
  addEventListener("pagehide", () => {
    isFresh = false;
  });

  const led: Led = {
    load,
    follow(flow) {
      if (!isFresh) return "";
      return follow(core, control(), flow, {
        read,
        keep(seen) {
          store.set("led", JSON.stringify(seen));
          load(seen);
        },
      });
    },
    isClosed: () => control().is_closed,
    go: () => `${control().is_closed} ${read()?.go ?? ""}`,
    message() {
      const { message } = control();
      return message && store.get("dismissed") !== message.id ? message.text : "";
    },
    dismiss: () => store.set("dismissed", control().message?.id ?? ""),
    listen(isLeading) {
      isListening = isLeading;
      if (!isLeading) isFresh = false;
      watch(isLeading);
    },
  };
  const own = { session: { value: session }, refresh: { value: refresh } };
  return [Object.create(core, own) as Core, led];
}
