/** The import of a ledger or a report. */
export const importWords = {
  stepOne: '第一步　选择文件',
  takes:
    '可导入整改台账（.xlsx、.xls、.docx）或整改情况通报（.txt、.docx），不超过 20 MB。带密级标志的文件不收。',
  file: '文件',
  template: '下载空白模板',
  received: (name: string) => `已收到“${name}”，请核对下面的预览。文件只在内存中保留 30 分钟。`,
  stepTwo: '第二步　导入到哪一轮',
  kind: (kind: 'ledger' | 'report', name: string) =>
    kind === 'ledger' ? `“${name}”是一份台账。` : `“${name}”是一份整改情况通报，将新建一轮。`,
  into: '轮次',
  newRound: '新建一轮',
  letter: '轮次字母',
  name: '轮次名称',
  dueOn: '整改时限（长期坚持的除外）',
  look: '重新预览',
  marked: '下载标注了问题的副本',
  giveUp: '放弃',
  dropped: '已放弃，文件已删除，没有写入任何数据。',
  looked: '预览已更新，还没有写入任何数据。',
  stepThree: '第三步　核对预览',
  round: ({ letter, name, isNew }: { letter: string; name: string; isNew: boolean }) =>
    `${isNew ? '新建轮次' : '导入到轮次'} ${letter}　${name}`,
  counts: ({
    problems,
    tasks,
    parts,
    long,
  }: {
    problems: number;
    tasks: number;
    parts: { done: number; basically_done: number; not_done: number; stopped: number };
    long: number;
  }) =>
    `：反馈问题 ${problems} 个，整改任务 ${tasks} 项（已完成 ${parts.done}，基本完成 ${parts.basically_done}，未完成 ${parts.not_done}${long > 0 ? `（含长期坚持 ${long}）` : ''}，依规终止 ${parts.stopped}）`,
  newUnits: (names: readonly string[]) => `新增责任单位 ${names.length} 个：${names.join('、')}`,
  newPeople: (people: readonly { name: string; userid: string }[]) =>
    `从企业微信通讯录新增人员 ${people.length} 名：${people.map(({ name, userid }) => `${name}（${userid}）`).join('、')}`,
  badRows: (count: number) => `✕ 有 ${count} 行不能导入`,
  bad: '不能导入的行',
  line: '行号',
  why: '原因',
  wholeFile: '整个文件',
  unmatched: (count: number) => `有 ${count} 个姓名没有对应的人员`,
  unmatchedHelp: '可在通讯录中查找并指定，然后按“重新预览”；不指定的，任务照常导入，该处留空。',
  whoIs: (name: string) => `“${name}”是谁`,
  notes: (count: number) => `另有 ${count} 条提示`,
  notesLabel: '提示',
  sample: (shown: number, all: number) => `将要导入的任务（前 ${shown} 项，共 ${all} 项）`,
  sampleLabel: '将要导入的任务',
  columns: ['行号', '序号', '整改任务', '责任单位', '责任人', '整改时限'],
  longTerm: '长期',
  stepFour: '第四步　确认导入',
  skipBad: (count: number) => `跳过这 ${count} 行，只导入其余的`,
  nothingYet: '确认之前没有写入任何数据；导入后不能整批撤回。',
  confirm: (tasks: number) => `确认导入 ${tasks} 项任务`,
  imported: ({ tasks, problems, letter }: { tasks: number; problems: number; letter: string }) =>
    `已导入轮次 ${letter}：反馈问题 ${problems} 个，整改任务 ${tasks} 项。`,
  toLedger: '去台账看看',
  saved: (name: string) => `已下载“${name}”。`,
} as const;
