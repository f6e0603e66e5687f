import { LitElement, css, html } from "lit";
import { deskSheet } from "./desk_sheet";
import { drawName } from "./draw_name";
import { sayAct } from "./say_act";

/** `<recorder-unplanned>`: gives a task that the study file does not have. */
export class RecorderUnplanned extends LitElement {
  static override styles = [
    deskSheet,
    css`
      form { display: grid; gap: 0.5rem; grid-template-columns: minmax(8rem, 1fr) minmax(12rem, 2fr) auto; align-items: end; }
      textarea { min-height: 2.25rem; resize: vertical; field-sizing: content; display: block; }
      @media (max-width: 40rem) { form { grid-template-columns: 1fr; } }
    `,
  ];

  override focus(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override render() {
    return html`<form @submit=${this.#give}>
      <div><label for="title">Title, for the report</label><input id="title" name="title" required maxlength="200" autocomplete="off"></div>
      <div><label for="scenario">Scenario, as the participant reads it</label><textarea id="scenario" name="scenario" rows="1" required maxlength="20000"></textarea></div>
      <button class="main">Give</button>
    </form>`;
  }

  #give = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const said = new FormData(form);
    const [title, scenario] = [String(said.get("title")).trim(), String(said.get("scenario")).trim()];
    if (!title || !scenario) return;
    sayAct(this, { type: "task.assigned", task: `unplanned-${drawName().slice(0, 8)}`, title, scenario }, `Gave “${title}”`);
    form.reset();
    this.dispatchEvent(new Event("over"));
  };
}

customElements.define("recorder-unplanned", RecorderUnplanned);
