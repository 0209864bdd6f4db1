/**
 * What can be done, each thing once. Chat commands, cards, pages and the API all come to one of these, and
 * permissions.ts says who may.
 */
export const ACTIONS = [
  // looking
  'see_task',
  'see_audit',
  'see_health',
  // answering
  'answer',
  'ask_extension',
  'ask_help',
  'ask_transfer',
  // the office's work with a task
  'review_closure',
  'decide_extension',
  'decide_transfer',
  'settle_help',
  'chase',
  'assign',
  'split',
  'merge',
  'remove',
  'stop',
  'report_up',
  'set_stages',
  'edit_remark',
  'draw_sample',
  'check_look_back',
  'log_complaint',
  'record_interview',
  'sign_letter',
  'decide_escalation',
  // the office's work with a round
  'set_deputy',
  'see_week',
  'see_unreported',
  'issue_papers',
  'import_tasks',
  'see_people',
  'settle_message',
  'correct_reply',
  // configuration
  'set_roles',
  'set_calendar',
  'configure_round',
] as const;

export type Action = (typeof ACTIONS)[number];
