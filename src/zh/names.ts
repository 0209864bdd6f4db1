/** What the software does, in a word. */
export const productName = '督办';

/** What the app calls the group it makes for the leading group. */
export const leadingGroupName = '整改工作领导小组';

/** What the owners of an imported report say in the demo. */
export const inventedAnswer = {
  note: '责任人在聊天中答复',
  progress: ' 正在推进，已召开专题会研究',
  done: ' 已完成，佐证材料已整理',
} as const;

/** The font of spreadsheets, by the name it has in an office. */
export const sheetFont = '宋体';
