import type { Command } from "./keys";

/** Everything a key does in a room: id, key as it ships, words; the groups are those of the sheet. */
const GROUPS: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  "Notes and markers": [
    ["note", "n", "Write a note"],
    ["highlight", "m", "Mark a moment, from ten seconds back"],
    ["undo", "u Control+z", "Undo your last act"],
    ["redo", "Shift+u", "Do again what you undid"],
  ],
  Tasks: [
    ["next", "t", "Give the next task"],
    ["begin", "b", "Start its clock"],
    ["end", "e", "End it; then D, G or E says how"],
    ["restart", "r", "Restart it"],
    ["skip", "", "Skip it"],
    ["assist", "h", "Help given, as last time; or 1 to 3 after it"],
    ["slip", "w", "A wrong turn"],
    ["success", "s", "Verdict: success"],
    ["partial", "p", "Verdict: partial"],
    ["failed", "f", "Verdict: failed"],
    ["reason", "v", "Reason of the verdict"],
  ],
  Session: [
    ["lead", "l", "Moderate, or take over"],
    ["message", "a", "Message to the participant"],
    ["recut", "", "Correct the times of a task"],
    ["unplanned", "", "Unplanned task"],
    ["hand-over", "", "Hand over"],
    ["close", "", "End the session"],
  ],
  Room: [
    ["chat", "c", "Talk to those who watch"],
    ["live", "g", "Go live, after looking back"],
    ["filter", "/", "Filter the feed"],
    ["keys", "?", "Show all keys"],
  ],
};

/** Lists the commands of a room; `run` gets the id of the one that is wanted, and when. */
export function roomCommands(
  markers: readonly { readonly id: string; readonly title: string; readonly key: string }[], run: (id: string, device_ms: number) => void,
): Command[] {
  const command = (group: string, id: string, key: string, words: string): Command => ({
    id, key, words, group, run: (event) => run(id, event.timeStamp),
  });
  return [
    ...markers.map(({ id, title, key }) => command("Notes and markers", `marker:${id}`, key, title)),
    ...Object.entries(GROUPS).flatMap(([group, lines]) => lines.map(([id, key, words]) => command(group, id, key, words))),
  ];
}
