/** The staged goals of a task, on the phone and on the desk. */
export const stageWords = { reached: (on: string) => `已达成（${on}）` } as const;
