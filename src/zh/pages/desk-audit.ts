/** The audit log and the doctor's report. */
export const auditWords = {
  actor: '操作人',
  actorHint: '姓名或账号',
  object: '对象',
  objectHint: '任务编号、姓名',
  event: '事件',
  since: '从',
  until: '到',
  refused: '只看被拒的',
  refusals: '没有办理的',
  columns: { seq: '序号', at: '时间', who: '操作人', object: '对象', text: '内容' },
  empty: '没有符合条件的记录。可清空条件后再看。',
  verify: '核验日志',
  verifying: '正在核验……',
  whole: (rows: number, anchors: number) =>
    anchors === 0
      ? `共 ${rows} 条，逐条相连，没有改动过。还没有库外的锚点，末尾被截去时看不出来。`
      : `共 ${rows} 条，逐条相连，与库外 ${anchors} 个锚点一致，没有改动过。`,
  fault: (what: string, seq: string) =>
    `${FAULTS[what]?.(seq) ?? `第 ${seq} 条有问题。`}请立即保留现场并报告管理员。`,
  export: '导出（每行一条 JSON）',
  actingFor: (name: string) => `（代${name}）`,
  life: '查看任务经过',
  lifeTitle: (code: string, title: string, count: number) => `${code}号 ${title}：共 ${count} 条`,
  lifeHint: '任务编号，如 12',
  lifeShow: '查看',
  close: '关闭',
} as const;

const FAULTS: Readonly<Record<string, (seq: string) => string>> = {
  altered: (seq) => `第 ${seq} 条被改动过：内容与校验值不符。`,
  broken_link: (seq) => `第 ${seq} 条与前一条接不上：中间有记录被删除、插入或移动。`,
  cut_off: (seq) => `日志被截断：已留锚点的第 ${seq} 条及以后不见了。`,
  fewer_rows: (seq) => `日志被截断：现在只到第 ${seq} 条，比写入过的少。`,
  rewritten: (seq) => `第 ${seq} 条与锚点不一致：从这里或更早起被重写过。`,
  unreadable_anchor: (seq) => `锚点文件第 ${seq} 行读不出来，可能被动过。`,
};

export const healthWords = {
  examine: '重新检查',
  examining: '正在逐项检查，约需几秒……',
  summary: (wrong: number, doubtful: number, ok: number, skipped: number) =>
    `错误 ${wrong} 项，存疑 ${doubtful} 项，正常 ${ok} 项，跳过 ${skipped} 项`,
  at: (date: string, time: string) => `检查时间 ${date} ${time}`,
  states: { wrong: '错误', doubtful: '存疑', ok: '正常', skipped: '跳过' },
  columns: { title: '项目', state: '结果', finding: '情况', remedy: '怎么办' },
  halts: '停用的通道',
  noHalts: '没有停用的通道。',
  halt: (channel: string, date: string, time: string) => `${channel}，${date} ${time} 起停用`,
  probe: (time: string) => `${time} 会自动再试一次`,
  messages: '消息',
  lastDays: '最近 7 天发出的消息',
  due: (count: number) => `已到时间、还没发出：${count} 条`,
  unhandled: (count: number) => `收到、还没处理：${count} 条`,
} as const;
