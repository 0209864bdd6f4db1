import type { Question } from '../../domain/message/lines.ts';
import { linesOf } from './fit.ts';
import { codeName, paragraph, shortCode, shortTitle } from './parts.ts';

const MOST_CHOICES = 8;

/** What to ask; `item` is "12号" where the question is about one, `code` an example from the person's own tasks. */
const QUESTIONS: Readonly<Record<Question['why'], (item: string, code: string) => string>> = {
  which_item: () => '请问是哪一项？回复编号即可。',
  which_status: (item, code) =>
    `请问${item}进展如何？回复“已完成”“基本完成”“正在推进”或“未启动”，如：${code} 正在推进。`,
  not_understood: (_, code) =>
    `没有看懂，暂未记录。请写明编号和进展，如：${code} 已完成。回复“帮助”可查看用法。`,
  not_yours: (item) => `${item || '您写的编号'}不是您名下的任务，暂未记录。请核对编号后重新回复。`,
  no_such_item: (item) => `没有找到${item || '您写的编号'}，暂未记录。请核对编号后重新回复。`,
  not_permitted: () => '这项操作由整改办办理，暂未执行。回复“帮助”可查看您可用的操作。',
  date_in_past: (item, code) =>
    `${item ? `${item}延期的` : '您写的'}日期已过，暂未提交。请回复今天以后的日期，如：${code} 延期到下月底。`,
  progress: (item) => `${item}已记为正在推进。如有具体进展请补一句，没有可不回复。`,
  next_plan: (item) => `${item}是长期坚持任务，请补一句下一步计划：接下来做什么、什么时候做。`,
  extension_due: (item, code) =>
    `${item}想延期到哪一天？请回复日期和原因，如：${code} 延期到下周五，等待验收。`,
};

/** One short question with the tasks that may be meant, at most `shown` of them. */
export function questionWords(question: Question, shown = MOST_CHOICES): string {
  const { why, code, choices } = question;
  const example = shortCode(code ?? choices[0]?.code ?? '12');
  return paragraph([
    QUESTIONS[why](code === null ? '' : codeName(code), example),
    ...choiceLines(question, shown),
  ]);
}

/** What stands above the tasks to choose from; only a mix-up of tasks is helped by a list of them. */
const ABOVE_CHOICES: Readonly<Partial<Record<Question['why'], string>>> = {
  which_item: '',
  which_status: '',
  not_understood: '您在办的任务：',
  not_yours: '您在办的任务：',
  no_such_item: '您在办的任务：',
};

function choiceLines({ why, code, choices }: Question, shown: number): string[] {
  const above = ABOVE_CHOICES[why];
  const isNamed = why === 'which_status' && code !== null;
  if (above === undefined || isNamed || choices.length === 0) return [];
  const lines = linesOf(
    choices,
    Math.min(shown, MOST_CHOICES),
    (choice) => `${shortCode(choice.code)} ${shortTitle(choice.title)}`,
  );
  return [above, ...lines];
}
