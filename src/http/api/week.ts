import { settleAs } from '../../app/delivery/settle-as.ts';
import { previewAs } from '../../app/week/preview-as.ts';
import { readWeek } from '../../app/week/read-week.ts';
import type { weekEndpoints } from '../../contract/week.ts';
import { settledBefore } from '../../zh/pages/desk-week-refusals.ts';
import type { HandlersOf } from './handler.ts';

export const weekHandlers: HandlersOf<typeof weekEndpoints> = {
  'GET /week': (acting, { query }) => readWeek(acting, query),
  'GET /week/preview': (acting, { query }) => previewAs(acting, query.date),
  async 'POST /messages/:id/settle'(acting, { params, body }) {
    const done = await settleAs(acting, params.id, body.how);
    if ('outcome' in done) return done;
    if (done.refused !== 'settled_before') return done;
    return { refused: 'settled_before', status: 409, detail: settledBefore(done) };
  },
};
