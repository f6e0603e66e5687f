/** The look of the voice's line; system colours follow the participant's scheme by themselves. */
export const pillStyle =
  ":host(recorder-voice){all:initial!important;position:fixed!important;inset:auto 16px 16px auto!important;z-index:2147483647!important}" +
  "@media print{:host(recorder-voice){display:none!important}}" +
  ":host(recorder-voice) .voice{color-scheme:light dark;max-width:min(344px,calc(100vw - 32px));padding:4px 16px;color:CanvasText;background:Canvas;border:1px solid #888;border-radius:12px;box-shadow:0 4px 32px #0005}" +
  ".voice{flex-basis:100%;display:flex;align-items:center;gap:0 8px;font:13px/1.5 system-ui}" +
  ".voice [hidden]{display:none}" +
  ".voice-words{flex:1}" +
  ".voice-words::before{content:'○ ';color:#888}" +
  ".voice[data-state=recording] .voice-words::before{content:'● ';color:#d33}" +
  ".voice-level{flex:0 0 48px;height:8px;border:1px solid #888;border-radius:4px;overflow:hidden}" +
  ".voice-level i{display:block;height:100%;background:CanvasText;transform:scaleX(0);transform-origin:0 0}" +
  "[dir=rtl] .voice-level i{transform-origin:100% 0}" +
  ".voice button{flex:none;min-height:44px;padding:8px;border:1px solid #888;border-radius:8px;background:none;color:inherit;font:inherit;font-weight:400}" +
  // In the panel's head only what asks for something stands out.
  "header .voice:not([data-state=off]):not([data-state=muted]) button{border:0}";
