/** The app's menu below the chat: at most three entries, 16 bytes each (app-api §11.8). */
export const menu = [
  { key: 'my_tasks', label: '我的任务' },
  { key: 'overdue', label: '逾期任务' },
  { key: 'help', label: '怎么填报' },
] as const;
