import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Audience } from '../../domain/ledger/publication.ts';
import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import type { Documents } from '../documents.ts';
import { refuseSecretFile } from '../import/refuse-secret.ts';
import type { Asker } from '../office/asker.ts';
import { exportMark } from '../office/export-mark.ts';
import { noteExport, type Exported } from '../office/note-export.ts';
import type { Deps, PictureSize } from '../ports.ts';
import { drawnFrom } from '../week/wall-chart.ts';
import { issuedBulletin } from './issue-bulletin.ts';
import { letterFacts, urgeFacts } from './letter-facts.ts';
import { packFacts } from './pack-facts.ts';
import { issuedNow, paperLedger } from './paper-ledger.ts';
import { asSeenBy, pickLedger } from './pick-ledger.ts';
import { reportFacts, type ReportChoice } from './report-facts.ts';
import { taskFile } from './task-file.ts';

/* What somebody takes away as a file, as far as he may see it; that it left the house is remembered. */

/** What a file is, for its name. */
export interface FileFacts {
  readonly round: string;
  readonly asOf: DateOnly;
  /** Of a frozen week. */
  readonly weekNo?: number | null;
  readonly audience?: Audience;
  /** Of a bulletin. */
  readonly number?: number;
  readonly code?: string;
  readonly unit?: string;
}

export interface TakenAway {
  readonly file: Buffer;
  readonly facts: FileFacts;
  /** Places that a person has to fill in. */
  readonly gaps?: number;
  /** Columns of a template that nothing could be put into. */
  readonly unfilled?: readonly string[];
}

export type NotTakenAway =
  | { readonly refused: 'template_refused'; readonly reasons: readonly string[] }
  | { readonly refused: 'urge_mixed' };

/** Who takes it away, with what it is made. */
export interface Desk {
  readonly deps: Deps;
  readonly documents: Documents;
  readonly asker: Asker;
}

interface OfWeek {
  /** Any day of a frozen week; without it as it stands now. */
  readonly week?: DateOnly;
}

const issued = (desk: Desk, round: Round) =>
  issuedNow(desk.deps, round, { mark: exportMark(desk.deps, desk.asker) });

const noted = (
  { deps, asker: { by, person } }: Desk,
  round: Round,
  what: Omit<Exported, 'by' | 'as'>,
): Promise<void> => noteExport(deps, round, { ...what, as: person.userid, by });

export async function takeLedger(
  desk: Desk,
  round: Round,
  {
    paper = 'a3',
    template,
    ...choice
  }: OfWeek & { readonly paper?: 'a3' | 'a4'; readonly template?: Buffer },
): Promise<TakenAway | NotTakenAway> {
  const { deps, documents, asker } = desk;
  const all = await pickLedger(deps, round, choice);
  const ledger = await asSeenBy(deps, round, asker.person.userid, all);
  const { week, weekNo, asOf } = ledger.meta;
  const facts = { round: round.name, asOf, weekNo };
  const left = { week, tasks: ledger.rows.length };
  if (template === undefined) {
    const file = await documents.writeLedger(ledger, { paper, mark: exportMark(desk.deps, desk.asker) });
    await noted(desk, round, left);
    return { file, facts };
  }
  const filled = await documents.fillTemplate(ledger, { file: template, mapping: null });
  if (filled.kind === 'refused' && filled.secret)
    await refuseSecretFile(deps, { type: '.xlsx', bytes: template.length, by: asker.by });
  if (filled.kind === 'refused') return { refused: 'template_refused', reasons: filled.reasons };
  await noted(desk, round, { ...left, which: 'template' });
  return { file: filled.file, facts, unfilled: filled.unfilled };
}

export async function takeReport(
  desk: Desk,
  round: Round,
  { audience, answers, ...choice }: OfWeek & ReportChoice,
): Promise<TakenAway> {
  const { deps, documents, asker } = desk;
  const ledger = await paperLedger(deps, round, { ...choice, as: asker.person.userid });
  const facts = await reportFacts(deps.store, round, ledger, { audience, answers });
  const { file, gaps } = await documents.papers.report(facts, issued(desk, round));
  const { week, rows, weekNo, figures } = ledger;
  await noted(desk, round, { week, tasks: rows.length, paper: 'report', which: audience });
  return { file, gaps, facts: { round: round.name, asOf: figures.asOf, weekNo, audience } };
}

export async function takePack(desk: Desk, round: Round, choice: OfWeek): Promise<TakenAway> {
  const { deps, documents, asker } = desk;
  const ledger = await paperLedger(deps, round, { ...choice, as: asker.person.userid });
  const made = await documents.papers.pack(await packFacts(deps, round, ledger), issued(desk, round));
  const { week, rows, weekNo, figures } = ledger;
  await noted(desk, round, { week, tasks: rows.length, paper: 'pack' });
  return { ...made, facts: { round: round.name, asOf: figures.asOf, weekNo } };
}

/** `urge_mixed`: one is closed, or they are tasks of several units. */
export async function takeUrge(
  desk: Desk,
  round: Round,
  { codes, limit }: { readonly codes: readonly string[]; readonly limit: DateOnly | null },
): Promise<TakenAway | NotTakenAway> {
  const { deps, documents, asker } = desk;
  const ledger = await paperLedger(deps, round, { as: asker.person.userid });
  const wanted = [...new Set(codes)];
  let facts;
  try {
    facts = await urgeFacts(deps.store, round, ledger, { codes: wanted, limit });
  } catch (error) {
    if (error instanceof AppError && error.code === 'usage') return { refused: 'urge_mixed' };
    throw error;
  }
  const made = await documents.papers.urge(facts, issued(desk, round));
  const which = wanted.join(' ');
  await noted(desk, round, { week: ledger.week, tasks: wanted.length, paper: 'urge', which });
  return { ...made, facts: { round: round.name, asOf: ledger.figures.asOf, unit: facts.unit } };
}

export async function takeLetter(desk: Desk, round: Round, code: string): Promise<TakenAway> {
  const { deps, documents } = desk;
  const how = issued(desk, round);
  const made = await documents.papers.letter(await letterFacts(deps, round, code), how);
  await noted(desk, round, { week: how.date, tasks: 1, paper: 'letter', which: code });
  return { ...made, facts: { round: round.name, asOf: how.date, code } };
}

export async function takeBulletin(desk: Desk, round: Round, number: number): Promise<TakenAway> {
  const { deps, documents } = desk;
  const facts = await issuedBulletin(deps, round, number);
  const made = await documents.papers.bulletin(facts, issued(desk, round));
  const { week, figures } = facts.state;
  const left = { week, tasks: figures.tasks.total, paper: 'bulletin', which: `${number}` };
  await noted(desk, round, left);
  return { ...made, facts: { round: round.name, asOf: figures.asOf, number } };
}

export async function takeTaskPaper(
  desk: Desk,
  round: Round,
  { code, paper }: { readonly code: string; readonly paper: 'closure-form' | 'archive' },
): Promise<TakenAway> {
  const { deps, documents } = desk;
  const file = await taskFile(deps, round, code);
  const how = issued(desk, round);
  const write = paper === 'archive' ? documents.papers.archive : documents.papers.closureForm;
  const made = await write(file, how);
  await noted(desk, round, { week: how.date, tasks: 1, paper, which: code });
  return { ...made, facts: { round: round.name, asOf: how.date, code } };
}

export async function takeWallChart(
  desk: Desk,
  round: Round,
  { size, ...choice }: OfWeek & { readonly size: PictureSize },
): Promise<TakenAway> {
  const { deps, asker } = desk;
  const all = await pickLedger(deps, round, choice);
  const { rows, figures, meta } = await asSeenBy(deps, round, asker.person.userid, all);
  const { week, weekNo, sha256, asOf } = meta;
  const made = await drawnFrom(deps.store, round, { week, number: weekNo, sha256, rows, figures });
  if (made.kind === 'refused')
    throw new AppError('import_invalid', `the figures do not close: ${JSON.stringify(made.errors)}`);
  const file = await deps.drawWallChart(made.chart, size);
  await noted(desk, round, { week, tasks: rows.length, which: 'wall_chart' });
  return { file, facts: { round: round.name, asOf, weekNo } };
}
