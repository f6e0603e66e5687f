/**
 * The panel's style sheet, small by hand: the bundle carries it as it stands.
 *
 * System colours follow the participant's scheme and forced colours by themselves; the few
 * fixed ones have enough contrast on both. Nothing moves.
 */
export const style =
  ":host{all:initial!important;position:fixed!important;inset:var(--at)!important;z-index:2147483647!important;display:block!important}" +
  "section{color-scheme:light dark;max-height:min(600px,100vh - 32px);overflow:auto;scroll-padding:60px 0 70px;overflow-wrap:anywhere;color:CanvasText;background:Canvas;border:1px solid #888;border-radius:14px;box-shadow:0 8px 32px #0004;font:15px/1.5 system-ui,sans-serif}" +
  "[dir=rtl]{text-align:right}" +
  ".open{width:344px}" +
  "*{box-sizing:border-box;margin:0;font:inherit;color:inherit;unicode-bidi:plaintext}" +
  "[aria-invalid=true]{outline:2px solid #d33}" +
  ":focus-visible:not(h2){outline:3px solid #47f;outline-offset:2px}" +
  "h2{font-size:18px;font-weight:600;outline:0}" +
  "header,.acts,footer,label{display:flex;flex-wrap:wrap;align-items:center;gap:8px}" +
  "header,.acts{position:sticky;top:0;background:Canvas}" +
  "header{padding-inline:16px 8px;border-bottom:1px solid #8884;z-index:1}" +
  ".acts{bottom:0;padding-block:8px}" +
  ".acts>*{flex:1}" +
  "footer{justify-content:space-between;margin:0 -8px}" +
  ".mark{flex:1}" +
  ".mark,legend,.fault,button{font-weight:600}" +
  ".mark::before{content:'';display:inline-block;border:5px solid #d33;border-radius:9px;margin-inline-end:8px}" +
  ".off::before{border-color:#888;border-radius:0}" +
  "button{min-width:44px;min-height:44px;padding:8px 14px;border:1px solid #888;border-radius:10px;background:none;cursor:pointer}" +
  // The button that sends the form is the one to press.
  "button:default{color:Canvas;background:CanvasText}" +
  "header,footer,small,summary,[role],.fault{font-size:13px}" +
  "header button,footer button{border:0;padding:8px;font-weight:400}" +
  "[role]:not(:empty){padding:8px 16px;background:#8882}" +
  "form{padding:12px 16px 0}" +
  "form>*+*{margin-top:8px}" +
  "small{font-weight:400}" +
  "legend>*{display:block}" +
  ".story{white-space:pre-line}" +
  "summary{line-height:44px;cursor:pointer}" +
  "fieldset{border:0;padding:0;min-width:0}" +
  "label{min-height:44px}" +
  "label input{width:20px;height:20px;margin:0;accent-color:CanvasText}" +
  ".scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(38px,1fr))}" +
  ".scale label{flex-direction:column;gap:0}" +
  ".line{width:100%;min-height:44px;padding:9px 12px;border:1px solid #888;border-radius:8px;background:none}" +
  ".fault:not(:empty){border-inline-start:4px solid #d33;padding-inline-start:8px}" +
  "@media(max-width:480px){.open{width:100vw;max-height:max(45vh,12em);border-radius:0}}" +
  "@media print{:host{display:none!important}}";
