const LOOK_MS = 80;

/**
 * Tells how loud a microphone is, from 0 to 1, until it is over.
 *
 * Answers how to stop. Where the browser does not let it, nothing is told and all else works.
 */
export function hearLevel(stream: MediaStream, told: (level: number) => void): () => void {
  let context: AudioContext | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  try {
    context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      told(Math.min(1, 1.5 * Math.sqrt(Math.sqrt(power))));
    }, LOOK_MS);
  } catch {
    // A level meter is nice to have.
  }
  return () => {
    clearInterval(timer);
    void context?.close().catch(() => undefined);
  };
}
