import type { BulletinFacts } from '../../app/papers/issue-bulletin.ts';
import type { Issued } from '../../app/papers/papers.ts';
import { bulletinText as words } from '../../zh/word/bulletin.ts';
import { commonText } from '../../zh/word/common.ts';
import { heading, paragraph, titleLines, type Paper } from './paper.ts';
import { orGap, toFill } from './report.ts';
import { changeBlocks, countTable, taskList, wholeBlocks } from './state-blocks.ts';

/** 通报 with its issue number: totals, what changed, overdue and unanswered tasks, a table of units as its annex. */
export function composeBulletin(
  { number, kind, state, issuedOn }: BulletinFacts,
  { settings }: Pick<Issued, 'settings'>,
): Paper {
  const { roundName, figures, weekNo } = state;
  const { caption, unit, sum } = words.table;
  return {
    form: 'document',
    title: titleLines(words.title(roundName, kind, figures.asOf)),
    subtitle: words.issue(number, figures.asOf),
    addressee: [orGap(settings.addressee, commonText.addressee)],
    body: [
      paragraph(words.opening(roundName, figures.asOf, weekNo)),
      heading(1, words.whole),
      ...wholeBlocks(state),
      heading(1, words.changes),
      ...changeBlocks(state),
      heading(1, words.overdue),
      ...taskList(state.red, ['code', 'task', 'unit', 'due', 'days'], {
        none: words.noOverdue,
        count: words.overdueCount,
      }),
      heading(1, words.unanswered),
      ...taskList(state.unanswered, ['code', 'task', 'unit', 'due'], {
        none: words.allAnswered,
        count: words.unansweredCount,
      }),
      heading(1, words.next),
      ...taskList(state.near, ['code', 'task', 'unit', 'due'], {
        none: words.noNear,
        count: words.nearCount,
      }),
      paragraph(toFill(words.nextGap)),
    ],
    signature: { office: orGap(settings.office, commonText.office), date: issuedOn },
    annexes: [
      { kind: 'annex', mark: words.annex, title: words.annexTitle },
      countTable(figures.byUnit, figures.tasks, { caption: caption(figures.tasks.total), by: unit, sum }),
    ],
  };
}
