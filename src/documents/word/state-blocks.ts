import type { ListedTask, StateOfRound } from '../../app/papers/state-of-round.ts';
import { checkFigures } from '../../domain/ledger/check-figures.ts';
import type { CompletionCount, GroupCount } from '../../domain/ledger/ledger.ts';
import { countHeading } from '../../zh/columns.ts';
import { percent, shownParts } from '../../zh/word/common.ts';
import { bulletinText } from '../../zh/word/bulletin.ts';
import { paragraph, type Block, type Column, type Table } from './paper.ts';
import { refuseOpenSums } from './sums.ts';

/* What bulletins and the meeting pack have in common. */

/** @throws RangeError with the sums when a figure does not close (domain rule 4) */
export function wholeBlocks({ figures }: StateOfRound): Block[] {
  refuseOpenSums(checkFigures(figures));
  return [
    paragraph(bulletinText.counted('反馈问题', figures.problems)),
    paragraph(bulletinText.counted('整改任务', figures.tasks), bulletinText.lights(figures)),
    paragraph(bulletinText.answers(figures)),
  ];
}

export function changeBlocks({ previous, movement, figures }: StateOfRound): Block[] {
  if (previous === null || movement === null) return [paragraph(bulletinText.noBefore)];
  const since = { asOf: previous.asOf, total: previous.figures.tasks.total };
  const changes = [
    ...bulletinText.total(since, movement, figures.tasks.total),
    ...bulletinText.movement(movement),
  ];
  const said = changes.length === 0 ? bulletinText.noChange : `${changes.join('；')}。`;
  return [paragraph(bulletinText.since(previous.asOf) + said)];
}

type ListColumn = keyof typeof bulletinText.columns;

const COLUMNS: Readonly<Record<ListColumn, Omit<Column, 'heading'> & { text(task: ListedTask): string }>> = {
  code: { share: 10, text: ({ code }) => code },
  task: { share: 32, align: 'left', text: ({ task }) => task },
  unit: { share: 24, text: ({ unit }) => unit },
  leader: { share: 13, text: ({ leader }) => leader },
  owner: { share: 13, text: ({ owner }) => owner },
  due: { share: 24, text: ({ dueOn }) => dueOn ?? countHeading.ongoing },
  days: { share: 9, text: ({ overdueDays }) => `${overdueDays}` },
  progress: { share: 28, align: 'left', text: ({ progress }) => progress },
};

/** A sentence with the number of tasks and their table, or that there are none. */
export function taskList(
  tasks: readonly ListedTask[],
  columns: readonly ListColumn[],
  words: { readonly none: string; count(count: number): string },
): Block[] {
  if (tasks.length === 0) return [paragraph(words.none)];
  return [
    paragraph(words.count(tasks.length)),
    {
      kind: 'table',
      columns: columns.map((column) => ({ ...COLUMNS[column], heading: bulletinText.columns[column] })),
      rows: tasks.map((task) => columns.map((column) => COLUMNS[column].text(task))),
    },
  ];
}

const countCells = (name: string, count: CompletionCount, whole: CompletionCount): string[] => [
  name,
  `${count.total}`,
  ...shownParts(whole).map((part) => `${count[part]}`),
  percent(count.done, count.total),
];

/** Counts by group with their sum; the rate is of each line's own total. */
export function countTable(
  groups: readonly GroupCount[],
  whole: CompletionCount,
  words: { readonly caption: string; readonly by: string; readonly sum: string },
): Table {
  return {
    kind: 'table',
    caption: words.caption,
    columns: [
      { heading: words.by, share: 30, align: 'left' },
      { heading: countHeading.total, share: 10 },
      ...shownParts(whole).map((part) => ({ heading: countHeading[part], share: 16 })),
      { heading: bulletinText.table.rate, share: 13 },
    ],
    rows: [
      ...groups.map(({ name, count }) => countCells(name || bulletinText.table.nameless, count, whole)),
      countCells(words.sum, whole, whole),
    ],
    total: true,
  };
}
