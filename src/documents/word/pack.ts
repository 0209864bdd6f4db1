import type { PackFacts } from '../../app/papers/pack-facts.ts';
import { bulletinText, packText as words } from '../../zh/word/bulletin.ts';
import { heading, paragraph, titleLines, type Block, type Paper } from './paper.ts';
import { changeBlocks, countTable, taskList, wholeBlocks } from './state-blocks.ts';

/** Everything the weekly dispatch meeting needs, in one paper. */
export function composePack(facts: PackFacts): Paper {
  const { state } = facts;
  const { figures } = state;
  const { caption, category, sum } = words.byCategory;
  const { table } = bulletinText;
  return {
    form: 'document',
    title: titleLines(words.title(state.roundName)),
    subtitle: words.asOf(figures.asOf, state.weekNo),
    body: [
      heading(1, bulletinText.whole),
      ...wholeBlocks(state),
      countTable(figures.byCategory.problems, figures.problems, { caption, by: category, sum }),
      countTable(figures.byUnit, figures.tasks, {
        caption: table.caption(figures.tasks.total),
        by: table.unit,
        sum: table.sum,
      }),
      heading(1, bulletinText.changes),
      ...changeBlocks(state),
      heading(1, bulletinText.overdue),
      ...taskList(state.red, ['code', 'task', 'unit', 'leader', 'owner', 'due', 'days'], {
        none: bulletinText.noOverdue,
        count: bulletinText.overdueCount,
      }),
      heading(1, bulletinText.near),
      ...taskList(state.near, ['code', 'task', 'unit', 'owner', 'due', 'progress'], {
        none: bulletinText.noNear,
        count: bulletinText.nearCount,
      }),
      heading(1, bulletinText.unanswered),
      ...taskList(state.unanswered, ['code', 'task', 'unit', 'owner', 'due'], {
        none: bulletinText.allAnswered,
        count: bulletinText.unansweredCount,
      }),
      heading(1, words.waiting),
      ...waitingBlocks(facts),
      heading(1, words.warnings),
      ...(facts.warnings.length === 0
        ? [paragraph(words.noWarnings)]
        : facts.warnings.map((warning, index) => paragraph(`${index + 1}. ${words.warning(warning)}。`))),
      heading(1, words.letters),
      ...letterBlocks(facts),
    ],
  };
}

function waitingBlocks({ waiting }: PackFacts): Block[] {
  if (waiting.length === 0) return [paragraph(words.noWaiting)];
  const { what, by, on, wish } = words.waitingColumns;
  const { code, task, unit } = bulletinText.columns;
  return [
    paragraph(words.waitingCount(waiting.length)),
    {
      kind: 'table',
      columns: [
        { heading: what, share: 17 },
        { heading: code, share: 10 },
        { heading: task, share: 26, align: 'left' },
        { heading: unit, share: 25 },
        { heading: by, share: 14 },
        { heading: on, share: 24 },
        { heading: wish, share: 20, align: 'left' },
      ],
      rows: waiting.map((each) => [
        words.what[each.what],
        each.code,
        each.task,
        each.unit,
        each.by,
        each.askedOn,
        words.wish(each.dueOn, each.to, each.text),
      ]),
    },
  ];
}

function letterBlocks({ letters }: PackFacts): Block[] {
  if (letters.length === 0) return [paragraph(words.noLetters)];
  const { number, state, drafted, limit } = words.letterColumns;
  const { code, unit } = bulletinText.columns;
  return [
    paragraph(words.lettersCount(letters.length)),
    {
      kind: 'table',
      columns: [
        { heading: number, share: 22 },
        { heading: code, share: 8 },
        { heading: unit, share: 24 },
        { heading: state, share: 12 },
        { heading: drafted, share: 20 },
        { heading: limit, share: 20 },
      ],
      rows: letters.map((letter) => [
        letter.number ?? '—',
        letter.code,
        letter.unit,
        words.letterState[letter.state],
        letter.draftedOn,
        letter.newLimit,
      ]),
    },
  ];
}
