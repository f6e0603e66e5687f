import type { Core } from "./core";

/**
 * What is said to the parts of a recording that go on by themselves, such as the voice.
 *
 * `paused` and `going` are said again and again; `leaving` comes before the last event of a page load
 * or a session, `over` when nothing is recorded any more, and `flush` wants all that is here delivered,
 * as long as the server takes it.
 */
export type Call = "paused" | "going" | "leaving" | "flush" | "over";

/** Hears every call from now on, by stepping between the core and who calls it: the core stays small. */
export function hear(core: Core, heard: (call: Call) => unknown): void {
  const { pause, end, flush, leaving } = core;
  let isOver = false;
  const close = (): void => {
    if (!isOver) heard("over");
    isOver = true;
  };
  core.pause = (isOn) => {
    pause(isOn);
    heard(isOn ? "paused" : "going");
  };
  core.flush = async () => {
    await Promise.all([flush(), heard("flush")]);
  };
  core.leaving = () => {
    leaving?.();
    heard("leaving");
  };
  core.end = (why) => {
    heard("leaving");
    const ended = end(why);
    close();
    return ended;
  };
  core.watchStatus(({ why }) => why && close());
}
