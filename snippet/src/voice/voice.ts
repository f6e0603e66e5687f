import type { Core } from "../core";
import { type Call, hear } from "../hear";
import { guard } from "../guard";
import { say } from "../say";
import { SOUND_KEY } from "../sound_key";
import { storage } from "../storage";
import type { SoundStopped } from "../wire";
import { hashBytes } from "./hash_bytes";
import { hearLevel } from "./hear_level";
import { holdAlone } from "./hold_alone";
import { isMicrophoneAllowed, openMicrophone } from "./microphone";
import { openPill } from "./open_pill";
import { openParts } from "./part_store";
import { type FreshPart, recordTake, type Take } from "./record_take";
import { startSending } from "./sending";
import type { VoiceState } from "./voice_state";
import type { VoiceWords } from "./voice_words";

/** Where it is kept that the participant wants to be heard, over page loads. */
const WISH_KEY = "voice";
/** The take of this page load, for the next one to tell how it ended. */
const TAKE_KEY = "take";

/** What the button says in each state; none where there is nothing to do. */
const BUTTONS: Readonly<Partial<Record<VoiceState, keyof VoiceWords>>> = {
  off: "turn_on", recording: "mute", muted: "unmute", refused: "again", missing: "again", failed: "again", elsewhere: "again",
};

type Why = SoundStopped["why"];

/** Sends what earlier pages of this site have recorded, where no session runs any more. */
export async function deliver(): Promise<void> {
  const parts = await openParts();
  const sending = startSending(parts, "", () => undefined);
  addEventListener("online", sending.wake);
  await sending.flush();
}

/** Lets a participant who agreed to it be heard. */
export async function open(core: Core): Promise<void> {
  const words = core.session.voice;
  if (!words) return;
  let state: VoiceState = "off";
  let isWaiting = false;
  let take: Take | undefined;
  let stream: MediaStream | undefined;
  let stopHearing: (() => void) | undefined;
  let letGo: (() => void) | undefined;
  /** Parts that are on their way into the store. */
  let keeping: Promise<unknown> = Promise.resolve();
  /** Resolves when the take that was ended last has given its last part. */
  let ended: Promise<unknown> = Promise.resolve();
  /** Counts the wishes to be heard, so that what was asked for before a pause is not done after it. */
  let wish = 0;

  const parts = await openParts();
  const pill = openPill(core, guard(() => press()));
  const sending = startSending(parts, core.token, guard((now) => {
    isWaiting = now.isWaiting;
    if (now.isOver || now.isFull) halt(now.isFull ? "full" : "over", "failed");
    show();
  }));

  const show = (): void => {
    const button = BUTTONS[state];
    pill.show({
      state, words: words[state], more: isWaiting ? words.saved : "", button: button ? words[button] : "",
    });
  };
  const become = (next: VoiceState): void => {
    state = next;
    show();
  };
  const keep = async ({ blob, ...fresh }: FreshPart, name: string, kind: string): Promise<void> => {
    const body = await blob.arrayBuffer();
    const { server, token, epoch } = core;
    const isKept = await parts.add({ ...fresh, take: name, kind, epoch, server, token, body, sha256: await hashBytes(body) });
    storage.set(SOUND_KEY, "1");
    sending.wake();
    if (!isKept) halt("full", "failed");
  };
  const tellStopped = (name: string, made: number, why: Why): void => {
    core.record({ type: "sound.stopped", take: name, parts: made, why });
    core.store.remove(TAKE_KEY);
  };
  /** Ends what is recorded and lets go of the microphone. */
  const end = async (why: Why): Promise<void> => {
    const ending = take;
    take = undefined;
    wish += 1;
    stopHearing?.();
    const stopped = ending?.stop();
    ended = stopped ?? ended;
    // While a page is left nobody waits for its last second.
    if (ending && why === "left") tellStopped(ending.take, ending.made(), why);
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    letGo?.();
    letGo = undefined;
    await stopped;
    if (ending && why !== "left") tellStopped(ending.take, ending.made(), why);
  };
  const halt = (next: VoiceState, why: Why): void => {
    if (state === "over" || state === "full") return;
    become(next);
    void end(why);
  };
  const begin = async (): Promise<void> => {
    const mine = (wish += 1);
    become("asking");
    const release = await holdAlone(`recorder-sound:${core.session.session}`);
    if (!release) return become("elsewhere");
    const opened = await openMicrophone();
    // Something else was wished for while the browser asked.
    if (mine !== wish || typeof opened === "string") {
      release();
      if (typeof opened !== "string") opened.getTracks().forEach((track) => track.stop());
      else if (mine === wish) become(opened);
      return;
    }
    [stream, letGo] = [opened, release];
    core.store.set(WISH_KEY, "on");
    const fail = guard(() => halt("failed", "failed"));
    opened.getAudioTracks().forEach((track) => (track.onended = fail));
    stopHearing = hearLevel(opened, pill.level);
    take = recordTake(
      opened,
      (name, kind) => {
        core.record({ type: "sound.started", take: name, kind });
        core.store.set(TAKE_KEY, `${name} 0`);
        become("recording");
      },
      (part, name, kind) => {
        if (take) core.store.set(TAKE_KEY, `${name} ${part.number + 1}`);
        keeping = Promise.all([keeping, keep(part, name, kind).catch(() => undefined)]);
      },
      fail,
    );
  };
  const tryToBegin = (): void => void begin().catch(guard(() => halt("failed", "failed")));
  const press = (): void => {
    if (state !== "recording") return tryToBegin();
    core.store.set(WISH_KEY, "muted");
    become("muted");
    void end("participant");
  };

  const acts: Readonly<Record<Call, () => unknown>> = {
    paused() {
      if (state !== "recording" && state !== "asking") return;
      become("paused");
      void end("paused");
    },
    going: () => state === "paused" && tryToBegin(),
    leaving() {
      if (take) void end("left");
    },
    async flush() {
      await ended;
      await keeping;
      await sending.flush();
    },
    // Left or stopped, it has ended before.
    over: () => undefined,
  };
  hear(core, (call) => {
    try {
      return acts[call]();
    } catch (fault) {
      return say(`fault: ${fault as string}`);
    }
  });
  core.watchStatus(guard(({ state: now, why }) => {
    if (now !== "stopped") return;
    halt("over", "ended");
    if (why === "withdrawn") void parts.forget(core.token);
  }));
  addEventListener("online", sending.wake);
  addEventListener("pageshow", ({ persisted }) => persisted && state === "recording" && tryToBegin());

  // The page load before this one could not tell how its take ended.
  const [left, made] = core.store.get(TAKE_KEY)?.split(" ") ?? [];
  if (left) tellStopped(left, Number(made), "left");
  show();
  sending.wake();
  const wished = core.store.get(WISH_KEY);
  if (wished === "muted") become("muted");
  else if (wished === "on" && (await isMicrophoneAllowed())) tryToBegin();
}
