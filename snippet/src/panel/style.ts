/** The panel's style sheet. Its second rule is the host's place and changes when the panel moves. */
export const style = `:host{all:initial!important;position:fixed!important;z-index:2147483647!important;display:block!important;direction:ltr!important}
:host{inset:auto 16px 16px auto!important}
.card{--ink:#1d1c1a;--muted:#5c574f;--paper:#fff;--sunken:#f4f2ed;--line:#ddd8cf;--mark:#c63a22;--focus:#1f5fd6;--bad:#a32a1b;color-scheme:light;display:flex;flex-direction:column;width:344px;max-height:min(600px,100vh - 32px);overflow:hidden;color:var(--ink);background:var(--paper);border:1px solid #8a8478;border-radius:14px;box-shadow:0 1px 3px #0003,0 12px 40px #0003;font:15px/1.5 system-ui,sans-serif;text-align:left;overflow-wrap:break-word}
[dir=rtl]{text-align:right}
*{box-sizing:border-box;margin:0;unicode-bidi:plaintext;text-align:inherit}
[hidden]{display:none!important}
:focus-visible,.scale :has(:focus-visible){outline:3px solid var(--focus);outline-offset:2px}
h2{font-size:18px;line-height:1.3;outline:0!important;text-wrap:balance}
header,.mark,.acts,.more,.choices label{display:flex;align-items:center;gap:8px}
header{padding-inline:16px 8px;background:var(--sunken);border-bottom:1px solid var(--line);touch-action:none;cursor:grab;user-select:none}
.mark{flex:1;font-size:13px;font-weight:650}
.mark::before{content:"";border:5px solid var(--mark);border-radius:9px}
.off::before{border-color:var(--muted);border-width:5px 3px;border-radius:1px}
button{font:inherit;font-weight:600;color:inherit;min-height:44px;min-width:44px;padding:8px 14px;border:1px solid #8a8478;border-radius:10px;background:var(--paper);text-align:center;cursor:pointer}
button:hover{background:var(--sunken)}
.main{color:var(--paper);background:var(--ink)}
.main:hover{background:var(--muted)}
.quiet{font-size:13px;font-weight:500;color:var(--muted);background:none;border:0;padding:8px}
.quiet:hover{color:var(--ink);background:none;text-decoration:underline}
.pill{border:0;padding:8px 18px}
.small{width:auto;border-radius:24px}
.status{font-size:13px;background:var(--sunken)}
.status>:not(:empty){padding:8px 16px;max-width:344px}
.body{overflow:auto;overscroll-behavior:contain}
.text{display:grid;gap:8px;padding:14px 16px 0}
.step{font-size:13px;color:var(--muted)}
.bar{display:flex;gap:3px;margin-top:6px}
i{flex:1;border:2px solid var(--line);border-radius:2px}
.past{border-color:var(--ink)}
.now{border-color:var(--mark)}
.story{white-space:pre-line}
summary{padding:12.5px 0;margin:-8px 0;font-size:13px;cursor:pointer;color:var(--muted)}
.acts{flex-wrap:wrap;padding:14px 16px 0}
.acts button{flex:1 1 auto}
.more{flex-wrap:wrap;justify-content:space-between;gap:0 8px;padding:4px 8px;min-height:16px}
fieldset{border:0;padding:0;min-width:0}
fieldset+fieldset{margin-top:14px}
legend{font-weight:600;padding:0 0 8px}
small,.ends{font-size:13px;font-weight:400;color:var(--muted)}
textarea,.line{font:inherit;color:inherit;background:var(--paper);border:1px solid #8a8478;border-radius:8px;display:block;width:100%;min-height:44px;padding:9px 12px}
.scale{display:grid;grid-template-columns:repeat(var(--columns),1fr);gap:4px}
.scale label{position:relative;display:grid;place-items:center;min-height:44px;border:1px solid #8a8478;border-radius:8px;font-weight:600}
.scale input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
.scale label:hover{background:var(--sunken)}
.scale label:has(:checked){color:var(--paper);background:var(--ink)}
.ends{display:flex;justify-content:space-between;gap:16px;margin-top:6px}
.choices label{min-height:44px}
.choices input{width:20px;height:20px;accent-color:var(--ink)}
.unseen{position:absolute;overflow:hidden;clip-path:inset(50%);width:1px;height:1px}
.fault,.alert{font-size:13px;font-weight:600;color:var(--bad)}
.fault:not(:empty){margin-top:6px}
[aria-invalid]:not([type]),.scale :has([aria-invalid]){border:2px solid var(--bad)}
@media(max-width:480px){.card:not(.small){width:100vw;max-height:45vh;border-radius:14px 14px 0 0}.top:not(.small){border-radius:0 0 14px 14px}.small{margin:8px}.body>.acts{position:sticky;bottom:0;padding-bottom:4px;background:var(--paper)}}
@media(max-height:420px){.card{overflow:auto}.body{overflow:visible}.body>.acts{position:static}}
@media(prefers-color-scheme:dark){.card{color-scheme:dark;--ink:#f1eee8;--muted:#b9b3a8;--paper:#1f1e1b;--sunken:#2b2925;--line:#4a463f;--mark:#ff7a61;--focus:#8fb6ff;--bad:#ffa898}}
@media(forced-colors:active){.scale label:has(:checked){forced-color-adjust:none;color:HighlightText;background:Highlight}}
@media(prefers-reduced-motion:no-preference){.card{animation:in .2s}@keyframes in{from{opacity:0}}}
@media print{:host{display:none!important}}`;
