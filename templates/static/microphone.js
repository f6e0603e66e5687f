// Shows whether the microphone hears the participant before the test; nothing is recorded or sent.

const LOUD = 0.06;
const card = document.querySelector("[data-microphone]");
const button = card.querySelector("button");
const meter = card.querySelector("meter");
const status = card.querySelector("[role=status]");

function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

function reasonOf(fault) {
  return fault?.name === "NotFoundError" ? card.dataset.missing : card.dataset.refused;
}

function watch(stream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let hasHeard = false;
  const look = () => {
    if (!stream.active) return;
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
    meter.value = Math.min(1, Math.sqrt(level) * 1.5);
    hasHeard ||= level > LOUD;
    say(hasHeard ? card.dataset.good : card.dataset.quiet);
    setTimeout(look, 60);
  };
  look();
}

async function test() {
  button.disabled = true;
  say(card.dataset.asking);
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    meter.hidden = false;
    button.hidden = true;
    watch(stream);
    // The test's own pages ask for it anew.
    addEventListener("pagehide", () => stream.getTracks().forEach((track) => track.stop()));
  } catch (fault) {
    say(reasonOf(fault));
    button.disabled = false;
  }
}

button.hidden = false;
button.addEventListener("click", test);
