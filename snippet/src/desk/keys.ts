import { matchKeyBindingPress, parseKeybinding } from "tinykeys";
import { storage } from "../storage";
import { isForFocus } from "./is_for_focus";

/** Something that a key does; a button on the page does the same. */
export interface Command {
  readonly id: string;
  /** Its key as it ships, such as `n`, `?` or `Control+z`; several with blanks between. */
  readonly key: string;
  /** What it does, for the sheet of shortcuts. */
  readonly words: string;
  /** Under which heading the sheet lists it. */
  readonly group: string;
  readonly run: (event: KeyboardEvent) => void;
}

/** Keys that mean something else for a moment: the next press is theirs. */
export interface Chord {
  readonly keys: Readonly<Record<string, () => void>>;
  /** Another key, Escape or the time ended it. */
  readonly otherwise?: (why: "key" | "escape" | "time") => void;
  /** How long it waits; for ever when left out. */
  readonly within_ms?: number;
}

interface Kept {
  isOff?: boolean;
  own?: Record<string, string>;
}

const STORE = "recorder.keys";

/**
 * The keys of a desk page: never in a field, never a browser's own, and each person may switch
 * them off or choose others; what they chose stays in this browser.
 */
export class Keys extends EventTarget {
  readonly commands: readonly Command[];
  #kept: Kept;
  #chord: Chord | null = null;
  #timer = 0;

  constructor(commands: readonly Command[]) {
    super();
    this.commands = commands;
    this.#kept = readKept();
  }

  /** Starts to listen; the answer stops it. */
  listen(target: Window | HTMLElement = window): () => void {
    const press = (event: Event): void => this.#press(event as KeyboardEvent);
    target.addEventListener("keydown", press);
    return () => target.removeEventListener("keydown", press);
  }

  get isOn(): boolean {
    return !this.#kept.isOff;
  }

  /** Switches all single keys on or off. */
  switch(isOn: boolean): void {
    this.#keep({ ...this.#kept, isOff: !isOn });
  }

  /** The keys of a command as they are now; "" when it has none. */
  keyOf(id: string): string {
    return this.#kept.own?.[id] ?? this.commands.find((command) => command.id === id)?.key ?? "";
  }

  /**
   * Gives a command another key.
   *
   * @returns The command that has this key already; null when the key was free and is taken.
   */
  rebind(id: string, key: string): Command | null {
    const holder = this.commands.find((each) => key && each.id !== id && partsOf(this.keyOf(each.id)).includes(key));
    if (!holder) this.#keep({ ...this.#kept, own: { ...this.#kept.own, [id]: key } });
    return holder ?? null;
  }

  /** Gives every command the key that it ships with. */
  reset(): void {
    this.#keep({});
  }

  /** Lets the next press choose among a few; whatever chord was open ends. */
  ask(chord: Chord): void {
    this.#end("key");
    this.#chord = chord;
    if (chord.within_ms) this.#timer = window.setTimeout(() => this.#end("time"), chord.within_ms);
  }

  /** Ends an open chord without doing what its time or another key would do. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#chord = null;
  }

  #end(why: "key" | "escape" | "time"): void {
    const chord = this.#chord;
    this.forget();
    chord?.otherwise?.(why);
  }

  #press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat || !this.isOn || isForFocus(event)) return;
    if (this.#chord && this.#answer(this.#chord, event)) return event.preventDefault();
    const command = this.commands.find(({ id }) => partsOf(this.keyOf(id)).some((key) => isPressed(event, key)));
    if (!command) return;
    event.preventDefault();
    command.run(event);
  }

  #answer(chord: Chord, event: KeyboardEvent): boolean {
    if (event.key === "Escape") return this.#end("escape"), true;
    const key = Object.keys(chord.keys).find((each) => isPressed(event, each));
    if (!key) {
      if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) this.#end("key");
      return false;
    }
    this.forget();
    chord.keys[key]?.();
    return true;
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    storage.set(STORE, JSON.stringify(kept));
    this.dispatchEvent(new Event("change"));
  }
}

function partsOf(keys: string): string[] {
  return keys.split(" ").filter(Boolean);
}

/** A sign such as `?` needs Shift on some keyboards and none on others, so Shift is left to it. */
function isPressed(event: KeyboardEvent, key: string): boolean {
  const isSign = /^[^\p{L}\p{N}]$/u.test(key);
  if (isSign) return event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey;
  const [press] = parseKeybinding(key);
  return press !== undefined && matchKeyBindingPress(event, press);
}

function readKept(): Kept {
  try {
    return (JSON.parse(storage.get(STORE) ?? "{}") as Kept | null) ?? {};
  } catch {
    return {};
  }
}
