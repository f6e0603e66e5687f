import type { WaitingAct } from "./act_queue";
import type { Control, TaskControl } from "./control";
import type { NewAct } from "./new_act";

/**
 * Reads a session's state as it will be once the server has the acts that wait.
 *
 * So a moderator goes on while the server is away. It knows less than the server, whose own
 * reading replaces it; acts that were refused or are taken back count for nothing.
 */
export function forecast(control: Control, waiting: readonly WaitingAct[], me: string): Control {
  const acts = waiting.filter(({ refused }) => !refused).map(({ act }) => act);
  const undone = new Set(acts.map((act) => (act.type === "act.undone" ? act.undone : "")));
  return acts.filter(({ act }) => !undone.has(act)).reduce((state, act) => apply(state, act, me), control);
}

function apply(control: Control, act: NewAct, me: string): Control {
  switch (act.type) {
    case "task.assigned": {
      const planned = control.tasks.some(({ id }) => id === act.task) ? control.tasks : [...control.tasks, unplanned(act)];
      return open({ ...control, tasks: planned }, act.task, act.act);
    }
    case "task.restarted":
      return open(control, act.task, act.act);
    case "task.begun":
      return change({ ...control, phase: "running", since_ms: act.at_ms }, act.task, { phase: "running", started_ms: act.at_ms });
    case "task.finished":
      return change({ ...control, phase: "ended" }, act.task, { phase: "ended", ended_ms: act.at_ms, claim: act.claim ?? null });
    case "task.recut": {
      // An end that is left out falls back to what was recorded, which only the server knows.
      const { started_ms, ended_ms } = act;
      return change(control, act.task, { ...(started_ms != null && { started_ms }), ...(ended_ms != null && { ended_ms }) });
    }
    case "assist.given":
      return change(control, act.task, { assists: find(control, act.task).assists + 1 });
    case "slip.noted":
      return change(control, act.task, { slips: find(control, act.task).slips + 1 });
    case "verdict.given": {
      const others = find(control, act.task).verdicts.filter(({ person }) => person !== me);
      const verdict = { person: me, outcome: act.outcome, score: act.score ?? null, reason: act.reason ?? "" };
      return change(control, act.task, { verdicts: [...others, verdict] });
    }
    case "message.sent":
      return { ...control, message: act.text, message_act: act.act };
    case "moderation.handed":
      return { ...control, moderator: act.to };
    case "session.closed":
      return { ...control, phase: "closed" };
    default:
      return control;
  }
}

function open(control: Control, task: string, go: string): Control {
  const fresh = { phase: "given", go, started_ms: null, ended_ms: null, claim: null, goes: find(control, task).goes + 1 } as const;
  return change({ ...control, task, phase: "given", go, since_ms: null }, task, fresh);
}

function change(control: Control, task: string, fresh: Partial<TaskControl>): Control {
  return { ...control, tasks: control.tasks.map((each) => (each.id === task ? { ...each, ...fresh } : each)) };
}

function find(control: Control, task: string): Pick<TaskControl, "assists" | "slips" | "verdicts" | "goes"> {
  return control.tasks.find(({ id }) => id === task) ?? { assists: 0, slips: 0, verdicts: [], goes: 0 };
}

function unplanned(act: { task: string; title?: string; scenario?: string }): TaskControl {
  return {
    id: act.task, title: act.title ?? act.task, scenario: act.scenario ?? "", is_planned: false, phase: "new", go: "",
    started_ms: null, ended_ms: null, claim: null, verdicts: [], agreed: null, assists: 0, slips: 0, goes: 0,
  };
}
