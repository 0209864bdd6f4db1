/** What the office's pages of the desk have in common. */
export const officeWords = {
  papers: '导出与公文',
  import: '导入',
  people: '人员与单位',
  settings: '轮次设置',
  round: '轮次',
} as const;
