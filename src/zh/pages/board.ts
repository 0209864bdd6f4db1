import type { Board } from '../../domain/ledger/board.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { FigureError } from '../../domain/ledger/ledger.ts';
import { monthDay } from '../messages/dates.ts';
import { codeName } from '../messages/parts.ts';
import { wordChart, type ListSection, type WordedChart } from '../wall-chart.ts';

/** A list of tasks as the leaders' screen shows it. */
export interface BoardList {
  readonly light: ListSection['light'];
  readonly heading: string;
  readonly empty: string;
  readonly columns: readonly string[];
  readonly items: readonly {
    readonly code: string;
    readonly category: string;
    readonly unit: string;
    readonly detail: string;
  }[];
  readonly more: (count: number) => string;
}

/** The leaders' screen in words: the wall chart's own, with more room for its lists. */
export interface WordedBoard extends Omit<WordedChart, 'lists'> {
  readonly red: BoardList;
  readonly nextDue: BoardList;
}

const NONE = '（未明确）';

export function wordBoard({ chart, answers, red, nextDue }: Board): WordedBoard {
  const { lists, ...worded } = wordChart(chart);
  const [redHeading, dueHeading] = lists;
  return {
    ...worded,
    figures: [...worded.figures, { name: '本周填报', text: answersOf(answers) }],
    red: listOf(
      redHeading,
      '逾期',
      red.map((task) => ({ ...place(task), detail: `${task.days}天` })),
    ),
    nextDue: listOf(
      dueHeading,
      '时限',
      nextDue.map((task) => ({ ...place(task), detail: monthDay(task.dueOn) })),
    ),
  };
}

const listOf = (section: ListSection | undefined, last: string, items: BoardList['items']): BoardList => ({
  light: section?.light ?? null,
  heading: section?.heading ?? '',
  empty: section?.empty ?? '',
  columns: ['编号', '问题类别', '责任单位', last],
  items,
  more: (count) => `另${count}项，详见台账`,
});

const place = ({ code, category, unit }: Board['red'][number] | Board['nextDue'][number]) => ({
  code: codeName(code),
  category: category || NONE,
  unit: unit || NONE,
});

/** Whom the week asks: never a completion rate (domain rule 4). */
const answersOf = ({ asked, answered, notAnswered }: Board['answers']): string =>
  asked === 0 ? '本周没有应填报的任务' : `应填报任务${asked}项：已填报${answered}、未填报${notAnswered}`;

/** The leaders' screen around its figures. */
export const boardWords = {
  title: '挂图作战',
  round: '选择轮次',
  fullScreen: '全屏',
  leaveFullScreen: '退出全屏',
  print: '打印',
  toDesk: '工作台',
  toPhone: '我的任务',
  signOut: '退出登录',
  loadAgain: '重新加载',
  loading: '正在加载……',
  noRound: '没有您可以查看的整改轮次。',
  updated: ({ date, time }: { date: DateOnly; time: string }) => `更新于${monthDay(date)} ${time}`,
  live: '有变化自动刷新',
  interrupted: '连接中断，数据可能不是最新，正在重新连接',
  refused: '数字加总不一致，暂不展示，请整改办核对：',
  openSum: ({ figure, total, parts, sum }: FigureError) =>
    `${figure}：合计${total}，分项${Object.entries(parts)
      .map(([name, count]) => `${name || NONE}${count}`)
      .join('＋')}＝${sum}`,
  week: '期次',
  asOf: '截至',
} as const;
