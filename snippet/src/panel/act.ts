import type { Value } from "./value";

/** Something that happened to the panel. */
export type Act =
  | { readonly do: "show" | "pause" | "resume" | "next" | "stop" }
  | { readonly do: "start" | "arrive"; readonly here: string }
  | {
      readonly do: "end";
      readonly claim: "done" | "gave_up" | null;
      readonly why: "participant" | "time_limit" | "criterion";
    }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "draft" | "answer"; readonly question: string; readonly value: Value }
  | { readonly do: "report"; readonly text: string };
