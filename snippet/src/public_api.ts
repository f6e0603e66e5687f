/** What the page's author may call: `window.recorder`. */
export interface PublicApi {
  /** Tells the recorder that something of the prototype happened; at most 4 KB. */
  report(name: string, data?: unknown): void;
}

/** A stub that pages may set before this script is there: `window.recorder ||= { queue: [] }`. */
export interface Stub {
  readonly queue?: readonly [name: string, data?: unknown][];
}

declare global {
  interface Window {
    recorder?: PublicApi & Stub;
  }
}
