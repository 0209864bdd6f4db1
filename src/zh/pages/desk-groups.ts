/** The groups of a round. */
export const groupWords = {
  heading: '周报和提醒发到哪些群',
  help: '群里只出现编号、类别、单位、亮灯和天数，不出现问题内容。换了以后从下一次发送起生效。',
  digest: '周报发到',
  mention: '消息送不到的人，在哪个群里点名（只点名，不说事）',
  none: '还没有设置',
  nowhere: '不点名',
  made: '领导小组群（由应用建群）',
  webhook: (name: string) => `群机器人：${name}`,
  robot: (id: string) => `智能机器人所在的群：${id}`,
  save: '保存群设置',
  saved: '已保存，并记入审计日志。',
} as const;
