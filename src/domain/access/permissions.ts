import { rolesAnywhere, rolesIn, type Role } from '../task/people.ts';
import type { Task } from '../task/task.ts';
import type { Action } from './actions.ts';
import { relationsOf, type Relation, type Viewer } from './relations.ts';

interface Grant {
  /** Suffices for the task the person so stands to. */
  readonly relations: readonly Relation[];
  /** Suffices for every task of the round the role is held in. */
  readonly roles: readonly Role[];
}

const grant = (relations: readonly Relation[], roles: readonly Role[]): Grant => ({ relations, roles });
const OWNER = grant(['answers'], []);
const OFFICE = grant([], ['manager']);
const ADMINISTRATION = grant([], ['administrator']);

/**
 * Who may do what (domain rule 1): least privilege, separated. Who configures decides nothing of content, who audits
 * only reads, who leads only reads. That nobody reviews his own submission is a rule of the closure, not of this table.
 */
const PERMISSIONS: Readonly<Record<Action, Grant>> = {
  see_task: grant(
    ['answers', 'unit_head', 'lead_leader', 'unit_member', 'helps'],
    ['manager', 'reviewer', 'leading_group'],
  ),
  see_audit: grant([], ['auditor']),
  see_health: grant([], ['administrator', 'manager']),
  answer: OWNER,
  ask_extension: OWNER,
  ask_help: OWNER,
  ask_transfer: OWNER,
  review_closure: grant([], ['manager', 'reviewer']),
  decide_extension: OFFICE,
  decide_transfer: OFFICE,
  settle_help: OFFICE,
  chase: OFFICE,
  assign: OFFICE,
  split: OFFICE,
  merge: OFFICE,
  remove: OFFICE,
  stop: OFFICE,
  report_up: OFFICE,
  set_stages: OFFICE,
  edit_remark: OFFICE,
  draw_sample: OFFICE,
  check_look_back: grant([], ['manager', 'reviewer']),
  log_complaint: OFFICE,
  record_interview: OFFICE,
  sign_letter: OFFICE,
  decide_escalation: OFFICE,
  set_deputy: OFFICE,
  // Figures, lists and digests of a round; by name who has not answered is the office's only (domain rule 6).
  see_week: grant([], ['manager', 'leading_group']),
  see_unreported: OFFICE,
  // Official documents, and what of a problem is published.
  issue_papers: OFFICE,
  import_tasks: OFFICE,
  see_people: grant([], ['manager', 'administrator']),
  settle_message: OFFICE,
  correct_reply: OFFICE,
  set_roles: ADMINISTRATION,
  set_calendar: ADMINISTRATION,
  configure_round: ADMINISTRATION,
};

/** Whether the person may do it to that task. */
export function mayOnTask(viewer: Viewer, action: Action, task: Task): boolean {
  const { relations, roles } = PERMISSIONS[action];
  const held = rolesIn(viewer, task.roundId);
  if (roles.some((role) => held.has(role))) return true;
  const standing = relationsOf(viewer, task);
  return relations.some((relation) => standing.has(relation));
}

/** Whether the person may do it in that round; without a round: in any at all. */
export function mayInRound(viewer: Viewer, action: Action, roundId: string | null): boolean {
  const held = roundId === null ? rolesAnywhere(viewer) : rolesIn(viewer, roundId);
  return PERMISSIONS[action].roles.some((role) => held.has(role));
}

/** Whether the person may do it in every round, those to come among them. */
export const mayEverywhere = ({ roles }: Pick<Viewer, 'roles'>, action: Action): boolean =>
  PERMISSIONS[action].roles.some((role) => roles.includes(role));

/** What of these tasks the person sees: the scope of lists, exports and digests alike (design §7). */
export const visibleTasks = (viewer: Viewer, tasks: readonly Task[]): Task[] =>
  tasks.filter((task) => mayOnTask(viewer, 'see_task', task));

/** The rounds in which the person may do it. */
export const roundsWhere = <Where extends { readonly id: string }>(
  viewer: Viewer,
  action: Action,
  rounds: readonly Where[],
): Where[] => rounds.filter(({ id }) => mayInRound(viewer, action, id));
