/*
 * What is said of a ledger that is read, of the file and of its rows.
 */

export const importText = {
  notASpreadsheet: '不是可读取的 Excel 文件（支持 .xlsx 和 .xls，且不能加密码）',
  markedSheet: '导入检查',
  notADocument: '不是可读取的 Word 文件（只支持 .docx，且不能加密码）；.doc 请先另存为 .docx',
  table: (no: number) => `第${no}个表格`,
  errorValue: (text: string) => `单元格是错误值“${text}”`,
  yearOfTitle: (text: string, year: string) => `“${text}”没有写年份，按表题的${year}年`,
  otherTable: (last: number) => `从本行到第 ${last} 行像另一张表，未读取`,
  hiddenColumns: (names: readonly string[]) => `以下列被隐藏，仍然读取：${names.join('、')}`,
  tooLarge: (megabytes: number) => `文件超过 ${megabytes} MB，请拆分后导入`,
  tooManyRows: (rows: number) => `超过 ${rows} 行，其余未读取，请拆分后导入`,
  noHeader: '没有找到表头：至少要有“反馈问题”或“整改任务”，以及“责任单位”“责任人”“整改时限”等列',
  sheetRead: (name: string) => `读取“${name}”`,
  otherSheet: (name: string) => `工作表“${name}”也像台账，未读取；一次只读取一张`,
  missingColumn: (column: string) => `表中没有“${column}”列`,
  twice: (column: string) => `不止一列像“${column}”，只读取最左边一列`,
  progressShown: (column: string) => `“${column}”只在预览中显示，不导入`,
  nextPlanIn: (plan: string) => `下一步计划：${plan}`,
  notImported: (names: readonly string[]) => `以下列不导入：${names.join('、')}`,
  hiddenRow: '本行被隐藏，仍然读取',
  skippedRow: '本行只有一格文字，不像任务，未读取',
  renumbered: '序号按问题编号，已作为问题序号，任务按顺序重新编号',
  empty: (column: string) => `“${column}”为空`,
  inherited: (column: string) => `“${column}”为空，沿用上一行`,
  sameNo: (no: number, line: number) => `序号 ${no} 与第 ${line} 行重复`,
  notANumber: (text: string) => `“${text}”不是序号`,
  unknownValue: (text: string, allowed: readonly string[]) =>
    `无法识别“${text}”，可填：${allowed.join('、')}`,
  unknownDate: (text: string) => `无法识别时限“${text}”，请写成 2026年9月30日、2026年9月底 或 长期坚持`,
  longWithDate: '长期坚持的任务不设最后时限，所填日期不导入',
  secret: '带有密级标志，文件不予读取',
  notTaken: (names: readonly string[]) => `本格只取前面的名字，其余记入备注：${names.join('、')}`,
  otherNames: (column: string, names: readonly string[]) => `其他${column}：${names.join('、')}`,
  contradicts: (one: string, other: string) => `“${one}”与“${other}”矛盾`,
  othersSupport: (others: readonly string[]) =>
    `有多个责任单位，第一个作牵头，其余作配合：${others.join('、')}`,
  differs: (column: string) => `与任务首行的“${column}”不同，按首行导入`,
  assumedClosed: (count: number) => `表中没有“销号”列，${count} 项“已完成”按“已销号”导入`,
  example: '这是模板的示例行，请删除',
} as const;
