import { RecorderReplay } from "./recorder_replay";
import type { ReplayFacts } from "./replay_facts";

/** Puts the player where its page keeps a place for it. */
const place = document.querySelector<HTMLElement>("[data-replay]");
if (place) {
  const facts = JSON.parse(place.dataset["replay"] ?? "null") as ReplayFacts;
  place.replaceChildren(new RecorderReplay(facts));
}
