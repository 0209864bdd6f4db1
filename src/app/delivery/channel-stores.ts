import type { Limit, MediaKind, TileItem } from '../channel.ts';

/* What is kept about the channels: their limits, what stopped them, who is who on them. */

/** Token buckets, shared by all processes. */
export interface LimitStore {
  /** Takes one token of every bucket, or of none: then which one is short, and in how many ms it has room. */
  take(limits: readonly Limit[], now: Date): Promise<{ key: string; waitMs: number } | null>;
}

/** A channel that does not work until somebody acts (error class C, app-api §10). */
export interface Halt {
  /** `app`, `appchat`, `robot`, `webhook:NAME`. */
  readonly channel: string;
  readonly code: number;
  readonly why: string;
  /** One Chinese sentence: what happened, and what to click. */
  readonly advice: string;
  readonly since: Date;
  /** When one message is let through again to see. */
  readonly probeAt: Date;
}

export interface HaltStore {
  all(): Promise<Halt[]>;
  /** Opens the breaker, or moves its next probe; true when it was closed before. */
  trip(halt: Halt): Promise<boolean>;
  /** True for the one caller who may try now; the others wait until `nextProbeAt`. */
  claimProbe(channel: string, now: Date, nextProbeAt: Date): Promise<boolean>;
  /** Closes the breaker; the halt that ended, or null when there was none. */
  lift(channel: string): Promise<Halt | null>;
}

/** A conversation the robot has had: what it may write to (bots §C4), and who is behind it (bots §B8). */
export interface RobotChat {
  readonly kind: 'person' | 'group';
  /** As WeCom delivers it, case and all. */
  readonly chatId: string;
  readonly personId: string | null;
  readonly boundBy: 'plain' | 'converted' | 'code' | null;
  readonly lastHeardAt: Date;
  /** Since when it cannot be written to (93006). */
  readonly lostAt: Date | null;
  readonly wrongCodes: number;
}

export interface RobotChatStore {
  /** Somebody wrote: the conversation is open (again). */
  heard(chat: { robotId: string; kind: RobotChat['kind']; chatId: string; at: Date }): Promise<RobotChat>;
  /** Without having heard anything in it. */
  find(robotId: string, chatId: string): Promise<RobotChat | null>;
  bind(
    robotId: string,
    chatId: string,
    personId: string,
    by: NonNullable<RobotChat['boundBy']>,
  ): Promise<void>;
  /** The conversation heard of last, of those that are not lost. */
  ofPerson(robotId: string, personId: string): Promise<RobotChat | null>;
  groups(robotId: string): Promise<RobotChat[]>;
  lose(robotId: string, chatId: string, at: Date): Promise<void>;
  noteWrongCode(robotId: string, chatId: string): Promise<void>;
  /** Persons with a conversation that is not lost. */
  boundPersonIds(robotId: string): Promise<ReadonlySet<string>>;
}

/** One-time codes that say who is behind a conversation. */
export interface BindingCodeStore {
  /** Replaces the codes the person had. Only the hash is kept. */
  issue(code: { hash: string; personId: string; expiresAt: Date }): Promise<void>;
  /** The person, once; null when there is no such code, or it is used or over. */
  use(hash: string, now: Date): Promise<string | null>;
}

/** What was sent to us besides words. */
export interface KeptMedia {
  readonly inboundId: string;
  readonly no: number;
  readonly media: MediaKind;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fetchedAt: Date;
}

export interface MediaStore {
  /** Keeps the bytes and what is known about them; the same again is no harm. */
  keep(media: Omit<KeptMedia, 'bytes' | 'sha256'>, data: Buffer): Promise<KeptMedia>;
  ofMessage(inboundId: string): Promise<KeptMedia[]>;
  /** The bytes under that hash; null when the folder has them no more. */
  read(sha256: string): Promise<Buffer | null>;
}

/** What each person's tile shows, so that only what changed is sent. */
export interface TileStore {
  shown(): Promise<ReadonlyMap<string, readonly TileItem[]>>;
  note(personIds: readonly string[], items: readonly TileItem[], at: Date): Promise<void>;
}

/** The long connection, as its owner last saw it. */
export interface RobotState {
  readonly state: 'connecting' | 'up' | 'down' | 'kicked' | 'auth_failed' | 'rate_limited';
  readonly since: Date;
  readonly owner: string;
  readonly detail: string;
}

export interface RobotStateStore {
  get(robotId: string): Promise<RobotState | null>;
  set(robotId: string, state: RobotState): Promise<void>;
}

/** When WeCom verified our callback URL, and when a verification failed: what the doctor looks for. */
export interface CallbackSightings {
  seen(): Promise<{ verifiedAt: Date | null; refusedAt: Date | null; refusedWhy: string | null }>;
  /** A refusal is kept only while somebody watches: anybody may call us, and writes nothing by it. */
  note(kind: 'verified' | 'refused', at: Date, why: string): Promise<void>;
  /** The doctor waits until then. */
  watch(until: Date): Promise<void>;
}
