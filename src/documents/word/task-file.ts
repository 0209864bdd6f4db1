import type { TaskFile } from '../../app/papers/task-file.ts';
import type { Issued } from '../../app/papers/papers.ts';
import { acceptedAnswers } from '../../domain/ledger/accepted-answers.ts';
import type { Completion, Task } from '../../domain/task/task.ts';
import { lifeLine } from '../../zh/audit.ts';
import { replyStatusLabel } from '../../zh/labels.ts';
import { commonText, fullDate, ordinalSentence } from '../../zh/word/common.ts';
import { taskFileText as words } from '../../zh/word/task-file.ts';
import { heading, paragraph, type Block, type Paper, type Table } from './paper.ts';
import { orGap, toFill } from './report.ts';

/** 销号单: what was to be done, what was done, what bears it out, who approved it. */
export function composeClosureForm(file: TaskFile, { settings, date }: Issued): Paper {
  const { task } = file;
  return {
    form: 'document',
    title: words.form.title,
    subtitle: task.closure === 'closed' ? words.form.roundLine(file.roundName) : words.form.open,
    body: [
      fieldTable(file, ['done']),
      heading(1, words.evidence.title),
      evidenceTable(file),
      heading(1, words.reviews.title),
      reviewTable(file),
      ...[words.signatures.unit, words.signatures.leader, words.signatures.office].map((who) =>
        paragraph(who, toFill(words.signatureGap)),
      ),
    ],
    signature: { office: orGap(settings.office, commonText.office), date },
  };
}

/** The whole life of a task: what it is, every answer that stands, every file, every review, the log. */
export function composeArchive(file: TaskFile): Paper {
  return {
    form: 'document',
    title: words.archive.title,
    subtitle: words.form.roundLine(file.roundName),
    body: [
      heading(1, words.basics),
      fieldTable(file, ['claimed', 'closed', 'remark']),
      heading(1, words.answers.title),
      answerTable(file),
      heading(1, words.evidence.title),
      evidenceTable(file, true),
      heading(1, words.reviews.title),
      reviewTable(file),
      heading(1, words.life.title),
      lifeTable(file),
    ],
  };
}

type Field = keyof typeof words.fields;

const FIELDS: Readonly<Record<Field, (task: Task, file: TaskFile) => string>> = {
  code: ({ code }) => code,
  category: ({ category }) => category.name,
  problem: ({ problem }) => `${problem.no}.${problem.name}`,
  title: ({ title }) => title,
  measures: ({ measures }) => numberedLines(measures.map(words.measure)),
  leader: ({ leader }) => leader?.name ?? '',
  unit: ({ leadUnit }) => leadUnit?.name ?? '',
  owner: ({ owner }) => owner?.name ?? '',
  supports: ({ supportUnits }) => supportUnits.map(({ name }) => name).join('、'),
  due: words.due,
  horizon: words.horizon,
  completion: words.completion,
  closure: words.closure,
  claimed: ({ claimedOn }) => (claimedOn === null ? '' : fullDate(claimedOn)),
  closed: ({ closedOn }) => (closedOn === null ? '' : fullDate(closedOn)),
  done: (task, { answers, asOf }) =>
    ordinalSentence(acceptedAnswers(answers, claimedOf(task), { week: asOf, recordedBy: END_OF_TIME })),
  remark: ({ remark }) => remark,
};

/** Under review the form shows the claim that is to be decided on. */
const claimedOf = ({ completion, closure }: Task): Completion =>
  closure === 'first_review' || closure === 'second_review' ? 'done' : completion;

/** Every answer there is was recorded before it. */
const END_OF_TIME = '9999-12-31T00:00:00Z';
/** What both papers show, before what only one of them does. */
const COMMON: readonly Field[] = [
  'code',
  'category',
  'problem',
  'title',
  'measures',
  'leader',
  'unit',
  'owner',
  'supports',
  'due',
  'horizon',
  'completion',
  'closure',
];

function fieldTable(file: TaskFile, more: readonly Field[]): Table {
  return {
    kind: 'table',
    columns: [
      { heading: words.item, share: 20 },
      { heading: words.content, share: 80, align: 'left' },
    ],
    rows: [...COMMON, ...more].map((field) => [
      words.fields[field],
      FIELDS[field](file.task, file) || words.none,
    ]),
  };
}

const numberedLines = (lines: readonly string[]): string =>
  lines.length > 1 ? lines.map((line, index) => `${index + 1}.${line}`).join('\n') : lines.join('');

/** Nothing there is said, not shown as an empty table. */
const tableOrNone = (table: Table): Block => (table.rows.length === 0 ? paragraph(words.none) : table);

function evidenceTable({ evidence }: TaskFile, hashes = false): Block {
  const { columns, withdrawn } = words.evidence;
  return tableOrNone({
    kind: 'table',
    columns: [
      { heading: columns.no, share: 8 },
      { heading: columns.name, share: 34, align: 'left' },
      { heading: columns.size, share: 12 },
      { heading: columns.by, share: 12 },
      { heading: columns.on, share: 20 },
      ...(hashes ? [{ heading: columns.hash, share: 30 }] : []),
    ],
    rows: evidence.map(({ fileName, bytes, by, on, sha256 }, index) => [
      `${index + 1}`,
      sha256 === null ? `${fileName}${withdrawn}` : fileName,
      words.size(bytes),
      by,
      on,
      ...(hashes ? [sha256 ?? '—'] : []),
    ]),
  });
}

function reviewTable({ reviews }: TaskFile): Block {
  const { columns, level, verdict } = words.reviews;
  return tableOrNone({
    kind: 'table',
    columns: [
      { heading: columns.level, share: 14 },
      { heading: columns.reviewer, share: 16 },
      { heading: columns.verdict, share: 12 },
      { heading: columns.reason, share: 36, align: 'left' },
      { heading: columns.on, share: 22 },
    ],
    rows: reviews.map((each) => [
      level(each.level),
      each.reviewer,
      verdict(each.approved),
      each.reason,
      each.on,
    ]),
  });
}

function answerTable({ answers }: TaskFile): Block {
  const { columns, onBehalf } = words.answers;
  return tableOrNone({
    kind: 'table',
    columns: [
      { heading: columns.week, share: 18 },
      { heading: columns.status, share: 13 },
      { heading: columns.text, share: 35, align: 'left' },
      { heading: columns.plan, share: 20, align: 'left' },
      { heading: columns.by, share: 14 },
    ],
    rows: answers.map((entry) => [
      words.answers.week(entry.week, entry.late),
      replyStatusLabel[entry.status],
      entry.text,
      entry.nextPlan,
      entry.onBehalfOf === null ? entry.by.name : onBehalf(entry.by.name, entry.onBehalfOf.name),
    ]),
  });
}

/** `2026-06-08 09:21 ` is sixteen characters and a space. */
const MOMENT = 16;

function lifeTable({ life }: TaskFile): Block {
  const { at, what } = words.life.columns;
  const lines = life.map(lifeLine);
  return tableOrNone({
    kind: 'table',
    columns: [
      { heading: at, share: 26 },
      { heading: what, share: 74, align: 'left' },
    ],
    rows: lines.map((line) => [line.slice(0, MOMENT), line.slice(MOMENT + 1)]),
  });
}
