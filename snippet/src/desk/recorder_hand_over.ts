import { LitElement, html } from "lit";
import { deskSheet } from "./desk_sheet";
import type { Presence } from "./presence";
import { sayAct } from "./say_act";

/** `<recorder-hand-over>`: makes somebody else who is here the moderator. */
export class RecorderHandOver extends LitElement {
  static override properties = { presence: { attribute: false }, me: { attribute: false } };
  static override styles = [deskSheet];

  declare presence: Presence | null;
  declare me: string;

  constructor() {
    super();
    this.presence = null;
    this.me = "";
  }

  override render() {
    const able = this.presence?.people.filter(({ login, role }) => login !== this.me && ["owner", "researcher"].includes(role)) ?? [];
    if (!able.length) return html`<p class="small muted">Nobody else is here who may moderate: an owner or a researcher has to open this room first.</p>`;
    return html`<div class="row"><span class="small muted">Hand over to</span>
      ${able.map(({ login, name }) => html`<button type="button" @click=${() => this.#hand(login, name)}>${name}</button>`)}
    </div>`;
  }

  #hand(to: string, name: string): void {
    sayAct(this, { type: "moderation.handed", to }, `Handed the session over to ${name}`);
    this.dispatchEvent(new Event("over"));
  }
}

customElements.define("recorder-hand-over", RecorderHandOver);
