import { io } from "socket.io-client";
import type { Core } from "../core";

/** How often to ask where no socket can be had: a host's policy or an old proxy forbids it. */
const ASK_MS = 3_000;
/** How often to ask although the socket would tell. */
const CHECK_MS = 15_000;
/** Tries without a single success after which a socket is tried only now and then. */
const PATIENCE = 5;
const RARELY_MS = 30_000;
/** After this the server may think otherwise. */
const REFUSED_MS = 2_000;

/**
 * Hears at once when a moderator has changed something, and asks what.
 *
 * @param ask - Asks the server; called when something has changed, and now and then.
 * @returns How to switch it on and off: off while another tab leads.
 */
export function watchControl({ server, token }: Core, ask: () => void): (isOn: boolean) => void {
  const { origin, pathname } = new URL(server);
  const socket = io(`${origin}/participant`, {
    path: `${pathname.replace(/\/$/, "")}/v1/live`,
    transports: ["websocket"],
    auth: { token },
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2_000,
    timeout: 4_000,
  });
  let isOn = false;
  let failures = 0;
  let asked_ms = 0;
  const askNow = (): void => {
    asked_ms = Date.now();
    ask();
  };
  const settle = (isWanted: boolean): void => {
    if (isWanted === socket.active) return;
    if (isWanted) socket.connect();
    else socket.disconnect();
  };
  /** The socket comes back by itself, but not where the server said no or hung up. */
  const tryAgain = (): void => {
    if (!socket.active) setTimeout(() => settle(isOn), REFUSED_MS);
  };

  socket.on("changed", askNow);
  socket.on("connect", () => {
    failures = -Infinity;
    askNow();
  });
  socket.on("connect_error", () => {
    if (++failures === PATIENCE) socket.io.reconnectionDelay(RARELY_MS).reconnectionDelayMax(RARELY_MS);
    tryAgain();
  });
  socket.on("disconnect", tryAgain);
  setInterval(() => {
    if (isOn && Date.now() - asked_ms >= (socket.connected ? CHECK_MS : ASK_MS)) askNow();
  }, 500);
  // An open socket would keep the page out of the browser's page cache.
  addEventListener("pagehide", () => settle(false));
  for (const type of ["pageshow", "online"]) {
    addEventListener(type, () => {
      settle(isOn);
      if (isOn) askNow();
    });
  }

  return (isWanted) => {
    if (isWanted === isOn) return;
    isOn = isWanted;
    settle(isOn);
    if (isOn) askNow();
  };
}
