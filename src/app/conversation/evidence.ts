import type { ClaimLine, EvidenceLine } from '../../domain/message/closure-notice.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import { isClosed, isUnderReview, type Task } from '../../domain/task/task.ts';
import { note } from '../acting.ts';
import type { KeptMedia } from '../delivery/channel-stores.ts';
import type { SentMedia } from '../supervision/closure-stores.ts';
import type { Pending } from '../delivery/message-stores.ts';
import { claimOf } from '../supervision/claim.ts';
import { ownCodeIn } from './codes-in.ts';
import { answer, type Turn } from './turn.ts';

/** A picture belongs to the answer before it for so long; without one, to the answer that follows as soon. */
const TOGETHER_MS = 2 * 3_600_000;

/** A task, and the entry of this week that its evidence is tied to. */
interface Target {
  readonly task: Task;
  readonly entryId: string;
}

type Asked = Extract<Pending, { kind: 'evidence' }>;

/**
 * What came before a report about one task and belongs to it: the pictures of the same message, those about which was
 * asked whether they are of this task, and those that no earlier report of the person can be meant by.
 */
export async function takeEarlier(turn: Turn, reported: readonly Target[]): Promise<readonly EvidenceLine[]> {
  const [target, ...others] = reported;
  if (!target || others.length > 0) return [];
  const [sent, asked] = [await looseMedia(turn), await askedAbout(turn)];
  const isNew = new Set(reported.map(({ entryId }) => entryId));
  const before = (await entriesOfWeek(turn)).filter(({ id }) => !isNew.has(id));
  const isAsked = asked?.codes.includes(target.task.code) ?? false;
  const fits = ({ inboundId, receivedAt }: SentMedia): boolean =>
    inboundId === turn.message.id ||
    (asked?.inboundIds.includes(inboundId)
      ? isAsked
      : !before.some(({ recordedAt }) => isTogether(new Date(recordedAt), receivedAt)));
  const { lines } = await tie(turn, target, sent.filter(fits));
  if (isAsked) await turn.stores.pending.set(turn.person.id, null, turn.now);
  return lines;
}

/**
 * Finds out what the pictures or files of this message bear out: what the person's last answer was about, or the task
 * of the message he quotes; one question when that was about several.
 * @returns what was done, or null when they belong to no answer yet
 */
export async function placeEvidence(turn: Turn, quoted: string | undefined): Promise<string | null> {
  const sent = (await looseMedia(turn)).filter(({ inboundId }) => inboundId === turn.message.id);
  if (sent.length === 0) return tiedOrRepeated(turn);
  const answered = await answeredJustNow(turn, quoted);
  const [target, ...others] = answered;
  if (!target) return null;
  if (others.length > 0) return askWhich(turn, answered);
  answer(turn, await receiptOf(turn, [target], await tie(turn, target, sent)));
  return 'evidence_kept';
}

/** They went with the words of the same message, whose receipt names them. */
async function tiedOrRepeated(turn: Turn): Promise<string | null> {
  const own = await turn.stores.media.ofMessage(turn.message.id);
  return own.length > 0 ? 'evidence_kept' : null;
}

async function askWhich(turn: Turn, answered: readonly Target[]): Promise<string> {
  const asked = await askedAbout(turn);
  const inboundIds = [...(asked?.inboundIds ?? []), turn.message.id];
  const choices = answered.map(({ task: { code, title } }) => ({ code, title }));
  const ask = { kind: 'evidence', inboundIds, codes: choices.map(({ code }) => code) } as const;
  await turn.stores.pending.set(turn.person.id, ask, new Date(turn.now.getTime() + TOGETHER_MS));
  const count = (await looseMedia(turn)).filter(({ inboundId }) => inboundIds.includes(inboundId)).length;
  answer(turn, { kind: 'evidence_question', count, choices });
  return 'asked_which_evidence';
}

/** The answer to that question. */
export async function answerWhichEvidence(
  turn: Turn,
  asked: Asked,
  codes: readonly string[],
): Promise<string> {
  await turn.stores.pending.set(turn.person.id, null, turn.now);
  const standing = await entriesOfWeek(turn);
  const targets = codes.flatMap((code) => targetOf(turn, standing, code));
  const sent = (await looseMedia(turn)).filter(({ inboundId }) => asked.inboundIds.includes(inboundId));
  const lines: EvidenceLine[] = [];
  let repeated = 0;
  for (const target of targets) {
    const tied = await tie(turn, target, sent);
    lines.push(...tied.lines);
    repeated += tied.repeated;
  }
  answer(turn, await receiptOf(turn, targets, { lines, repeated }));
  return 'evidence_kept';
}

async function askedAbout({ stores, person, now }: Turn): Promise<Asked | null> {
  const pending = await stores.pending.of(person.id, now);
  return pending?.kind === 'evidence' ? pending : null;
}

/** The tasks of the last answer, as far as it was given just now. */
async function answeredJustNow(turn: Turn, quoted: string | undefined): Promise<Target[]> {
  const code = quoted === undefined ? null : ownCodeIn(turn, quoted);
  if (code !== null) return targetOf(turn, await entriesOfWeek(turn), code);
  const last = (await turn.stores.entries.lastAnswer(turn.person.id, turn.week)).filter(({ recordedAt }) =>
    isTogether(new Date(recordedAt), turn.now),
  );
  const codes = turn.ownTasks.flatMap((task) =>
    last.some(({ taskId }) => taskId === task.id) ? [task.code] : [],
  );
  return codes.flatMap((each) => targetOf(turn, last, each));
}

const isTogether = (earlier: Date, later: Date): boolean =>
  later >= earlier && later.getTime() - earlier.getTime() <= TOGETHER_MS;

/** The last entry of the task among these; what is closed takes no more evidence. */
function targetOf(turn: Turn, entries: readonly ProgressEntry[], code: string): Target[] {
  const task = turn.ownTasks.find((own) => own.code === code && !isClosed(own));
  const entry = entries.findLast(({ taskId }) => taskId === task?.id);
  return task && entry ? [{ task, entryId: entry.id }] : [];
}

/** What the person has reported this week and not withdrawn. */
async function entriesOfWeek({ stores, ownTasks, week, person }: Turn): Promise<ProgressEntry[]> {
  const ids = ownTasks.map(({ id }) => id);
  const standing = standingEntries(await stores.entries.ofTasks(ids, week));
  return standing.filter((entry) => entry.week === week && entry.by.id === person.id);
}

const looseMedia = ({ stores, person, message, now, clock, week }: Turn): Promise<SentMedia[]> => {
  const monday = clock.instant({ date: week, time: '00:00' });
  const since = new Date(Math.max(monday.getTime(), now.getTime() - TOGETHER_MS));
  return stores.evidence.loose({ personId: person.id, messageId: message.id, since });
};

interface Tied {
  readonly lines: readonly EvidenceLine[];
  readonly repeated: number;
}

async function tie(turn: Turn, { task, entryId }: Target, media: readonly KeptMedia[]): Promise<Tied> {
  if (media.length === 0) return { lines: [], repeated: 0 };
  const added = await turn.stores.evidence.add({ id: entryId, taskId: task.id }, media, {
    personId: turn.person.id,
    at: turn.now,
  });
  const detail = { entryId, files: added.map(({ sha256, bytes }) => ({ sha256, bytes })) };
  if (added.length > 0) await note(turn, 'evidence_added', task.id, { detail });
  return {
    lines: added.map(({ fileName, bytes }) => ({ code: task.code, fileName, bytes })),
    repeated: media.length - added.length,
  };
}

/** What was added on the page before the answer was sent. */
export async function tieUploads(
  turn: Turn,
  target: Target,
  ids: readonly string[],
): Promise<readonly EvidenceLine[]> {
  const sent = await turn.stores.evidence.uploads({ personId: turn.person.id, ids });
  return (await tie(turn, target, sent)).lines;
}

const receiptOf = async (turn: Turn, targets: readonly Target[], { lines, repeated }: Tied) =>
  ({
    kind: 'closure_receipt',
    evidence: lines,
    repeated,
    claims: await claimLines(
      turn,
      targets.map(({ task }) => task),
    ),
  }) as const;

/** Those of the tasks that are under review now, with what their claims still lack. */
export async function claimLines(turn: Turn, tasks: readonly Pick<Task, 'id'>[]): Promise<ClaimLine[]> {
  const lines = [];
  for (const { id } of tasks) {
    const task = await turn.stores.tasks.byId(id);
    if (!task || !isUnderReview(task)) continue;
    lines.push({ code: task.code, closure: task.closure, check: (await claimOf(turn, task)).check });
  }
  return lines;
}
