/** The panel's style sheet. The first rule is the host's and is changed when the panel moves. */
export const style = `:host{all:initial!important;position:fixed!important;z-index:2147483647!important;display:block!important;direction:ltr!important;inset:auto 16px 16px auto;width:auto!important;pointer-events:auto!important;visibility:visible!important;opacity:1!important}
:host::backdrop{display:none!important}
.card{--ink:#1d1c1a;--muted:#5c574f;--paper:#fff;--sunken:#f4f2ed;--line:#e2ded6;--edge:#8a8478;--mark:#c63a22;--focus:#1f5fd6;--bad:#a32a1b;--calm:#e8effa;
box-sizing:border-box;display:flex;flex-direction:column;width:344px;max-width:calc(100vw - 32px);max-height:min(600px,calc(100vh - 32px));overflow:hidden;color:var(--ink);background:var(--paper);border:1px solid var(--edge);border-radius:14px;box-shadow:0 1px 3px #0003,0 12px 40px #0003;font:15px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-align:start;color-scheme:light;overflow-wrap:break-word}
*,::before{box-sizing:border-box}
[hidden]{display:none!important}
h2,p,fieldset,legend{margin:0;padding:0;border:0;min-width:0;unicode-bidi:plaintext;text-align:start}
h2{font-size:18px;line-height:1.3;font-weight:650;letter-spacing:-.01em;text-wrap:balance}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
h2:focus{outline:0}
header{display:flex;align-items:center;gap:4px;flex:none;padding:0 8px 0 16px;padding-inline:16px 8px;background:var(--sunken);border-bottom:1px solid var(--line);touch-action:none;cursor:grab;user-select:none;-webkit-user-select:none}
.mark{display:flex;align-items:center;gap:8px;font-size:13px;font-weight:650}
header .mark{margin-inline-end:auto}
.mark::before{content:"";border:5px solid var(--mark);border-radius:50%}
.off::before{border-color:var(--muted);border-radius:1px;border-width:5px 3px}
button{font:inherit;font-weight:600;color:inherit;min-height:44px;min-width:44px;padding:8px 14px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);cursor:pointer;touch-action:manipulation}
button:hover{background:var(--sunken);border-color:var(--ink)}
.main{color:var(--paper);background:var(--ink);border-color:var(--ink)}
.main:hover{background:var(--muted)}
.quiet{font-size:13px;font-weight:500;color:var(--muted);background:none;border-color:#0000;padding:8px}
.quiet:hover{color:var(--ink);background:none;border-color:#0000;text-decoration:underline}
.pill{display:flex;align-items:center;gap:10px;border:0;border-radius:0;padding:0 16px;font-size:14px;background:none}
.pill i{inline-size:8px;block-size:8px;margin-block-end:-4px;border:solid var(--muted);border-width:2px 0 0 2px;transform:rotate(45deg)}
.small{width:auto;border-radius:22px}
.status{flex:none;font-size:13px;line-height:1.4;background:var(--calm)}
.status p:not(:empty){padding:8px 16px}
.body{display:flex;flex-direction:column;flex:1 1 auto;min-height:0;overflow:auto;overscroll-behavior:contain}
.text{display:flex;flex-direction:column;gap:8px;padding:14px 16px 4px}
.step{display:flex;flex-direction:column;gap:6px;font-size:13px;color:var(--muted)}
.bar{display:flex;gap:3px}
.bar i{flex:1;block-size:4px;border-radius:2px;background:var(--line)}
.bar .past{background:var(--ink)}
.bar .now{background:var(--mark)}
.story{white-space:pre-line}
.acts{display:flex;flex-wrap:wrap;gap:8px;padding:12px 16px 0}
.acts button{flex:1 1 auto}
.more{display:flex;flex-wrap:wrap;justify-content:space-between;padding:2px 8px 4px}
.link{align-self:flex-start;margin-inline-start:-8px}
form{display:flex;flex-direction:column;gap:18px}
legend{font-weight:600;margin-bottom:8px}
small{font-size:13px;font-weight:400;color:var(--muted)}
input,textarea{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:8px;margin:0}
textarea,input:not([type]){display:block;width:100%;min-height:44px;padding:9px 12px}
textarea{resize:vertical}
label{cursor:pointer}
.scale{display:grid;grid-template-columns:repeat(var(--columns),1fr);gap:4px}
.scale label{position:relative;display:grid;place-items:center;min-height:44px;border:1px solid var(--edge);border-radius:8px;font-weight:600;font-variant-numeric:tabular-nums}
.scale input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
.scale label:hover{background:var(--sunken)}
.scale label:has(:checked){color:var(--paper);background:var(--ink);border-color:var(--ink)}
.scale label:has(:focus-visible){outline:3px solid var(--focus);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:16px;margin-top:6px;font-size:13px;line-height:1.35;color:var(--muted)}
.ends :last-child{text-align:end}
.choices label{display:flex;align-items:center;gap:10px;min-height:44px}
.choices input{flex:none;width:20px;height:20px;accent-color:var(--ink)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.fault,.alert{font-size:13px;font-weight:600;color:var(--bad)}
.fault:not(:empty){margin-top:6px}
[aria-invalid]{outline:2px solid var(--bad);outline-offset:4px;border-radius:4px}
.danger{color:var(--paper);background:var(--bad);border-color:var(--bad)}
.danger:hover{color:var(--bad)}
@media (max-width:480px){:host{left:0!important;right:0!important}
.card:not(.small){width:100%;max-width:none;max-height:45vh;max-height:45dvh;border-radius:14px 14px 0 0;border-width:1px 0 0}
.top:not(.small){border-radius:0 0 14px 14px;border-width:0 0 1px}
.small{margin:0 auto 8px;width:fit-content}
.body{display:block}.acts{position:sticky;bottom:0;padding-bottom:8px;background:var(--paper)}}
@media (max-height:420px){.card{overflow:auto}.body{overflow:visible;flex:none}}
@media (prefers-color-scheme:dark){.card{color-scheme:dark;--ink:#f1eee8;--muted:#b9b3a8;--paper:#1f1e1b;--sunken:#282622;--line:#45413a;--edge:#8b8579;--mark:#ff7a61;--focus:#8fb6ff;--bad:#ffa898;--calm:#1c2b47}}
@media (forced-colors:active){.scale label:has(:checked),.past,.now{forced-color-adjust:none;color:HighlightText!important;background:Highlight!important}.now{background:GrayText!important}}
@media (prefers-reduced-motion:no-preference){.card{animation:in .18s ease-out}@keyframes in{from{opacity:0;transform:translateY(6px)}}}
@media print{:host{display:none!important}}`;
