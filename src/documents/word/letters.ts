import type { LetterFacts, UrgedTask, UrgeFacts } from '../../app/papers/letter-facts.ts';
import type { Issued } from '../../app/papers/papers.ts';
import { commonText } from '../../zh/word/common.ts';
import { letterText, urgeText } from '../../zh/word/letters.ts';
import { gap, heading, paragraph, titleLines, type Block, type Paper } from './paper.ts';
import { orGap, toFill } from './report.ts';

/** 督办函. A draft says so where its number will be, and has no date: a person numbers, dates and signs it. */
export function composeLetter(facts: LetterFacts, { settings }: Pick<Issued, 'settings'>): Paper {
  const { letter, roundName, problem, draftedOn } = facts;
  const { code, title, unit, owner, leader, dueOn, originalDueOn, days, lastAnswer, newLimit } =
    letter.content;
  const isSigned = letter.state === 'signed' && letter.number !== null;
  const office = orGap(settings.office, commonText.office);
  return {
    form: 'letter',
    sender: office,
    number: isSigned ? (letter.number ?? '') : gap(letterText.draft),
    title: titleLines(letterText.title(title)),
    addressee: [orGap(unit, commonText.addressee)],
    body: [
      paragraph(letterText.basis(roundName, problem)),
      heading(1, letterText.matter),
      paragraph(letterText.task(title, code, owner)),
      paragraph(letterText.limits(originalDueOn, dueOn, days, draftedOn), letterText.answer(lastAnswer)),
      heading(1, letterText.demand),
      paragraph(letterText.newLimit(newLimit)),
      paragraph(letterText.cannot),
      paragraph(letterText.contact, toFill(commonText.contact)),
    ],
    signature: {
      office,
      date: isSigned && letter.signedOn !== null ? letter.signedOn : gapDate(letterText.dateGap),
    },
    ...(leader !== '' && { copyTo: [leader] }),
  };
}

const gapDate = (what: string) => ({ text: commonText.fillIn(what), look: 'gap' }) as const;

/** 催办通知 to one unit: a line per task, and a slip to send back. */
export function composeUrge(facts: UrgeFacts, { settings, date }: Issued): Paper {
  const { unit, tasks, asOf, limit } = facts;
  const office = orGap(settings.office, commonText.office);
  return {
    form: 'letter',
    sender: office,
    number: toFill(letterText.numberGap),
    title: titleLines(urgeText.title),
    addressee: [orGap(unit, commonText.addressee)],
    body: [
      paragraph(urgeText.opening(facts.roundName, tasks.length, asOf)),
      urgedTable(tasks),
      paragraph(urgeText.demand(limit) ?? toFill(urgeText.demandGap)),
      paragraph(letterText.contact, toFill(commonText.contact)),
    ],
    signature: { office, date },
    annexes: returnSlip(tasks),
  };
}

function urgedTable(tasks: readonly UrgedTask[]): Block {
  const { code, task, owner, due, late, answer } = urgeText.columns;
  return {
    kind: 'table',
    columns: [
      { heading: code, share: 8 },
      { heading: task, share: 34, align: 'left' },
      { heading: owner, share: 12 },
      { heading: due, share: 20 },
      { heading: late, share: 16 },
      { heading: answer, share: 20 },
    ],
    rows: tasks.map((each) => [
      each.code,
      each.task,
      each.owner,
      each.dueOn ?? urgeText.long,
      each.overdueDays > 0 ? `${each.overdueDays}` : '—',
      each.lastAnswer === null ? urgeText.noAnswer : urgeText.answer(each.lastAnswer),
    ]),
  };
}

function returnSlip(tasks: readonly UrgedTask[]): Block[] {
  const { code, task, progress, evidence, by } = urgeText.returnColumns;
  return [
    { kind: 'annex', mark: urgeText.returnMark, title: urgeText.returnTitle },
    {
      kind: 'table',
      columns: [
        { heading: code, share: 8 },
        { heading: task, share: 30, align: 'left' },
        { heading: progress, share: 30 },
        { heading: evidence, share: 16 },
        { heading: by, share: 22 },
      ],
      rows: tasks.map((each) => [each.code, each.task, '', '', '']),
    },
  ];
}
