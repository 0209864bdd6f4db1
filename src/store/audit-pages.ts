import type { AuditPageStore } from '../app/audit/audit-page-stores.ts';
import { toEntry } from './audit.ts';
import { ignoringCase, type Db } from './rows.ts';
import { codeOf } from './task-row.ts';

export const auditPageStore = (db: Db): AuditPageStore => ({
  async page({ actors, subjects, event, since, until, refused, before, limit }) {
    const rows = await db.auditEvent.findMany({
      where: {
        ...(actors && { OR: actors.map((actor) => ({ actor: ignoringCase(actor) })) }),
        ...(subjects && { subject: { in: [...subjects] } }),
        ...(event !== undefined && { event }),
        ...((since || until) && { at: { ...(since && { gte: since }), ...(until && { lt: until }) } }),
        ...(refused !== undefined && { refused }),
        ...(before !== undefined && { seq: { lt: before } }),
      },
      orderBy: { seq: 'desc' },
      take: limit,
    });
    return rows.map(toEntry);
  },
  async taskNames(ids) {
    const rows = await db.task.findMany({
      where: { id: { in: ids.filter((id) => UUID.test(id)) } },
      include: { round: { select: { letter: true } } },
    });
    return new Map(
      rows.map(({ id, no, title, round }) => [id, { code: codeOf(no, round.letter, true), title }]),
    );
  },
});

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
