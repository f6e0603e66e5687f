/**
 * The panel's style sheet, small by hand: the bundle carries it as it stands.
 *
 * System colours follow the participant's scheme and forced colours by themselves; the few
 * fixed ones have enough contrast on both. Focus rings are the browser's own. Nothing moves.
 */
export const style =
  ":host{all:initial!important;position:fixed!important;inset:var(--at)!important;z-index:2147483647!important}" +
  "@media print{:host{display:none!important}}" +
  // Less than half of a phone's height, but room to read when the page is zoomed in.
  "section{color-scheme:light dark;max-width:min(344px,100vw);max-height:max(45vh,180px,min(600px,99*(100vw - 480px),100vh - 32px));overflow:auto;scroll-padding:120px 0 60px;white-space:pre-line;overflow-wrap:anywhere;color:CanvasText;background:Canvas;border:1px solid #888;border-radius:12px;box-shadow:0 4px 32px #0005;font:15px/1.5 system-ui}" +
  "*{box-sizing:border-box;margin:0;padding:0;font:inherit;unicode-bidi:plaintext}" +
  "[dir=rtl]{text-align:right}" +
  "h2,button,legend,span{font-weight:600}" +
  "h2{font-size:18px;margin:4px 0}" +
  "small{display:block;font-weight:400}" +
  "header,footer,small,summary,p{font-size:13px}" +
  "header,.acts,footer,label{display:flex;flex-wrap:wrap;align-items:center;gap:0 8px}" +
  "header,.acts{position:sticky;top:0;bottom:0;padding:8px 0;background:Canvas}" +
  "header{padding:0 16px}" +
  "header span,.acts>*{flex:1}" +
  "header span::before{content:'■ ';color:#888}" +
  "header .recording::before{content:'● ';color:#d33}" +
  "button,textarea,div>input,label{min-height:44px}" +
  "button,textarea,div>input{padding:8px;border:1px solid #888;border-radius:8px;background:none}" +
  "textarea,div>input{width:100%}" +
  // The button that sends the form is the one to press. Forced colours would hide its words.
  "button:default{color:Canvas;background:CanvasText;forced-color-adjust:none}" +
  "header button,footer button{border:0;font-weight:400}" +
  "footer{margin:0 -8px}" +
  "form{width:100vw;max-width:100%;padding:8px 16px 0}" +
  "summary{line-height:44px}" +
  "fieldset{border:0;padding:8px 0;min-width:0}" +
  "label input{width:20px;height:20px}" +
  ".scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(38px,1fr))}" +
  ".scale label{flex-direction:column}" +
  "fieldset:invalid,p:not(:empty){padding:8px;border-inline-start:8px solid}" +
  (IS_LED ? "aside{display:flex;align-items:center}aside p{flex:1;font-size:15px;max-height:30vh;overflow:auto}aside button{margin:0 16px 0 8px}footer button:default{color:CanvasText;background:none}" : "");
