import { groupBy } from '../domain/group-by.ts';
import { importHeadings, ledgerHeading } from './columns.ts';

/*
 * What the office is told of the file it imports.
 */

interface AsRead {
  readonly column: string;
  readonly message: string;
}

/** The reader's message names its column unless it is about the cell's content. */
const asRead = ({ column, message }: AsRead): string =>
  column === '' || message.includes(`“${column}”`) ? message : `${column}：${message}`;

export const badRowWords = {
  unreadable: asRead,
  same_no: ({ no, firstLine }: { no: number; firstLine: number }) => `序号 ${no} 与第 ${firstLine} 行重复`,
  used_no: ({ no }: { no: number }) => `序号 ${no} 在本轮次中已有任务`,
  bad_no: ({ no }: { no: number }) => `“${no}”不能作序号，序号从 1 开始`,
  no_problem: () => `没有填写“${ledgerHeading.problem}”`,
  no_task: () => `没有填写“${ledgerHeading.task}”`,
  no_deadline: () => `没有填写“${ledgerHeading.due}”，只有长期坚持的任务可以不填`,
  closed_not_done: () => '已销号，但整改状态不是已完成',
  secrecy_mark: () => '带有密级标志',
  directory_unread: ({ why }: { why: string }) => `企业微信通讯录读取失败，无法核对人员（${why}）`,
} as const;

export const importNoteWords = {
  as_read: asRead,
  problems_renumbered: () => '文件中的问题编号有重复或已被使用，已按顺序重新编号',
  review_restarts: () => '文件中没有初审人，按“待初审”导入',
  review_without_owner: () => '没有责任人，不能审核销号，按“未销号”导入',
} as const;

const unmatchedWords = {
  unknown: '人员库和企业微信通讯录中都没有此人',
  ambiguous: '有多人同名，请在表中改填企业微信账号',
  inactive: '此人已停用',
  not_looked_up: '人员库中没有，通讯录未能核对',
} as const;

const personPartLabel = {
  leader: ledgerHeading.leader,
  owner: ledgerHeading.owner,
  contact: importHeadings.contact[0],
} as const;

const lineName = (line: number): string => (line === 0 ? '文件' : `第 ${line} 行`);

/** 第 4、7—9 行, for lines in ascending order. */
function linesName(lines: readonly number[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = spans.at(-1);
    if (last && line - last.to <= 1) last.to = line;
    else spans.push({ from: line, to: line });
  }
  return `第 ${spans.map(({ from, to }) => (from === to ? from : `${from}—${to}`)).join('、')} 行`;
}

export const importWords = {
  round: ({ letter, name, isNew }: { letter: string; name: string; isNew: boolean }) =>
    `${isNew ? '新建轮次' : '导入到轮次'} ${letter}：${name}`,
  counts: (problems: number, tasks: number) => `反馈问题 ${problems} 个，整改任务 ${tasks} 项`,
  newUnits: (names: readonly string[]) => `新增责任单位 ${names.length} 个：${names.join('、')}`,
  newPeople: (people: readonly { name: string; userid: string }[]) =>
    `从企业微信通讯录新增人员 ${people.length} 名：${people.map(({ name, userid }) => `${name}（${userid}）`).join('、')}`,
  badRows: (faults: number) => `有 ${faults} 处错误：`,
  unmatched: (count: number) => `以下 ${count} 个姓名没有对应的人员，任务照常导入，该处留空：`,
  unmatchedName: (name: string, why: string, mentions: string) => `${name}：${why}。${mentions}`,
  mentionedAs: (part: string, lines: readonly number[]) => `${part}：${linesName(lines)}`,
  notes: (count: number) => `另有 ${count} 条提示：`,
  note: (message: string, lines: readonly number[]) =>
    lines.every((line) => line === 0) ? message : `${message}（${linesName(lines)}）`,
  finding: (line: number, message: string) => `${lineName(line)}：${message}`,
  dueOn: (date: string) => `整改时限统一为 ${date}（长期坚持的除外），可用 --due 指定`,
  confirm: (command: string) => `以上是预览，没有写入任何数据。确认无误后执行：\n  ${command}`,
  imported: (problems: number, tasks: number) => `已导入：反馈问题 ${problems} 个，整改任务 ${tasks} 项`,
  marked: (file: string) => `标注了问题的副本已写入 ${file}`,
  template: (file: string) => `导入模板已写入 ${file}`,
  refused: (faults: number) =>
    `文件有 ${faults} 处错误，没有导入任何数据；改正后重新导入，或用 --skip-bad 跳过有错误的行`,
  secret: '文件带有密级标志，不能导入，也没有保存任何内容',
  nothing: '没有可以导入的任务',
  noProblems: '没有找到反馈问题，这不像是整改进展情况通报',
  remainder: (stopped: number, notStated: number) =>
    `合计中另有依规终止 ${stopped} 项、未写明整改状态 ${notStated} 项`,
} as const;

/** Why a row cannot be imported. */
export const badRowText = ({ code, detail }: { code: keyof typeof badRowWords; detail: object }): string =>
  (badRowWords[code] as (detail: object) => string)(detail);

/** What is worth a look. */
export const importNoteText = ({
  code,
  detail,
}: {
  code: keyof typeof importNoteWords;
  detail: object;
}): string => (importNoteWords[code] as (detail: object) => string)(detail);

interface Unmatched {
  readonly name: string;
  readonly why: keyof typeof unmatchedWords;
  readonly mentions: readonly { readonly line: number; readonly as: keyof typeof personPartLabel }[];
}

/** A name that stands for nobody, and where it was found. */
export function unmatchedText({ name, why, mentions }: Unmatched): string {
  const parts = [...groupBy(mentions, ({ as }) => as)].map(([as, own]) =>
    importWords.mentionedAs(
      personPartLabel[as],
      own.map(({ line }) => line),
    ),
  );
  return importWords.unmatchedName(name, unmatchedWords[why], parts.join('；'));
}

/** What is to be said of each row of a sheet, the faults first. */
export const rowFaultTexts = (
  badRows: readonly (Parameters<typeof badRowText>[0] & { readonly line: number })[],
  problems: readonly (AsRead & { readonly line: number; readonly severity: 'error' | 'warning' })[],
): { line: number; message: string }[] => [
  ...badRows.map((row) => ({ line: row.line, message: badRowText(row) })),
  ...problems
    .filter(({ severity }) => severity === 'warning')
    .map((problem) => ({ line: problem.line, message: asRead(problem) })),
];
