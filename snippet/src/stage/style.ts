/** How the stage itself looks; its policy allows styles, for recorded pages bring theirs. */
export const style = `
:root { color-scheme: light dark; }
html, body { margin: 0; height: 100%; overflow: hidden; background: transparent; }
/* What the participant's page looked like is recorded; whoever watches has no say in it. */
.replayer-wrapper { position: absolute; transform-origin: 0 0; background: Canvas; }
iframe { border: 0; display: block; }
.replayer-mouse { position: absolute; width: 28px; height: 28px; display: none; transition: left 60ms linear, top 60ms linear;
  background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 28'%3E%3Cpath d='M2 2v20l5.2-5 3.4 8 4-1.7-3.4-7.9h7.3z' fill='%23000' stroke='%23fff' stroke-width='1.6' stroke-linejoin='round'/%3E%3C/svg%3E") no-repeat; }
.is-pointed .replayer-mouse { display: block; }
.is-touched .replayer-mouse { width: 36px; height: 36px; margin: -18px 0 0 -18px; border-radius: 50%; background: #1f4fa355; border: 2px solid #1f4fa3; box-sizing: border-box; }
.ring { position: absolute; width: 44px; height: 44px; margin: -22px 0 0 -22px; border: 4px solid #c63a22; border-radius: 50%; box-sizing: border-box; box-shadow: 0 0 0 2px #fff; animation: ring 700ms ease-out forwards; pointer-events: none; }
@keyframes ring { from { transform: scale(0.3); } to { transform: scale(1.3); opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .replayer-mouse { transition: none; } @keyframes ring { from { opacity: 1; } 99% { opacity: 1; } to { opacity: 0; } } }
`;
