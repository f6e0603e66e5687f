import type { Core } from "../core";
import { make } from "../panel/make";
import { pillStyle } from "./pill_style";
import type { VoiceState } from "./voice_state";

/** What is said, and what the button beside it does. */
export interface PillFace {
  readonly state: VoiceState;
  readonly words: string;
  /** Said besides, such as that all is kept on this device. */
  readonly more: string;
  /** "" for no button. */
  readonly button: string;
}

/** A line of the panel, or a small thing of its own where there is no panel. */
export interface Pill {
  show(face: PillFace): void;
  level(level: number): void;
}

const LOOK_MS = 500;

/** Shows how the voice stands; `press` is the one thing to do there. */
export function openPill(core: Core, press: () => void): Pill {
  const { voice, words, direction, parts } = core.session;
  const text = make("div", { className: "voice-words", role: "status" });
  const bar = make("i", {});
  const level = make("div", { className: "voice-level", ariaHidden: "true" }, bar);
  const button = make("button", { type: "button", onclick: press });
  const pill = make("div", { className: "voice", lang: words.lang, dir: direction, role: "group", ariaLabel: voice!.label }, text, level, button);
  const hasPanel = parts.some((part) => /^(panel|moderated)/.test(part));
  const settle = (): void => {
    const header = document.querySelector("recorder-panel")?.shadowRoot?.querySelector("header");
    if (header && pill.parentNode !== header) {
      addSheet(header.getRootNode() as ShadowRoot);
      header.append(pill);
    } else if (!header && !hasPanel && !pill.isConnected) openHost(pill);
  };
  settle();
  setInterval(settle, LOOK_MS);
  return {
    show({ state, words: said, more, button: act }) {
      pill.dataset.state = state;
      const line = more ? `${said}. ${more}` : said;
      if (text.textContent !== line) text.textContent = line;
      level.hidden = state !== "recording";
      button.hidden = !act;
      if (button.textContent !== act) button.textContent = act;
    },
    level: (now) => bar.style.setProperty("transform", `scaleX(${now.toFixed(2)})`),
  };
}

function openHost(pill: HTMLElement): void {
  const host = make("recorder-voice" as "div", { popover: "manual" });
  host.dataset.recorderIgnore = "";
  const root = host.attachShadow({ mode: "open" });
  addSheet(root);
  root.append(pill);
  document.documentElement.append(host);
  host.showPopover?.();
}

function addSheet(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pillStyle);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.append(make("style", { nonce: document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "" }, pillStyle));
  }
}
