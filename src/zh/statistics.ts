import type { Figures } from '../domain/ledger/ledger.ts';
import type { Rate, Rates, TimelinessCount } from '../domain/ledger/timeliness.ts';
import type { Timeliness } from '../domain/task/light.ts';
import { horizonLabel, timelinessLabel } from './labels.ts';

/* The words of the sheet of figures: each says what it counts and of how many (domain rule 4). */

/** One decimal; of nothing there is no share. */
const shareText = ({ share }: Rate): string => (share === null ? '—' : `${(share * 100).toFixed(1)}%`);

export const statisticsText = {
  title: (roundName: string) => `${roundName.replace(/整改$/, '')}整改情况统计`,
  whole: '总体情况',
  problems: '反馈问题',
  tasks: '整改任务',
  counted: (what: string) => `${what}（项）`,
  table: (what: string, by: string, total: number) => `${what}按${by}（共 ${total} 项）`,
  rate: '完成率',
  rateNote: '完成率＝已完成÷合计。“长期坚持”指类型为长期坚持、尚未完成的事项，与其他各列互不重复。',
  nameless: '（未明确）',
  movement: (number: number) => `与上期（第${number}周）相比`,
  noMovement: '没有变化。',
  checked: (parts: string, total: number) => `核对：${parts}＝${total} 项，各行之和与合计一致。`,
  notes: ({ within, lights, answers }: Figures): string[] => [
    `整改任务亮灯：绿灯 ${lights.green} 项，黄灯 ${lights.yellow} 项，红灯 ${lights.red} 项，已办结 ${lights.closed} 项。`,
    `已完成的任务中含立行立改 ${within.immediateDone} 项；任务中已销号 ${within.closed} 项，销号审核中 ${within.underReview} 项。`,
    `本周填报：应填任务 ${answers.asked} 项，已填 ${answers.answered} 项，未填 ${answers.notAnswered} 项。`,
  ],
  horizons: ({ immediate, term, long }: Figures['byHorizon']): string =>
    `整改任务类型：${horizonLabel.immediate} ${immediate} 项，${horizonLabel.term} ${term} 项，${horizonLabel.long} ${long} 项。`,
  timeliness: (count: TimelinessCount, total: number): string =>
    `整改任务时限：${Object.entries(timelinessLabel)
      .map(([name, label]) => `${label} ${count[name as Timeliness]}`)
      .join('＋')}＝${total} 项。`,
  rates: ({ completion, onTime, reply }: Rates): string =>
    [
      `完成率 ${shareText(completion)}（已完成 ${completion.part}÷整改任务 ${completion.whole}）`,
      `按期完成率 ${shareText(onTime)}（按期完成 ${onTime.part}÷已完成和逾期 ${onTime.whole}，延期的按新时限）`,
      `填报率 ${shareText(reply)}（已填 ${reply.part}÷应填 ${reply.whole}）`,
    ].join('；') + '。',
} as const;
