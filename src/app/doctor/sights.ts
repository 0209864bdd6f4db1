import type { Halt, RobotState } from '../delivery/channel-stores.ts';
import type { SendingPause } from '../delivery/pause-stores.ts';

/*
 * What the probes see. They look and never judge; each has a time limit of its own, and none throws for what it was
 * sent to look at.
 */

export interface EnvironmentSight {
  readonly node: string;
  /** What readConfig says is wrong, line by line. */
  readonly problems: readonly string[];
}

export type DatabaseSight =
  | { readonly kind: 'not_made' }
  | {
      readonly kind: 'failed';
      /** Host, port and database; never with a password. */
      readonly address: string;
      /** SQLSTATE, or the code of the system. */
      readonly code: string;
    }
  | {
      readonly kind: 'open';
      readonly embedded: boolean;
      /** `server_version_num`: 160003 is 16.3. */
      readonly versionNum: number;
      /** As the migrations in the program and those in the database compare. */
      readonly pending: readonly string[];
      readonly unfinished: readonly string[];
      readonly unknown: readonly string[];
    };

export type QueueSight =
  | { readonly kind: 'postgres' }
  | { readonly kind: 'failed'; readonly address: string; readonly code: string }
  | {
      readonly kind: 'redis';
      readonly version: string;
      /** `maxmemory_policy` of INFO. */
      readonly policy: string;
      readonly aof: boolean;
    };

/** How far a connection to one of WeCom's hosts got. */
export interface HostSight {
  readonly host: string;
  readonly failedAt: 'name' | 'connection' | 'certificate' | 'answer' | null;
  /** The code of the system; for an `answer` that is not WeCom's, the HTTP status. */
  readonly code: string;
}

export interface OutgoingSight {
  readonly hosts: readonly HostSight[];
  /** HTTPS_PROXY or the like is set: duban does not use it. */
  readonly proxySet: boolean;
  /** The sandbox of this machine plays WeCom. */
  readonly sandboxUrl: string | null;
}

export interface ClockSight {
  readonly here: Date;
  /** By WeCom's clock; null when it did not say. */
  readonly there: Date | null;
  readonly zone: string;
}

/** One call of WeCom's API. */
export type Answer =
  | {
      readonly kind: 'answered';
      /** 0 is success. */
      readonly errcode: number;
      readonly body: Readonly<Record<string, unknown>>;
      /** What our error table tells the administrator of this code. */
      readonly advice: string;
      /** The address WeCom saw the call come from, where the refusal names it (60020). */
      readonly ip: string | null;
    }
  | { readonly kind: 'unanswered'; readonly why: string };

export interface AppSight {
  readonly agentId: number;
  readonly token: Answer;
  /** agent/get; null without a token. */
  readonly agent: Answer | null;
}

export interface CallbackSight {
  readonly url: string;
  readonly verifiedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly refusedWhy: string | null;
  /** Set when the administrator was asked to press save: how long we waited, and whether anything came. */
  readonly awaited: { readonly seconds: number; readonly came: boolean } | null;
}

export interface PublicUrlSight {
  readonly url: string;
  /** GET /healthz from here: whether it was our own answer, the status of another, or the code of the failure. */
  readonly health: { readonly status: number; readonly ours: boolean } | { readonly failed: string };
}

export interface RobotSight {
  /** As its owner saw it; null before the first connection. */
  readonly state: RobotState | null;
  /** One subscription, made because nobody owns the connection and the administrator wished it. */
  readonly tried: Answer | null;
}

export interface WebhookSight {
  readonly name: string;
  readonly verdict: 'valid' | 'invalid' | 'unclear';
  readonly why: string;
}

export interface ContactsSight {
  readonly openTasks: readonly { readonly code: string; readonly ownerId: string | null }[];
  /** Those who own an open task. */
  readonly owners: readonly {
    readonly id: string;
    readonly name: string;
    readonly userid: string;
    readonly active: boolean;
  }[];
  /** userids the app sees, in lower case. */
  readonly scope: ReadonlySet<string> | 'no_app' | 'unread';
  /** Person ids that have written to the robot; null without a robot. */
  readonly spoken: ReadonlySet<string> | null;
}

export interface OutboxSight {
  /** Due for a quarter of an hour and not sent. */
  readonly stuck: number;
  readonly ambiguous: number;
  /** Nothing is to be sent. */
  readonly paused: boolean;
}

export interface HolidaysSight {
  readonly knownYears: ReadonlySet<number>;
}

export interface DiskSight {
  readonly freeBytes: number;
}

export type BackupsSight =
  | { readonly kind: 'elsewhere' }
  | {
      readonly kind: 'seen';
      /** When the database was made. */
      readonly dataSince: Date;
      /** Where backups are looked for. */
      readonly folder: string;
      readonly newest: Date | null;
      /** The last time a backup was restored for practice. */
      readonly drill: { readonly at: Date; readonly faults: readonly string[] } | null;
    };

export interface SandboxSight {
  readonly used: boolean;
  /** A base address that is no WeCom but this machine, although WeCom is set up. */
  readonly localAddress: string | null;
}

/** What the checks look at; main opens it on an environment that can be read. */
export interface Probes {
  database(): Promise<DatabaseSight>;
  queue(): Promise<QueueSight>;
  clock(): Promise<ClockSight>;
  outgoing(): Promise<OutgoingSight>;
  /** Null what is not set up. */
  app(): Promise<AppSight | null>;
  callback(): Promise<CallbackSight | null>;
  publicUrl(): Promise<PublicUrlSight | null>;
  robot(): Promise<RobotSight | null>;
  webhooks(): Promise<readonly WebhookSight[]>;
  contacts(): Promise<ContactsSight>;
  pause(): Promise<SendingPause | null>;
  halts(): Promise<readonly Halt[]>;
  outbox(): Promise<OutboxSight>;
  holidays(): Promise<HolidaysSight>;
  disk(): Promise<DiskSight>;
  backups(): Promise<BackupsSight>;
  sandbox(): Promise<SandboxSight>;
}
