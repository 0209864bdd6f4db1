import type { DeskStore } from '../app/desk/desk-stores.ts';
import { deskTasks, weekAnswers } from './desk-tasks.ts';
import type { Db } from './rows.ts';

export const deskStore = (db: Db): DeskStore => ({
  tasks: () => deskTasks(db),
  answers: (week) => weekAnswers(db, week),
  problem: (id) => db.problem.findUniqueOrThrow({ where: { id }, select: { finding: true, cause: true } }),
  async problemsSaying(text) {
    // To ILIKE, which Prisma compares with, _ and % are wildcards.
    const contains = { contains: text.replace(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' } as const;
    const rows = await db.problem.findMany({
      where: { round: { active: true }, OR: [{ title: contains }, { finding: contains }] },
      select: { id: true },
    });
    return new Set(rows.map(({ id }) => id));
  },
});
