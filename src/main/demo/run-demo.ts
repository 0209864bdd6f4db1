import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Deps } from '../../app/ports.ts';
import type { FrozenWeek } from '../../app/week/week-stores.ts';
import { runDueSteps } from '../../app/week/run-due-steps.ts';
import { settableClock } from '../../clock.ts';
import { readConfig } from '../../config.ts';
import { compareLocalTime, dateOnly, type LocalTime } from '../../domain/calendar/date.ts';
import type { Round } from '../../domain/task/round.ts';
import { createLog } from '../../log.ts';
import type { Corp } from '../../sandbox/corp.ts';
import {
  buttonName,
  demoDone,
  demoHeading,
  figuresLine,
  pictured,
  pressed,
  said,
  stepTitle,
} from '../../zh/demo.ts';
import { writeWhole } from '../write-file.ts';
import { serve, type Service } from '../serve.ts';
import type { DemoScript, ScriptedAct } from './script.ts';
import { sandboxClient, type SandboxClient } from './sandbox-client.ts';
import { openTranscript, type Transcript } from './transcript.ts';

/** A plain week, so that the transcript reads the same whenever it is made. */
export const DEMO_MONDAY = dateOnly('2026-06-08');

const ZONE = 'Asia/Shanghai';
const IDLE_MS = 30_000;

export interface DemoOptions {
  readonly corp: Corp;
  readonly out: string;
  print(line: string): void;
  writeLedger(frozen: FrozenWeek, round: Round, deps: Deps): Promise<Buffer>;
  /** Whether the service brings the example round itself. */
  readonly example: boolean;
  /** Loads the round and says who will answer what. */
  prepare(service: Service): Promise<{ round: Round; script: DemoScript }>;
}

/** Runs one whole week of a round against the sandbox, on a clock that jumps from event to event. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'duban-demo-'));
  const clock = settableClock(new Date(`${DEMO_MONDAY}T00:50:00Z`), ZONE);
  const service = await serve({
    config: readConfig({ DUBAN_DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: '0', TZ_BUSINESS: ZONE }),
    clock,
    log: createLog('error', 'stderr'),
    role: 'all',
    corp: options.corp,
    schedules: false,
    example: options.example,
  });
  try {
    const { round, script } = await options.prepare(service);
    await playWeek(service, round, script, clock, options);
  } finally {
    await service.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface TimedAct {
  readonly at: LocalTime;
  play(transcript: Transcript): Promise<void>;
}

async function playWeek(
  { app: { deps }, sandbox }: Service,
  round: Round,
  script: DemoScript,
  clock: ReturnType<typeof settableClock>,
  options: DemoOptions,
): Promise<void> {
  if (!sandbox) throw new Error('the demo needs the sandbox');
  const client = sandboxClient(sandbox.url);
  const started = clock.now();
  const tasks = await deps.store.tasks.list({ roundId: round.id });
  const people = await client.people();
  options.print(demoHeading(round.name, tasks.length, people.length));
  const transcript = await openTranscript(client, script.groups, clock, options.print);
  await runDueSteps(deps);
  const names = new Map(people.map(({ userid, name }) => [userid, name]));
  const acts = [...(await stepActs(deps, round)), ...script.acts.map((act) => answerAct(client, act, names))];
  for (const act of acts.toSorted((a, b) => compareLocalTime(a.at, b.at))) {
    clock.set(clock.instant(act.at));
    await act.play(transcript);
    await settle(deps);
    await transcript.received();
  }
  await report(deps, round, started, options);
}

async function stepActs(deps: Deps, round: Round): Promise<TimedAct[]> {
  const steps = await deps.store.weeks.steps(round.id, DEMO_MONDAY);
  return steps.map(({ step, dueAt }) => ({
    at: deps.clock.local(dueAt),
    async play(transcript) {
      transcript.heading(stepTitle[step]);
      await runDueSteps(deps);
    },
  }));
}

const answerAct = (
  client: SandboxClient,
  act: ScriptedAct,
  names: ReadonlyMap<string, string>,
): TimedAct => ({
  at: act.at,
  async play(transcript) {
    const name = names.get(act.userid) ?? act.userid;
    transcript.heading(act.note);
    if ('say' in act) {
      transcript.line(said(name, act.say));
      await client.say(act.userid, act.say);
    } else if ('picture' in act) {
      transcript.line(pictured(name));
      await client.sendPicture(act.userid);
    } else {
      transcript.line(pressed(name, buttonName(act.press.key), act.press.task));
      await client.press(act.userid, act.press.key, act.press.task);
    }
  },
});

/** Waits until every message that came in is handled and every message that is due is out. */
async function settle({ store, clock }: Deps): Promise<void> {
  const patience = AbortSignal.timeout(IDLE_MS);
  const later = new Date(clock.now().getTime() + 1000);
  for (;;) {
    const waiting =
      (await store.inbound.unhandled(later, 1)).length + (await store.outbound.due(clock.now(), 1)).length;
    const counts = await store.outbound.countByKindAndState(new Date(0));
    if (waiting === 0 && counts.every(({ state }) => state !== 'sending')) return;
    if (patience.aborted) throw new Error('the week does not settle: messages are left');
    await pause(15);
  }
}

async function report(deps: Deps, round: Round, started: Date, options: DemoOptions): Promise<void> {
  const frozen = await deps.store.weeks.frozen(round.id, DEMO_MONDAY);
  if (!frozen) throw new Error('the week was not frozen');
  const { store } = deps;
  const summary = {
    round: round.name,
    week: frozen.week,
    number: frozen.number,
    sha256: frozen.sha256,
    messages: await store.outbound.countByKindAndState(started),
    replies: await store.inbound.countByOutcome(started),
    entries: (await store.entries.ofWeek(round.id, frozen.week)).length,
    auditChainIntact: (await store.audit.verify()) === null,
    figures: frozen.figures,
  };
  const [ledger, summaryFile] = [
    path.join(options.out, 'ledger.xlsx'),
    path.join(options.out, 'summary.json'),
  ];
  await mkdir(options.out, { recursive: true });
  await writeWhole(ledger, await options.writeLedger(frozen, round, deps));
  await writeWhole(summaryFile, Buffer.from(`${JSON.stringify(summary, null, 2)}\n`));
  const { tasks, answers } = frozen.figures;
  options.print(
    demoDone(ledger, summaryFile, figuresLine(tasks.total, tasks.done, answers.asked, answers.answered)),
  );
}
