import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Task } from '../../domain/task/task.ts';
import { closureLabel, completionLabel, horizonLabel, measureTypeLabel } from '../labels.ts';
import { fullDate } from './common.ts';

/* The words of 销号单 and of a task's archive. */

export const taskFileText = {
  form: {
    title: ['整改任务销号单'],
    open: '（尚未销号，供审核使用）',
    roundLine: (name: string) => `专项：${name}`,
  },
  archive: { title: ['整改任务档案'] },
  item: '项目',
  content: '内容',
  none: '无',
  fields: {
    code: '任务编号',
    category: '问题类别',
    problem: '反馈问题',
    title: '整改任务',
    measures: '整改措施',
    leader: '牵头领导',
    unit: '责任单位',
    owner: '责任人',
    supports: '配合单位',
    due: '整改时限',
    horizon: '类型',
    completion: '整改状态',
    closure: '销号',
    claimed: '申请销号日期',
    closed: '销号日期',
    done: '整改完成情况',
    remark: '备注',
  },
  due: ({ horizon, dueOn, originalDueOn }: Task) => {
    if (horizon === 'long') return horizonLabel.long;
    if (dueOn === null) return '';
    return originalDueOn === null || originalDueOn === dueOn
      ? fullDate(dueOn)
      : `${fullDate(dueOn)}（原定${fullDate(originalDueOn)}）`;
  },
  horizon: (task: Task) => horizonLabel[task.horizon],
  completion: (task: Task) => completionLabel[task.completion],
  closure: (task: Task) => closureLabel[task.closure],
  measure: ({ type, text }: Task['measures'][number]) =>
    type === 'other' ? text : `【${measureTypeLabel[type]}】${text}`,
  basics: '基本情况',
  evidence: {
    title: '佐证材料',
    columns: { no: '序号', name: '文件名', size: '大小', by: '提交人', on: '日期', hash: 'SHA-256' },
    withdrawn: '（随填报撤回）',
  },
  reviews: {
    title: '审核意见',
    columns: { level: '级次', reviewer: '审核人', verdict: '意见', reason: '理由', on: '日期' },
    level: (level: number) => `第${level}级`,
    verdict: (approved: boolean) => (approved ? '同意' : '退回'),
  },
  answers: {
    title: '进展填报',
    columns: { week: '周', status: '状态', text: '内容', plan: '下一步计划', by: '填报人' },
    onBehalf: (by: string, owner: string) => `${by}（代${owner}）`,
    week: (monday: DateOnly, late: boolean) => `${fullDate(monday)}当周${late ? '（补报）' : ''}`,
  },
  life: { title: '全过程记录', columns: { at: '时间', what: '记录' } },
  signatures: { unit: '责任单位负责人（签字）：', leader: '牵头领导（签字）：', office: '整改办（盖章）：' },
  signatureGap: '签字、日期',
  size: (bytes: number) =>
    bytes < 1024 * 1024
      ? `${Math.max(1, Math.round(bytes / 1024))} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
} as const;
