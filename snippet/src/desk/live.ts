import { type Socket, io } from "socket.io-client";
import { askPage } from "./ask_page";
import { ActQueue, type WaitingAct } from "./act_queue";
import type { Batch } from "./batch";
import type { Control } from "./control";
import { drawName } from "./draw_name";
import type { NewAct, WantedAct } from "./new_act";
import type { Presence } from "./presence";
import { ServerClock } from "./server_clock";
import { SessionLog } from "./session_log";

/** What the page knows before the socket does. */
export interface LiveStart {
  readonly session: string;
  readonly login: string;
  readonly started_ms: number;
  readonly ticket: string;
  /** Whose pages the server lets in. */
  readonly origins: readonly string[];
  /**
   * A live room tells all who are in it what happens, also verdicts to who codes alone elsewhere;
   * a replay hears only that there is more, and fetches what its person may see.
   */
  readonly is_room: boolean;
}

/** How the page stands with the server. */
export type Connection = "connecting" | "live" | "reconnecting" | "refused";

type Joined = { ok: true; server_ms: number; state?: Control; presence?: Presence } | { ok: false; words?: string };
type Answer = { ok: true } | { ok: false; error: string; words?: string };
type CatchUp = { batches: readonly Batch[]; state: Control };

/** Refusals that pass by themselves: the act is asked for again. */
const PASSING: readonly string[] = ["failed", "not_joined", "rate_limited", "unavailable"];
const AGAIN_MS = 1_500;
const SAMPLES = 5;
const CLOCK_EVERY_MS = 30_000;
const ANSWER_MS = 8_000;
const FETCH_EVERY_MS = 500;

/**
 * One person's line into a live room.
 *
 * What comes in is kept in `log`, `state` and `presence`; what goes out waits in a queue that
 * survives the tab, and is sent once, in order, whenever there is a server.
 * Every change is told by an event `change`, what the server refuses by `refused`.
 */
export class Live extends EventTarget {
  readonly log = new SessionLog();
  readonly clock = new ServerClock();
  readonly queue: ActQueue;
  connection: Connection = "connecting";
  state: Control | null = null;
  presence: Presence | null = null;
  /** Why the server does not let this person in; "" while it does. */
  refused = "";
  /** Whether the log has been caught up with at least once. */
  isCaughtUp = false;

  readonly #start: LiveStart;
  readonly #socket: Socket;
  #ticket: string;
  #isSending = false;
  #isFetching = false;
  #isBehind = false;
  /** How often the server told how the session stands. */
  #told = 0;
  /** The server has these, but has not told yet how the session stands after them. */
  readonly #settling = new Map<string, WaitingAct>();
  readonly #settled = new Set<string>();
  /** Acts in the log that no state told of yet: each state comes after its act. */
  readonly #logged = new Set<string>();
  #timer = 0;

  constructor(start: LiveStart) {
    super();
    this.#start = start;
    this.#ticket = start.ticket;
    this.queue = new ActQueue(start.session, start.login);
    this.#socket = io("/room", {
      path: "/live/socket",
      transports: ["websocket"],
      autoConnect: false,
      reconnectionDelay: 300,
      reconnectionDelayMax: 2_000,
      auth: (give) => void this.#draw().then((ticket) => give({ ticket })),
    });
  }

  /** Opens the line, and opens it again whenever it breaks; the answer closes it. */
  open(): () => void {
    const socket = this.#socket;
    if (!this.#start.origins.includes(location.origin)) {
      // The server would refuse every attempt.
      this.refused = "not live at this address";
      this.#become("refused");
      return () => undefined;
    }
    socket.on("connect", () => void this.#enter());
    socket.on("disconnect", () => this.#become("reconnecting"));
    socket.on("connect_error", (error) => this.#fail(error));
    socket.on("events", (batch: Batch & { session: string }) => this.#isMine(batch) && this.#add([batch]));
    socket.on("state", (said: { session: string; state: Control }) => this.#isMine(said) && this.#set(said, true));
    socket.on("presence", (said: Presence & { session: string }) => this.#isMine(said) && this.#set({ presence: said }));
    // A page that read too slowly was spared some events, and fetches them now.
    socket.on("missed", (said: { session: string }) => this.#isMine(said) && void this.#catchUp());
    this.#timer = window.setInterval(() => void this.#askTime(1), CLOCK_EVERY_MS);
    document.addEventListener("visibilitychange", this.#look);
    socket.connect();
    return () => {
      clearInterval(this.#timer);
      document.removeEventListener("visibilitychange", this.#look);
      socket.disconnect();
    };
  }

  /** The session's clock: milliseconds since the session started, by the server. */
  now(device_ms: number = performance.now()): number {
    return Math.max(0, this.clock.at(device_ms) - this.#start.started_ms);
  }

  /**
   * Does something: it is kept at once and sent as soon as the server is there.
   *
   * @returns The act as it is sent, with its name and its time.
   */
  act(wanted: WantedAct): NewAct {
    const act = { act: drawName(), at_ms: this.now(), ...wanted } as NewAct;
    this.queue.add(act);
    this.#tell();
    void this.#send();
    return act;
  }

  /** Asks once more for what the server refused. */
  retry(act: string): void {
    this.queue.refuse(act, "");
    this.#tell();
    void this.#send();
  }

  /** Forgets what the server refused. */
  discard(act: string): void {
    this.queue.remove(act);
    this.#tell();
  }

  /** Acts that the state and the log do not show yet: unsent ones, and those sent a moment ago. */
  get waiting(): readonly WaitingAct[] {
    return [...this.#settling.values(), ...this.queue.waiting];
  }

  #look = (): void => {
    if (!document.hidden) void this.#askTime(SAMPLES);
  };

  #isMine(said: { session: string }): boolean {
    return said.session === this.#start.session;
  }

  /** The page's own ticket serves once; it is short-lived. */
  async #draw(): Promise<string> {
    const first = this.#ticket;
    this.#ticket = "";
    if (first) return first;
    try {
      const answer = await askPage("/live/ticket", "POST");
      if (!answer.ok) return "";
      return ((await answer.json()) as { ticket: string }).ticket;
    } catch {
      return "";
    }
  }

  async #enter(): Promise<void> {
    const joined = (await this.#ask(this.#start.is_room ? "join" : "read", { session: this.#start.session })) as Joined | null;
    if (!joined) return void this.#socket.disconnect().connect();
    if (!joined.ok) {
      this.refused = joined.words ?? "this session cannot be watched live";
      return this.#become("refused");
    }
    this.refused = "";
    this.#set({ state: joined.state, presence: joined.presence });
    await this.#askTime(SAMPLES);
    this.#become("live");
    await this.#catchUp();
    void this.#send();
  }

  /** One at a time: whatever is told to be there meanwhile is fetched together. */
  async #catchUp(): Promise<void> {
    this.#isBehind = true;
    if (this.#isFetching) return;
    this.#isFetching = true;
    while (this.#isBehind) {
      this.#isBehind = false;
      await this.#fetch();
      if (this.#isBehind) await new Promise((done) => setTimeout(done, FETCH_EVERY_MS));
    }
    this.#isFetching = false;
  }

  /** Joined first, so what happens meanwhile comes live: merged by seq there is no gap. */
  async #fetch(): Promise<void> {
    const told = this.#told;
    const have = encodeURIComponent(JSON.stringify(this.log.have()));
    try {
      const answer = await askPage(`/sessions/${this.#start.session}/log.json?have=${have}${this.#start.is_room ? "&room=yes" : ""}`);
      if (!answer.ok) return;
      const { batches, state } = (await answer.json()) as CatchUp;
      this.#add(batches);
      // What was told meanwhile is newer than what was asked for before it.
      if (told === this.#told) this.#set({ state });
      this.isCaughtUp = true;
    } catch {
      // The line is about to break as well, and whoever comes back catches up again.
    }
  }

  async #askTime(times: number): Promise<void> {
    for (let time = 0; time < times && this.#socket.connected; time += 1) {
      const asked_ms = performance.now();
      const said = (await this.#ask("clock", {})) as { server_ms: number } | null;
      if (said) this.clock.add({ asked_ms, server_ms: said.server_ms, answered_ms: performance.now() });
    }
    this.#tell();
  }

  async #ask(name: string, data: object): Promise<unknown> {
    try {
      return await this.#socket.timeout(ANSWER_MS).emitWithAck(name, data);
    } catch {
      return null;
    }
  }

  /** One after another: what was done first is in the log first. */
  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#next(); next && this.#socket.connected; next = this.#next()) {
      const answer = (await this.#ask("act", { session: this.#start.session, act: next })) as Answer | null;
      if (!answer || (!answer.ok && PASSING.includes(answer.error))) {
        setTimeout(() => void this.#send(), AGAIN_MS);
        break;
      }
      if (answer.ok) this.#settle(next);
      else this.#refuse(next, answer.words ?? answer.error);
      this.#tell();
    }
    this.#isSending = false;
  }

  #settle(act: NewAct): void {
    if (!this.#settled.has(act.act)) this.#settling.set(act.act, { act, refused: "" });
    this.queue.remove(act.act);
  }

  #next(): NewAct | undefined {
    return this.queue.waiting.find(({ refused }) => !refused)?.act;
  }

  #refuse(act: NewAct, words: string): void {
    this.queue.refuse(act.act, words);
    this.dispatchEvent(new CustomEvent("refused", { detail: { act, words } }));
  }

  #fail(error: Error): void {
    this.#become("reconnecting");
    // A refusal by the server ends socket.io's own attempts: a fresh ticket may do better.
    if (!this.#socket.active) setTimeout(() => this.#socket.connect(), 1_000);
    this.refused = error.message === "websocket error" ? "" : error.message;
  }

  #add(batches: readonly Batch[]): void {
    for (const { event } of this.log.addAll(batches)) {
      if ("act" in event && event.act) this.#logged.add(event.act);
    }
    this.#tell();
  }

  #set(said: { state?: Control; presence?: Presence }, isTold = false): void {
    if (isTold) this.#told += 1;
    if (said.state) {
      this.state = said.state;
      for (const act of this.#logged) this.#settling.delete(act);
      for (const act of this.#logged) this.#settled.add(act);
      this.#logged.clear();
    }
    if (said.presence) this.presence = said.presence;
    this.#tell();
  }

  #become(connection: Connection): void {
    this.connection = connection;
    this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}
