/** Beyond every end: makes the browser look for the real one. */
const BEYOND_S = 1e7;
const PATIENCE_MS = 5_000;

/**
 * Loads a recording so that it can be played from any place; answers how long it is, in ms.
 *
 * What browsers record tells no length, and without one they do not let anybody seek.
 */
export async function makeSeekable(audio: HTMLAudioElement): Promise<number> {
  await heard(audio, "loadedmetadata", () => audio.readyState >= HTMLMediaElement.HAVE_METADATA);
  if (!Number.isFinite(audio.duration)) {
    audio.currentTime = BEYOND_S;
    await heard(audio, "durationchange", () => Number.isFinite(audio.duration));
    audio.currentTime = 0;
  }
  return audio.duration * 1000;
}

function heard(audio: HTMLAudioElement, type: string, isSo: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const end = (act: () => void): void => {
      clearTimeout(timer);
      stop.abort();
      act();
    };
    const look = (): void => {
      if (isSo()) end(resolve);
    };
    const timer = setTimeout(() => end(() => reject(new Error("the sound does not load"))), PATIENCE_MS);
    audio.addEventListener(type, look, stop);
    audio.addEventListener("error", () => end(() => reject(new Error("the sound cannot be played"))), stop);
    look();
  });
}
