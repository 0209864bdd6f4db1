import type { LookBackCause } from '../../domain/task/look-back/look-back.ts';

/** What is to be looked at again. */
export const lookBackWords = {
  heading: '回头看',
  count: (open: number) => `待查 ${open} 项`,
  reload: '刷新',
  help: '已销号、还没有查的任务，先到期的在前。打开任务办理“回头看”；抽查在整改台账中安排。',
  empty: '目前没有待查的任务。',
  columns: ['应在此前查', '整改任务', '责任单位', '为什么查'],
  late: '已过',
  task: (code: string, title: string) => `${code}号 ${title}`,
  causes: {
    sample: '抽查',
    scheduled: '到期复查',
    complaint: '有投诉',
    by_hand: '现场检查',
  } as const satisfies Record<LookBackCause, string>,
} as const;
