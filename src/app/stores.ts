import type { DateOnly } from '../domain/calendar/date.ts';
import type { WorkCalendar } from '../domain/calendar/work-calendar.ts';
import type { Figures, LedgerRow } from '../domain/ledger/ledger.ts';
import type { Notice } from '../domain/message/notice.ts';
import type { ProgressEntry } from '../domain/reply/entry.ts';
import type { PendingAsk, ReplyStatus } from '../domain/reply/result.ts';
import type { Person, Role, Unit } from '../domain/task/people.ts';
import type { DigestTarget, Round, RoundSettings, WeekStepName } from '../domain/task/round.ts';
import type { ClosureState, Completion, Horizon, Measure, Task } from '../domain/task/task.ts';
import type { Address, InboundContent, ReceivedMessage } from './channel.ts';

/*
 * What is kept, as the use cases see it. Stores answer with domain values; every function of `Stores` runs in the
 * transaction it was got from.
 */

export interface Stores {
  readonly people: PeopleStore;
  readonly rounds: RoundStore;
  readonly tasks: TaskStore;
  readonly entries: EntryStore;
  readonly requests: RequestStore;
  readonly weeks: WeekStore;
  readonly chases: ChaseStore;
  readonly inbound: InboundStore;
  readonly outbound: OutboundStore;
  readonly cards: CardStore;
  readonly pending: PendingStore;
  readonly audit: AuditStore;
}

export interface Store extends Stores {
  /** All or nothing. Keep it short: no call to WeCom inside. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /** The State Council's days plus the administrator's own. */
  workCalendar(): Promise<WorkCalendar>;
}

export interface PeopleStore {
  all(): Promise<Person[]>;
  byUserid(userid: string): Promise<Person | null>;
  byId(id: string): Promise<Person | null>;
  withRole(role: Role): Promise<Person[]>;
  units(): Promise<Unit[]>;
  /** Adds or updates by userid (ignoring case). */
  save(person: {
    userid: string;
    name: string;
    unitId: string | null;
    roles: readonly Role[];
  }): Promise<string>;
  /** Adds by name unless it exists. */
  saveUnit(unit: { name: string; headId: string | null }): Promise<string>;
}

export interface RoundStore {
  active(): Promise<Round[]>;
  byLetter(letter: string): Promise<Round | null>;
  byId(id: string): Promise<Round | null>;
  create(round: {
    letter: string;
    name: string;
    source: string;
    startedOn: DateOnly;
    settings: RoundSettings;
    digestTarget: DigestTarget | null;
  }): Promise<string>;
  setDigestTarget(roundId: string, target: DigestTarget): Promise<void>;
  saveCategory(category: { roundId: string; no: number; name: string }): Promise<string>;
  saveProblem(problem: {
    roundId: string;
    categoryId: string;
    no: number;
    title: string;
    finding: string;
    cause: string;
  }): Promise<string>;
}

export interface NewTask {
  readonly roundId: string;
  readonly problemId: string;
  readonly no: number;
  readonly title: string;
  readonly leaderId: string | null;
  readonly leadUnitId: string | null;
  readonly ownerId: string | null;
  readonly contactId: string | null;
  readonly supportUnitIds: readonly string[];
  readonly measures: readonly Measure[];
  readonly horizon: Horizon;
  readonly completion: Completion;
  readonly closure: ClosureState;
  readonly dueOn: DateOnly | null;
  readonly originalDueOn: DateOnly | null;
  readonly reviewEveryDays: number | null;
  readonly claimedOn: DateOnly | null;
  readonly closedOn: DateOnly | null;
  readonly remark: string;
}

export interface TaskStore {
  /** All tasks of the active rounds, or of one round, in display order. */
  list(filter: { roundId?: string; personId?: string }): Promise<Task[]>;
  byId(id: string): Promise<Task | null>;
  /** Every code of the active rounds. */
  codes(): Promise<string[]>;
  add(task: NewTask): Promise<string>;
  /** Changes the task if nobody else did since it was read; false when somebody had. */
  change(
    task: Pick<Task, 'id' | 'version'>,
    change: Partial<Pick<Task, 'completion' | 'closure' | 'dueOn' | 'claimedOn' | 'closedOn' | 'remark'>>,
  ): Promise<boolean>;
}

export interface NewEntry {
  readonly taskId: string;
  readonly week: DateOnly;
  readonly status: ReplyStatus;
  readonly text: string;
  readonly nextPlan: string;
  readonly byId: string;
  readonly onBehalfOfId: string | null;
  readonly source: ProgressEntry['source'];
  readonly inboundId: string | null;
  readonly recordedAt: Date;
  readonly late: boolean;
  readonly withdraws: string | null;
}

export interface EntryStore {
  /** Every version, also withdrawn ones; `weekFrom` bounds the past. */
  ofTasks(taskIds: readonly string[], weekFrom?: DateOnly): Promise<ProgressEntry[]>;
  ofWeek(roundId: string, week: DateOnly): Promise<ProgressEntry[]>;
  /** The entries of the person's last answer in that week that still stand. */
  lastAnswer(personId: string, week: DateOnly): Promise<ProgressEntry[]>;
  /** Appends with the next version of its task and week. */
  add(entry: NewEntry): Promise<string>;
  evidenceCounts(taskIds: readonly string[]): Promise<Map<string, number>>;
}

export interface ClosureRequest {
  readonly id: string;
  readonly taskId: string;
  readonly submitterId: string;
  readonly firstReviewerId: string | null;
}

export interface ExtensionRequest {
  readonly id: string;
  readonly taskId: string;
  readonly askedById: string;
  readonly dueOn: DateOnly;
}

export interface RequestStore {
  pendingClosure(taskId: string): Promise<ClosureRequest | null>;
  addClosure(request: { taskId: string; submitterId: string; at: Date }): Promise<string>;
  passFirstReview(id: string, reviewerId: string): Promise<void>;
  decideClosure(
    id: string,
    decision: {
      decision: 'approved' | 'refused' | 'withdrawn';
      reviewerId: string | null;
      at: Date;
      reason: string;
    },
  ): Promise<void>;
  pendingExtension(taskId: string): Promise<ExtensionRequest | null>;
  addExtension(request: {
    taskId: string;
    askedById: string;
    at: Date;
    dueOn: DateOnly;
    reason: string;
  }): Promise<string>;
  decideExtension(
    id: string,
    decision: { decision: 'approved' | 'refused' | 'withdrawn'; byId: string | null; at: Date },
  ): Promise<void>;
  addHandover(request: {
    taskId: string;
    askedById: string;
    at: Date;
    kind: 'help' | 'transfer';
    toName: string | null;
    text: string;
  }): Promise<string>;
}

export interface WeekStepRow {
  readonly id: string;
  readonly roundId: string;
  readonly week: DateOnly;
  readonly step: WeekStepName;
  readonly dueAt: Date;
  readonly shiftedFrom: DateOnly | null;
  readonly state: 'planned' | 'done' | 'skipped';
  readonly reason: string;
  readonly late: boolean;
}

export interface FrozenWeek {
  readonly id: string;
  readonly roundId: string;
  readonly week: DateOnly;
  readonly number: number;
  readonly frozenAt: Date;
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
  readonly sha256: string;
}

export interface WeekStore {
  /** Adds the steps that are missing; those that exist stay as they are. */
  ensureSteps(steps: readonly Omit<WeekStepRow, 'id'>[]): Promise<void>;
  steps(roundId: string, week: DateOnly): Promise<WeekStepRow[]>;
  /** Steps still planned whose time has come, oldest first; locked so that one process at a time sees them. */
  claimDue(roundId: string, now: Date): Promise<WeekStepRow[]>;
  finish(
    id: string,
    outcome: { state: 'done' | 'skipped'; reason: string; late: boolean; at: Date },
  ): Promise<void>;
  skippedWeeks(roundId: string, after: DateOnly, before: DateOnly): Promise<DateOnly[]>;
  frozen(roundId: string, week: DateOnly): Promise<FrozenWeek | null>;
  /** Newest first. */
  frozenBefore(roundId: string, week: DateOnly, limit: number): Promise<FrozenWeek[]>;
  freeze(week: Omit<FrozenWeek, 'id' | 'number'>): Promise<FrozenWeek>;
}

export interface ChaseStore {
  byId(id: string): Promise<{ readonly byName: string; readonly taskIds: readonly string[] } | null>;
  chasedOn(roundId: string, day: DateOnly): Promise<Set<string>>;
  /** Records the chase; answers with the tasks that nobody had chased that day. */
  add(chase: {
    roundId: string;
    byId: string;
    day: DateOnly;
    at: Date;
    taskIds: readonly string[];
  }): Promise<{
    id: string;
    taskIds: string[];
  }>;
}

export interface StoredInbound {
  readonly id: string;
  readonly senderId: string;
  readonly content: InboundContent;
  readonly sentAt: Date;
  readonly receivedAt: Date;
  readonly attempts: number;
}

export interface InboundStore {
  /** The new row's id, or null when a message of that key is there already. */
  add(message: ReceivedMessage, receivedAt: Date): Promise<string | null>;
  senderOf(id: string): Promise<string | null>;
  /** Waits for its turn, then answers with the sender's oldest message that is not handled yet. */
  lockNext(senderId: string): Promise<StoredInbound | null>;
  markHandled(id: string, outcome: string, at: Date, personId: string | null): Promise<void>;
  noteAttempt(id: string): Promise<void>;
  unhandled(olderThan: Date, limit: number): Promise<string[]>;
  countByOutcome(since: Date): Promise<{ outcome: string; count: number }[]>;
}

export type OutboundState = 'planned' | 'sending' | 'sent' | 'rejected' | 'ambiguous' | 'skipped' | 'expired';

export interface NewOutbound {
  readonly personId: string | null;
  readonly roundId: string | null;
  readonly kind: string;
  readonly period: string;
  readonly address: Address;
  readonly notice: Notice | null;
  /** Sent in quiet hours as well: an answer to what somebody just wrote, or an operator's decision. */
  readonly urgent: boolean;
  readonly notBefore: Date;
  readonly createdAt: Date;
}

export interface StoredOutbound extends NewOutbound {
  readonly id: string;
  readonly state: OutboundState;
  readonly request: string | null;
  readonly attempts: number;
  readonly firstTriedAt: Date | null;
}

export interface OutboundStore {
  /** Inserts what is not there yet by (person, round, kind, period); answers with the ids that are new. */
  add(messages: readonly NewOutbound[]): Promise<string[]>;
  /** planned → sending with a lease, or a `sending` row whose lease ran out. Null when it is not ours to send. */
  claim(id: string, now: Date, leaseUntil: Date): Promise<StoredOutbound | null>;
  /**
   * Ends what other rounds planned for the same person, kind and period, as merged into this message; answers with
   * those rows, also when an attempt before has ended them.
   */
  mergeSiblings(message: StoredOutbound, at: Date): Promise<StoredOutbound[]>;
  keepRequest(id: string, request: string, notice: Notice, triedAt: Date): Promise<void>;
  finish(
    id: string,
    outcome: {
      state: Exclude<OutboundState, 'planned' | 'sending'>;
      reason: string;
      errcode?: number;
      msgid?: string | null;
      at: Date;
    },
  ): Promise<void>;
  /**
   * Back to planned, to be tried again from then on. `keepRequest` when the last attempt may have arrived: only the
   * very same bytes may follow it.
   */
  postpone(id: string, postponement: { until: Date; reason: string; keepRequest: boolean }): Promise<void>;
  /** Planned rows that are due and `sending` rows whose lease ran out. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Whether anything was ever planned for that person. */
  anyTo(personId: string): Promise<boolean>;
  countByKindAndState(since: Date): Promise<{ kind: string; state: OutboundState; count: number }[]>;
}

/** A card that was sent, with what it was about. */
export interface SentCard {
  readonly cardId: string;
  readonly outboundId: string;
  readonly personId: string;
  readonly kind: string;
  readonly taskIds: readonly string[];
  readonly responseCode: string | null;
  readonly codeIssuedAt: Date | null;
}

export interface CardStore {
  save(card: SentCard): Promise<void>;
  byId(cardId: string): Promise<SentCard | null>;
  /** A click brings a new code; an update uses it up (null). */
  setCode(cardId: string, responseCode: string | null, at: Date): Promise<void>;
}

/** The one thing we wait for from a person: an answer to a question, or a yes. */
export type Pending =
  | { readonly kind: 'ask'; readonly ask: PendingAsk }
  | { readonly kind: 'confirm_chase'; readonly cardId: string; readonly taskIds: readonly string[] };

export interface PendingStore {
  of(personId: string, now: Date): Promise<Pending | null>;
  set(personId: string, pending: Pending | null, expiresAt: Date): Promise<void>;
}

export interface AuditStore {
  append(event: { at: Date; actor: string; event: string; subject: string; detail: object }): Promise<void>;
  /** The sequence number of the first row whose hash is wrong, or null. */
  verify(): Promise<bigint | null>;
}
