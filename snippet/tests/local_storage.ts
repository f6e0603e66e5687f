import { vi } from "vitest";

/** Puts an empty storage in the place of the browser's. */
export function stubStorage(): void {
  const store: Record<string, string> = {};
  const own = (name: string, value: unknown): unknown => Object.defineProperty(store, name, { value });
  own("getItem", (key: string) => store[key] ?? null);
  own("setItem", (key: string, value: string) => void (store[key] = value));
  own("removeItem", (key: string) => void delete store[key]);
  vi.stubGlobal("localStorage", store);
}
