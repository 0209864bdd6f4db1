import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { carryOutImport } from '../../app/import/import-ledger.ts';
import { planReportImport } from '../../app/import/import-report.ts';
import type { Documents } from '../../app/documents.ts';
import { pickLedger } from '../../app/papers/pick-ledger.ts';
import { addDays } from '../../domain/calendar/date.ts';
import type { Round } from '../../domain/task/round.ts';
import { inventedAnswer, leadingGroupName } from '../../zh/names.ts';
import { readCorp } from '../corp.ts';
import { ensureLeadingGroup, peopleOf, readExampleRound } from '../example.ts';
import { readJson } from '../project.ts';
import type { Service } from '../serve.ts';
import { DEMO_MONDAY, runDemo, type DemoOptions } from './run-demo.ts';
import { invent, readAnswers, type DemoScript } from './script.ts';

export interface DemoCommand {
  /** A published report to make the round from; the example round without it. */
  readonly report?: string;
  readonly out: string;
  readonly documents: Documents;
  print(line: string): void;
}

/** `npm run demo`: one week from reminder to digest, without a person. */
export async function demo({ report, out, documents, print }: DemoCommand): Promise<void> {
  const prepare =
    report === undefined ? exampleWeek : (service: Service) => reportWeek(service, report, documents);
  await runDemo({
    corp: readCorp(null),
    out,
    print,
    prepare,
    example: report === undefined,
    writeLedger: async ({ week }, round, deps) =>
      documents.writeLedger(await pickLedger(deps, round, { week })),
  });
}

type Week = Awaited<ReturnType<DemoOptions['prepare']>>;

async function exampleWeek({ app }: Service): Promise<Week> {
  const [round] = await app.deps.store.rounds.active();
  if (!round) throw new Error('the example round was not loaded');
  return {
    round,
    script: script(round, readAnswers(await readJson('examples', 'answers.json'), DEMO_MONDAY)),
  };
}

/** A real report's items, dealt out to the sandbox's people. */
async function reportWeek({ app }: Service, file: string, documents: Documents): Promise<Week> {
  const { deps, wecom } = app;
  const corp = readCorp(null);
  const example = await readExampleRound();
  const managers = new Set([...example.round.managers, ...example.round.leadingGroup]);
  for (const { userid, name } of peopleOf(corp)) {
    const roles = example.round.managers.includes(userid) ? (['manager'] as const) : [];
    await deps.store.people.save({ userid, name, unitId: null, roles });
  }
  const report = documents.readReport(await readFile(file, 'utf8'));
  const plan = await planReportImport(deps, {
    report,
    round: { letter: 'A', name: report.title ?? path.basename(file) },
    dueOn: addDays(DEMO_MONDAY, 3),
    dealOwnersTo: peopleOf(corp).filter(({ userid }) => !managers.has(userid)),
    directory: wecom.directory,
  });
  const { roundId } = await carryOutImport(deps, plan);
  if (wecom.groups === null) throw new Error('the demo plays with an app');
  const target = await ensureLeadingGroup(wecom.groups, example.round.leadingGroup);
  await deps.store.rounds.setDigestTarget(roundId, target);
  const round = await deps.store.rounds.byId(roundId);
  if (!round) throw new Error('the round of the report was not made');
  const userids = new Map((await deps.store.people.all()).map(({ id, userid }) => [id, userid]));
  const tasks = await deps.store.tasks.list({ roundId });
  return { round, script: script(round, invent(tasks, userids, DEMO_MONDAY, inventedAnswer)) };
}

const script = ({ digestTarget }: Round, acts: DemoScript['acts']): DemoScript => ({
  acts,
  groups: digestTarget?.kind === 'appchat' ? [{ id: digestTarget.chatid, name: leadingGroupName }] : [],
});
