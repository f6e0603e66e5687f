// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Control } from "../src/desk/control";
import { Live } from "../src/desk/live";

type Heard = (said: object) => void;

const socket = vi.hoisted(() => ({
  heard: {} as Record<string, Heard>,
  on(name: string, hear: Heard) { this.heard[name] = hear; },
  connect: () => undefined,
  disconnect: () => undefined,
  connected: true,
  timeout: () => ({ emitWithAck: async () => ({ ok: true, server_ms: 0 }) }),
}));
vi.mock("socket.io-client", () => ({ io: () => socket }));

const asTask = (task: string) => ({ task, tasks: [], undoable: [], redoable: [] }) as unknown as Control;

/** Answers the log that the page fetches. */
let answer: (state: Control) => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal("fetch", () => new Promise((resolve) => {
    answer = (state) => resolve({ ok: true, json: async () => ({ batches: [], state }) });
  }));
});
afterEach(() => vi.unstubAllGlobals());

/** Opens a line that is in the room and fetches the log. */
async function open(): Promise<Live> {
  const live = new Live({ session: "s", login: "ann", started_ms: 0, ticket: "t", origins: [location.origin], is_room: true });
  live.open();
  socket.heard["connect"]?.({});
  await vi.waitFor(() => expect(live.connection).toBe("live"));
  return live;
}

it("takes how the session stands from the log", async () => {
  const live = await open();
  answer(asTask("buy"));
  await vi.waitFor(() => expect(live.isCaughtUp).toBe(true));
  expect(live.state?.task).toBe("buy");
});

it("keeps what it was told while it fetched the log, which is newer than that", async () => {
  const live = await open();
  socket.heard["state"]?.({ session: "s", state: asTask("sell") });
  answer(asTask("buy"));
  await vi.waitFor(() => expect(live.isCaughtUp).toBe(true));
  expect(live.state?.task).toBe("sell");
});
