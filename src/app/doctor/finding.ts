/*
 * What the doctor can find. How bad it is, the check that finds it says.
 */

/** In the order they are printed. */
export const CHECK_IDS = [
  'environment',
  'database',
  'queue',
  'clock',
  'outgoing',
  'token',
  'trusted_ip',
  'app',
  'callback',
  'public_url',
  'callback_key',
  'robot',
  'webhooks',
  'contacts',
  'pause',
  'halts',
  'outbox',
  'holidays',
  'disk',
  'backups',
  'sandbox',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** What is known of each finding; instants as wall time of the business time zone. */
export interface Findings {
  skipped_after: { readonly check: CheckId };
  not_set_up: { readonly what: 'app' | 'robot' | 'webhooks' };
  /** The check itself failed. `why` is a code or a name, never a message: those may hold a secret. */
  check_failed: { readonly why: string };

  environment_right: { readonly node: string };
  environment_node_old: { readonly node: string; readonly wanted: string };
  environment_settings_wrong: { readonly lines: readonly string[] };

  database_right: { readonly version: string; readonly embedded: boolean };
  database_not_made: object;
  database_unreachable: { readonly address: string; readonly why: string };
  database_login_refused: { readonly address: string };
  database_absent: { readonly address: string };
  database_old: { readonly version: string; readonly wanted: number };
  database_behind: { readonly pending: number };
  database_half_migrated: { readonly migration: string };
  database_newer: { readonly migration: string };

  queue_right: { readonly version: string };
  queue_in_postgres: object;
  queue_unreachable: { readonly address: string; readonly why: string };
  queue_login_refused: { readonly address: string };
  queue_old: { readonly version: string; readonly wanted: string };
  queue_evicts: { readonly policy: string };
  queue_forgets: object;

  clock_right: { readonly seconds: number; readonly zone: string };
  /** Positive: this machine is ahead. */
  clock_off: { readonly seconds: number };
  clock_unknown: object;
  clock_zone_unusual: { readonly zone: string };

  outgoing_right: { readonly hosts: readonly string[] };
  outgoing_no_name: { readonly host: string };
  outgoing_refused: { readonly host: string };
  outgoing_silent: { readonly host: string };
  outgoing_certificate: { readonly host: string; readonly why: string };
  outgoing_intercepted: { readonly host: string; readonly status: number };
  outgoing_broken: { readonly host: string; readonly why: string };
  outgoing_proxy_unused: { readonly host: string };
  sandbox_absent: { readonly url: string };

  token_right: object;
  token_wrong_corp: object;
  token_wrong_secret: { readonly code: number };
  token_banned: object;
  token_behind_trusted_ip: object;
  token_refused: { readonly code: number; readonly advice: string };
  token_unanswered: { readonly why: string };

  trusted_ip_right: object;
  trusted_ip_missing: { readonly ip: string | null };

  app_right: { readonly name: string };
  app_other: { readonly agentId: number };
  app_off: { readonly name: string };
  app_scope_empty: { readonly name: string };
  app_scope_without_root: {
    readonly name: string;
    readonly departments: number;
    readonly people: number;
    readonly tags: number;
  };
  app_refused: { readonly code: number; readonly advice: string };
  app_unanswered: { readonly why: string };

  callback_reached: { readonly at: string };
  callback_never_seen: { readonly url: string };
  callback_nothing_came: { readonly url: string; readonly seconds: number };

  public_url_right: { readonly url: string };
  public_url_local: { readonly url: string };
  public_url_plain: { readonly url: string };
  public_url_unanswered: { readonly url: string; readonly why: string };
  public_url_elsewhere: { readonly url: string; readonly status: number };

  callback_key_right: { readonly at: string };
  callback_key_token: { readonly at: string };
  callback_key_token_perhaps: { readonly at: string; readonly verifiedAt: string };
  callback_key_aes: { readonly at: string };
  callback_key_corp: { readonly at: string };
  callback_key_other: { readonly at: string; readonly why: string };

  robot_up: { readonly since: string };
  robot_connecting: { readonly since: string };
  robot_down: { readonly since: string; readonly why: string };
  robot_kicked: { readonly since: string };
  robot_wrong_secret: object;
  robot_rate_limited: { readonly since: string };
  robot_unowned: object;
  robot_tried: object;
  robot_refused: { readonly code: number; readonly advice: string };
  robot_unanswered: { readonly why: string };

  webhooks_right: { readonly names: readonly string[] };
  webhooks_wrong: { readonly names: readonly string[] };
  webhooks_unclear: { readonly name: string; readonly why: string };

  contacts_right: { readonly owners: number };
  contacts_no_tasks: object;
  contacts_unreached: Unreached;

  pause_none: object;
  pause_some: { readonly since: string; readonly by: string; readonly reason: string };
  pause_restored: { readonly since: string; readonly backupOf: string };

  halts_none: object;
  halts_some: {
    readonly channel: string;
    readonly since: string;
    readonly advice: string;
    readonly others: number;
  };

  outbox_clear: object;
  outbox_stuck: { readonly count: number };
  outbox_ambiguous: { readonly count: number };

  holidays_right: { readonly years: readonly number[] };
  holidays_missing: { readonly year: number };
  holidays_not_yet: { readonly year: number };

  disk_right: { readonly freeMb: number };
  disk_low: { readonly freeMb: number };
  disk_full: { readonly freeMb: number };

  backups_right: { readonly at: string; readonly drilledAt: string };
  backups_untried: { readonly at: string };
  backups_not_whole: { readonly at: string };
  backups_not_yet: object;
  backups_none: { readonly folder: string };
  backups_old: { readonly at: string; readonly folder: string };
  backups_elsewhere: object;

  sandbox_not_used: object;
  sandbox_used: object;
  sandbox_by_address: { readonly url: string };
}

/** Why open tasks do not reach anybody. */
export interface Unreached {
  /** Codes of tasks nobody owns. */
  readonly unowned: readonly string[];
  /** Names of owners who have left or are disabled. */
  readonly left: readonly string[];
  /** Names of owners whom the app does not see. */
  readonly outOfScope: readonly string[];
  /** Names of owners whom only the robot could reach, and who have never written to it. */
  readonly neverSpoken: readonly string[];
}

export type Finding = {
  readonly [Kind in keyof Findings]: { readonly kind: Kind } & Findings[Kind];
}[keyof Findings];
