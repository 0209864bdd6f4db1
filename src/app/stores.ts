import type { NumberRange, TaskFilter } from './task-filter.ts';
import type { AuditPageStore } from './audit/audit-page-stores.ts';
import type { ReplyStore } from './replies/reply-stores.ts';
import type { WeekMessageStore } from './week/week-message-stores.ts';
import type { RoundTaskStore, WeekStore } from './week/week-stores.ts';
import type { RequestStore } from './supervision/request-stores.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { WorkCalendar } from '../domain/calendar/work-calendar.ts';
import type { LedgerAnswer } from '../domain/ledger/roll-up.ts';
import type { ProgressEntry } from '../domain/reply/entry.ts';
import type { ReplyStatus } from '../domain/reply/result.ts';
import type { Person, Role, Unit } from '../domain/task/people.ts';
import type { DigestTarget, Round, RoundSettings } from '../domain/task/round.ts';
import type { ClosureState, Completion, Horizon, Measure, StageGoal, Task } from '../domain/task/task.ts';
import type { AuditEntry, AuditStore, HistoryStore } from './audit/audit-stores.ts';
import type { BudgetStore } from './delivery/budget-stores.ts';
import type { CalendarStore } from './calendar/calendar-stores.ts';
import type { BaseStore, HandoverStore } from './supervision/change-stores.ts';
import type {
  BindingCodeStore,
  CallbackSightings,
  HaltStore,
  LimitStore,
  MediaStore,
  RobotChatStore,
  RobotStateStore,
  TileStore,
} from './delivery/channel-stores.ts';
import type { ComplaintStore, LookBackStore } from './look-back/look-back-stores.ts';
import type { EvidenceStore, HandoverWithdrawals } from './supervision/closure-stores.ts';
import type { UploadStore } from './import/upload-store.ts';
import type { RetentionStore } from './retention/retention-stores.ts';
import type { PauseStore } from './delivery/pause-stores.ts';
import type { PlanStore } from './week/plan-stores.ts';
import type { DeskStore } from './desk/desk-stores.ts';
import type { DeputyStore, InterviewStore, LadderStore, LetterStore } from './week/ladder-stores.ts';
import type { BulletinStore, ProblemStore } from './papers/paper-stores.ts';
import type { CardStore, InboundStore, OutboundStore, PendingStore } from './delivery/message-stores.ts';

/*
 * What is kept, as the use cases see it. Stores answer with domain values; every function of `Stores` runs in the
 * transaction it was got from.
 */

export interface Stores {
  readonly people: PeopleStore;
  readonly rounds: RoundStore;
  readonly tasks: TaskStore;
  readonly entries: EntryStore;
  readonly evidence: EvidenceStore;
  readonly handoverWithdrawals: HandoverWithdrawals;
  readonly requests: RequestStore;
  readonly handovers: HandoverStore;
  readonly base: BaseStore;
  readonly weeks: WeekStore;
  readonly chases: ChaseStore;
  readonly lookBacks: LookBackStore;
  readonly complaints: ComplaintStore;
  readonly inbound: InboundStore;
  readonly outbound: OutboundStore;
  readonly cards: CardStore;
  readonly pending: PendingStore;
  readonly audit: AuditStore;
  readonly history: HistoryStore;
  readonly limits: LimitStore;
  readonly halts: HaltStore;
  readonly robotChats: RobotChatStore;
  readonly bindingCodes: BindingCodeStore;
  readonly media: MediaStore;
  readonly tiles: TileStore;
  readonly importUploads: UploadStore;
  readonly robotStates: RobotStateStore;
  readonly callbackSightings: CallbackSightings;
  readonly calendar: CalendarStore;
  readonly budget: BudgetStore;
  readonly deputies: DeputyStore;
  readonly ladder: LadderStore;
  readonly letters: LetterStore;
  readonly interviews: InterviewStore;
  readonly problems: ProblemStore;
  readonly bulletins: BulletinStore;
  readonly replies: ReplyStore;
  readonly roundTasks: RoundTaskStore;
  readonly weekPlan: PlanStore;
  readonly weekMessages: WeekMessageStore;
  readonly auditPages: AuditPageStore;
  readonly desk: DeskStore;
  readonly pause: PauseStore;
  readonly retention: RetentionStore;
}

export interface Store extends Stores {
  /** All or nothing. Keep it short: no call to WeCom inside. */
  transaction<T>(work: (stores: Stores) => Promise<T>, options?: { readonly long?: true }): Promise<T>;
  /** The State Council's days plus the administrator's own, as they are now. */
  workCalendar(): Promise<WorkCalendar>;
}

export interface PeopleStore {
  all(): Promise<Person[]>;
  byUserid(userid: string): Promise<Person | null>;
  byId(id: string): Promise<Person | null>;
  /** Who has the role in every round, and with a round also who has it there. */
  withRole(role: Role, roundId?: string): Promise<Person[]>;
  setRoundRole(held: { personId: string; roundId: string; role: Role }, holds: boolean): Promise<void>;
  /**
   * Which of his sessions hold: those that were begun under this number. Null when nobody active has the userid. A
   * number and no instant, because the clocks of several machines differ.
   */
  sessionGeneration(userid: string): Promise<number | null>;
  /** From now on no session of his holds that was begun before. */
  endSessions(personId: string): Promise<void>;
  units(): Promise<Unit[]>;
  /** Adds or updates by userid (ignoring case). */
  save(person: {
    userid: string;
    name: string;
    unitId: string | null;
    roles: readonly Role[];
  }): Promise<string>;
  /** What WeCom's directory says of a person we have, or a new one without roles. */
  saveMember(member: {
    userid: string;
    name: string;
    unitId: string | null;
    position: string;
    directLeader: string | null;
    active: boolean;
  }): Promise<string>;
  /** Adds by name unless it exists. */
  saveUnit(unit: { name: string; headId: string | null }): Promise<string>;
}

export interface RoundStore {
  active(): Promise<Round[]>;
  byLetter(letter: string): Promise<Round | null>;
  /** Letters that a round has or had: codes of old papers must not mean something new. */
  lettersUsed(): Promise<string[]>;
  byId(id: string): Promise<Round | null>;
  /** Every round there is or was, by letter. */
  all(): Promise<(Round & { readonly active: boolean; readonly endedOn: DateOnly | null })[]>;
  /** From now on it is no longer active. */
  end(roundId: string, on: DateOnly): Promise<void>;
  create(round: {
    letter: string;
    name: string;
    source: string;
    startedOn: DateOnly;
    settings: RoundSettings;
    digestTarget: DigestTarget | null;
  }): Promise<string>;
  setDigestTarget(roundId: string, target: DigestTarget): Promise<void>;
  setSettings(roundId: string, settings: RoundSettings): Promise<void>;
  saveCategory(category: { roundId: string; no: number; name: string }): Promise<string>;
  /** Ids by number. A problem whose number the round has given stays as it is. */
  saveProblems(roundId: string, problems: readonly NewProblem[]): Promise<ReadonlyMap<number, string>>;
}

export interface NewProblem {
  readonly categoryId: string;
  readonly no: number;
  readonly title: string;
  readonly finding: string;
  readonly cause: string;
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
  /** The task it is a part of, once that was split. */
  readonly splitFromId?: string;
}

/** Who changes a task, and why: it goes into the audit log with the fields before and after. */
export type Cause = Omit<AuditEntry, 'subject' | 'from' | 'to' | 'refused'>;

export type TaskChange = Partial<
  Pick<
    Task,
    | 'title'
    | 'completion'
    | 'closure'
    | 'dueOn'
    | 'claimedOn'
    | 'closedOn'
    | 'remark'
    | 'reportedUp'
    | 'removed'
  >
> & {
  readonly ownerId?: string;
  readonly contactId?: string | null;
  readonly leadUnitId?: string | null;
  readonly mergedIntoId?: string;
};

export interface TaskStore {
  /**
   * All tasks of the active rounds, or of one of them, in display order; those that left the base and those of a round
   * that has ended only when asked for: nobody is reminded of these, but papers are made of them.
   */
  list(filter: TaskFilter): Promise<Task[]>;
  byId(id: string): Promise<Task | null>;
  /** The codes of the active rounds that have such a number. */
  codes(named: readonly NumberRange[]): Promise<string[]>;
  /** What is neither closed nor stopped, nor has left the base. */
  countOpen(roundId: string): Promise<number>;
  /** The codes of what is open in the active rounds, with their owners. */
  openOwners(): Promise<readonly { readonly code: string; readonly ownerId: string | null }[]>;
  add(task: NewTask, cause: Cause): Promise<string>;
  /** Their ids, in the same order. */
  addAll(tasks: readonly NewTask[], cause: Cause): Promise<string[]>;
  /** Changes the task if nobody else did since it was read; false when somebody had. */
  change(task: Pick<Task, 'id' | 'version'>, change: TaskChange, cause: Cause): Promise<boolean>;
  addSupporter(taskId: string, personId: string, since: DateOnly): Promise<void>;
  /** Replaces the goals that are not reached yet. */
  setStages(taskId: string, stages: readonly StageGoal[]): Promise<void>;
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
  /** What the lines of a week's ledger are made of: of each task, in time, the last answer and the last next plan. */
  lastAnswers(
    taskIds: readonly string[],
    weeks: { readonly week: DateOnly; readonly since: DateOnly },
  ): Promise<LedgerAnswer[]>;
  ofWeek(roundId: string, week: DateOnly): Promise<ProgressEntry[]>;
  /** The entries of the person's last answer in that week that still stand. */
  lastAnswer(personId: string, week: DateOnly): Promise<ProgressEntry[]>;
  /** Appends with the next version of its task and week. */
  add(entry: NewEntry): Promise<string>;
  /** By task, without what entries had that were withdrawn. */
  evidenceCounts(taskIds: readonly string[]): Promise<Map<string, number>>;
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
