import { expect, it } from "vitest";
// @ts-expect-error A part of the build, which has no types.
import { shorten } from "../shorten.mjs";

const SCRIPT = `let first=1,{second,third:[fourth=first]}={second:2,third:[]};
function fifth(first,second=e=>r=>e+r){try{throw {first}}catch({first:third}){return[first,third,second(1)(2)].map(e=>{let r=e*2;return{r,e}})}}
for(const e of[1,2])first+=e;for(let e=0;e<2;e+=1){let r=e;second+=r}
globalThis.answer=JSON.stringify([first,second,fourth,fifth(4),(r=>(...e)=>[r,...e])(7)(8,9)]);`;

/** What a script leaves behind. */
function run(script: string): unknown {
  (0, eval)(`(()=>{${script}})()`);
  return (globalThis as { answer?: unknown }).answer;
}

it("gives a script's variables shorter names, and keeps what it does", async () => {
  const shorter = (await shorten(SCRIPT)) as string;

  expect(run(shorter)).toBe(run(SCRIPT));
  expect(shorter).not.toMatch(/\bfifth\b/);
  expect(shorter.length).toBeLessThan(SCRIPT.length);
});

it("leaves the names of exports and properties alone", async () => {
  expect(await shorten("const long={kept:1};export{long as out};")).toMatch(/^const \w=\{kept:1\};export\{\w as out\};$/);
});
