import type { CheckResult } from '../../../src/app/doctor/verdict.ts';
import type { WallChart } from '../../../src/domain/ledger/wall-chart.ts';
import type { Deps, JobRequest, PictureSize } from '../../../src/app/ports.ts';
import type { LoadedYear, SetDay } from '../../../src/app/calendar/calendar-stores.ts';
import type { NewOutbound } from '../../../src/app/delivery/message-stores.ts';
import type { Stores } from '../../../src/app/stores.ts';
import type { FrozenWeek, WeekStepRow } from '../../../src/app/week/week-stores.ts';
import { decodeText } from '../../../src/decode-text.ts';
import type { Documents, PrintedLedger, RowFault } from '../../../src/app/documents.ts';
import type { Cli } from '../../../src/cli/cli.ts';
import { papers } from '../../../src/documents/word/papers.ts';
import { runCommand } from '../../../src/cli/program.ts';
import { settableClock } from '../../../src/clock.ts';
import type { ProgressEntry } from '../../../src/domain/reply/entry.ts';
import type { Deputation } from '../../../src/domain/task/deputies.ts';
import { AppError } from '../../../src/errors.ts';
import {
  aDirectory,
  emptyMemory,
  importDeps,
  memoryStore,
  NOW,
  type Listed,
  type Memory,
} from '../app/import/import-store.ts';
import type { LookBack } from '../../../src/domain/task/look-back/look-back.ts';
import { aBackupHouse, type BackupMemory, emptyBackups } from './a-backup-memory.ts';
import { lookBackStores } from './a-look-back-memory.ts';
import { emptyPapers, paperStores, type PaperMemory } from './a-paper-memory.ts';
import { deputyMemory } from './a-deputy-memory.ts';
import { planStores } from './a-week-memory.ts';
import { channelStores, emptyChannels, type ChannelMemory } from './a-channel-memory.ts';

/** A machine without disk, network or database. */
export interface Machine {
  readonly memory: Memory & {
    entries: ProgressEntry[];
    steps: WeekStepRow[];
    frozen: FrozenWeek[];
    outbound: NewOutbound[];
    lookBacks: LookBack[];
    loadedYears: LoadedYear[];
    setDays: SetDay[];
  };
  readonly files: Map<string, Buffer>;
  /** Who is in WeCom's directory; null without a self-built app. */
  directory: Listed[] | null;
  readonly channels: ChannelMemory;
  readonly enqueued: JobRequest[];
  readonly deputies: Deputation[];
  readonly papers: PaperMemory;
  readonly backups: BackupMemory;
  readonly written: PrintedLedger[];
  /** What was reported of long work: what, done, of how many. */
  readonly progress: [string, number, number][];
  readonly drawn: { chart: WallChart; size: PictureSize }[];
  /** What the doctor finds. */
  diagnosis: CheckResult[];
  /** What start, sandbox and demo were called with. */
  readonly calls: unknown[];
  stdin: string;
  sheet: Awaited<ReturnType<Documents['readLedger']>>;
  report: ReturnType<Documents['readReport']>;
  word: ReturnType<Documents['readWord']>;
  /** The faults written into a marked copy. */
  readonly marked: RowFault[];
  fill: (...args: Parameters<Documents['fillTemplate']>) => Awaited<ReturnType<Documents['fillTemplate']>>;
  /** Set: opening the app fails with it. */
  broken: Error | null;
  opened: number;
  closed: number;
  now: Date;
}

export const aMachine = (given: Partial<Machine['memory']> = {}): Machine => ({
  memory: {
    ...emptyMemory(),
    entries: [],
    steps: [],
    frozen: [],
    outbound: [],
    lookBacks: [],
    loadedYears: [],
    setDays: [],
    ...given,
  },
  files: new Map(),
  directory: [],
  channels: emptyChannels(),
  enqueued: [],
  deputies: [],
  papers: emptyPapers(),
  backups: emptyBackups(),
  written: [],
  progress: [],
  drawn: [],
  diagnosis: [],
  calls: [],
  stdin: '',
  sheet: { rows: [], problems: [] },
  report: {
    title: null,
    problems: [],
    counts: {
      total: 0,
      done: 0,
      basically_done: 0,
      not_done: 0,
      stopped: 0,
      ongoing: 0,
      not_stated: 0,
      byCategory: [],
    },
    warnings: [],
  },
  word: { kind: 'text', text: '' },
  marked: [],
  fill: () => ({ kind: 'filled', file: Buffer.from('filled'), mapping: null, unfilled: [] }),
  broken: null,
  opened: 0,
  closed: 0,
  now: NOW,
});

export interface Outcome {
  readonly code: number;
  readonly out: string[];
  readonly err: string[];
  /** What was printed, as JSON. */
  readonly json: unknown;
}

export async function run(machine: Machine, ...args: string[]): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const cli = aCli(
    machine,
    (line) => void out.push(line),
    (line) => void err.push(line),
  );
  const code = await runCommand(cli, args);
  return {
    code,
    out,
    err,
    get json() {
      return JSON.parse(out.join('\n')) as unknown;
    },
  };
}

function aCli(machine: Machine, print: Cli['print'], printError: Cli['printError']): Cli {
  const note = (name: string) => async (options: unknown) => void machine.calls.push([name, options]);
  return {
    async openApp() {
      if (machine.broken) throw machine.broken;
      machine.opened += 1;
      return {
        deps: depsOf(machine),
        groups: machine.directory && { ensure: async () => {} },
        close: async () => void (machine.closed += 1),
      };
    },
    start: note('start'),
    sandbox: note('sandbox'),
    demo: note('demo'),
    migrate: async () => ['0001_init'].filter(() => machine.broken === null),
    async doctor({ waitSeconds, tryRobot, askToSave, found }) {
      machine.calls.push(['doctor', { waitSeconds, tryRobot }]);
      if (waitSeconds > 0) askToSave('https://duban.example.cn/wecom/callback');
      machine.diagnosis.forEach(found);
      return machine.diagnosis;
    },
    backups: aBackupHouse(machine),
    documents: {
      readLedger: async () => machine.sheet,
      ledgerTemplate: async () => Buffer.from('template'),
      fileText: () => ({ kind: 'unknown' }),
      decodeText,
      readReport: () => machine.report,
      readWord: () => machine.word,
      async markedCopy(_sheet, faults) {
        machine.marked.push(...faults);
        return Buffer.from('marked');
      },
      async writeLedger(ledger, options) {
        machine.written.push(ledger);
        options?.written?.(ledger.rows.length, ledger.rows.length);
        return Buffer.from('ledger');
      },
      papers,
      fillTemplate: async (ledger, template) => machine.fill(ledger, template),
    },
    understand: (text, { items }) => ({
      reports: items.map(({ code }) => ({ item: code, status: 'done', text })),
      requests: [],
      command: null,
      unclear: null,
    }),
    readStdin: async () => machine.stdin,
    async readFile(path) {
      const file = machine.files.get(path);
      if (!file) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return file;
    },
    writeFile: async (path, data) => void machine.files.set(path, data),
    print,
    printError,
    progress: { report: (...args) => void machine.progress.push(args) },
  };
}

function depsOf(machine: Machine): Deps {
  const store = memoryStore(machine.memory);
  const [ofWeek, ofChannels] = [weekly(machine), channelStores(machine.channels)];
  const ofPlan = planStores(machine);
  const more = {
    ...ofWeek,
    ...ofChannels,
    ...lookBackStores(machine.memory.lookBacks),
    ...days(machine),
    ...ofPlan,
    desk: { ...store.desk, ...ofPlan.desk },
    outbound: { ...ofChannels.outbound, ...ofWeek.outbound },
    deputies: deputyMemory(machine.deputies),
    ...paperStores(machine.papers, () => machine.memory.tasks),
  };
  return {
    ...(importDeps(machine.memory) as Deps),
    directory: machine.directory && aDirectory(machine.directory),
    channels: machine.channels.open,
    robotId: machine.channels.robotId,
    clock: settableClock(machine.now, 'Asia/Shanghai'),
    async drawWallChart(chart, size) {
      machine.drawn.push({ chart, size });
      return Buffer.from('picture');
    },
    store: {
      ...store,
      ...more,
      transaction: (work) => store.transaction((inner) => work({ ...inner, ...more })),
    },
    queue: { enqueue: async (jobs) => void machine.enqueued.push(...jobs) },
  };
}

function weekly({ memory }: Machine): Pick<Stores, 'entries' | 'weeks'> & {
  outbound: Pick<Stores['outbound'], 'add' | 'skipPlanned'>;
} {
  return {
    entries: {
      ofTasks: async (ids) => memory.entries.filter(({ taskId }) => ids.includes(taskId)),
      evidenceCounts: async () => new Map(),
      ofWeek: notUsed,
      lastAnswer: notUsed,
      lastAnswers: async (ids) => memory.entries.filter(({ taskId }) => ids.includes(taskId)),
      add: notUsed,
    },
    weeks: {
      async ensureSteps(steps) {
        const known = new Set(memory.steps.map(stepKey));
        const missing = steps.filter((step) => !known.has(stepKey(step)));
        memory.steps.push(...missing.map((step) => ({ id: `${step.week}/${step.step}`, ...step })));
      },
      steps: async (roundId, week) =>
        memory.steps.filter((each) => each.roundId === roundId && each.week === week),
      claimDue: async () => [],
      oldestDue: async () => null,
      async finish(id, { state, reason, late }) {
        memory.steps = memory.steps.map((step) => (step.id === id ? { ...step, state, reason, late } : step));
      },
      frozen: async (roundId, week) =>
        memory.frozen.find((each) => each.roundId === roundId && each.week === week) ?? null,
      frozenBefore: async (roundId, week) =>
        memory.frozen.filter((each) => each.roundId === roundId && each.week < week),
      frozenHead: async (roundId, week) =>
        memory.frozen.find((each) => each.roundId === roundId && each.week === week) ?? null,
      headsBefore: async (roundId, week) =>
        memory.frozen.filter((each) => each.roundId === roundId && each.week < week),
      async *rowsOf(weekId) {
        yield memory.frozen.find(({ id }) => id === weekId)?.rows ?? [];
      },
      async *partsOf(weekId) {
        const week = memory.frozen.find(({ id }) => id === weekId);
        if (week) yield { no: 1, rows: week.rows, sha256: week.sha256 };
      },
      freezePart: notUsed,
      figuresBefore: async (roundId, week, limit) =>
        memory.frozen
          .filter((each) => each.roundId === roundId && each.week < week)
          .toSorted((a, b) => b.number - a.number)
          .slice(0, limit),
      async replan(moves) {
        memory.steps = memory.steps.map((step) => ({ ...step, ...moves.find(({ id }) => id === step.id) }));
      },
      async skipPlanned(roundId, reason) {
        const planned = memory.steps.filter((step) => step.roundId === roundId && step.state === 'planned');
        for (const step of planned) Object.assign(step, { state: 'skipped', reason });
        return planned.length;
      },
      skippedWeeks: notUsed,
      freeze: notUsed,
    },
    outbound: {
      async add(messages) {
        const known = new Set(memory.outbound.map(messageKey));
        const fresh = messages.filter((message) => !known.has(messageKey(message)));
        memory.outbound.push(...fresh);
        return fresh.map(messageKey);
      },
      skipPlanned: async (roundId) => memory.outbound.filter((each) => each.roundId === roundId).length,
    },
  };
}

/** The calendar in force is 2026's alone, whatever is kept here. */
function days({ memory }: Machine): Pick<Stores, 'calendar'> {
  const others = (day: SetDay['day']) => memory.setDays.filter((each) => each.day !== day);
  return {
    calendar: {
      shipped: [2025, 2026],
      loaded: async () => memory.loadedYears,
      setDays: async () => memory.setDays,
      load: async (year) => void memory.loadedYears.push(year),
      setDay: async (day) => void (memory.setDays = [...others(day.day), day]),
      async clearDay(day) {
        const had = memory.setDays.length;
        memory.setDays = others(day);
        return memory.setDays.length < had;
      },
    },
  };
}

const notUsed = (): never => {
  throw new Error('no command needs this');
};

const stepKey = ({ roundId, week, step }: Omit<WeekStepRow, 'id'>): string => `${roundId} ${week} ${step}`;

const messageKey = ({ personId, roundId, kind, period }: NewOutbound): string =>
  JSON.stringify([personId, roundId, kind, period]);

export const misconfigured = new AppError(
  'config_invalid',
  'the environment is misconfigured:\n  PORT: too large',
);
