import { pageClock } from "../clock";
import type { Core } from "../core";
import { guard } from "../guard";
import { hear } from "../hear";
import { openAllowance } from "./open_allowance";
import { openPacker } from "./open_packer";
import { startRecording } from "./start_recording";

/** More would stop the page for seconds. */
const MOST_ELEMENTS = 50_000;

/** Records how the page looks and changes, while the session goes on and no pause is on. */
export function open(core: Core): void {
  const allowance = openAllowance(core.store);
  const packer = openPacker((data) => {
    if (allowance.take(JSON.stringify(data).length)) core.record({ type: "dom.recorded", data });
    else giveUp("no_room");
  });
  let stop: (() => void) | undefined;
  let isPaused = false;
  /** The page is left; it may come back. */
  let isLeft = false;
  let isOver = false;

  /** Says that the page is not recorded any more, and why. */
  const giveUp = (why: "no_room" | "too_large"): void => {
    if (isOver) return;
    end();
    core.record({ type: "event.dropped", why, was: "dom.recorded" });
  };
  const end = (): void => {
    isOver = true;
    halt();
  };
  const halt = (): void => {
    if (!stop) return;
    stop();
    stop = undefined;
    packer.hurry();
    allowance.keep();
  };
  const go = guard(() => {
    if (stop || isPaused || isLeft || isOver || document.readyState === "loading") return;
    if (document.getElementsByTagName("*").length > MOST_ELEMENTS) return giveUp("too_large");
    if (!allowance.take(0)) return giveUp("no_room");
    // What begins with faults must not begin again and again.
    stop = () => undefined;
    stop = startRecording(core.session.capture, (event) => packer.take(JSON.stringify(event), pageClock.now()));
  });

  hear(
    core,
    guard((call) => {
      if (call === "paused") isPaused = true;
      if (call === "going") isPaused = false;
      if (call === "leaving") isLeft = true;
      if (call === "over") end();
      else if (call === "flush") packer.hurry();
      else if (isPaused || isLeft) halt();
      else go();
    }),
  );
  document.addEventListener("DOMContentLoaded", go);
  addEventListener("pageshow", guard(({ persisted }: PageTransitionEvent) => {
    if (persisted) isLeft = false;
    go();
  }));
  go();
}
