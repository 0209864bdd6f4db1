import { z } from 'zod';
import type { SupervisionCommand } from '../domain/reply/result.ts';
import { day, personName as name, taskCode as code } from './values.ts';

/* An order as a program writes it. */

const codes = z.array(code).min(1).max(200);
const what = z.enum(['closure', 'extension', 'transfer', 'help']);
const order = <Name extends string, Shape extends z.core.$ZodLooseShape>(of: Name, shape: Shape) =>
  z.strictObject({ name: z.literal(of), ...shape });

const commandSchema: z.ZodType<SupervisionCommand> = z.union([
  order('remind', { items: codes }),
  order('remind', { scope: z.enum(['overdue', 'unreported']) }),
  order('remind', { unit: name }),
  order('remind', { person: name }),
  order('approve', { item: code, what, due: z.exactOptional(day), to: z.exactOptional(name) }),
  order('approve_all', { items: codes, what }),
  order('return', { item: code, what }),
  order('assign', { items: codes, to: name }),
  order('split', { item: code, parts: z.array(name).min(2).max(50) }),
  order('merge', { items: codes }),
  z.strictObject({ name: z.enum(['remove', 'stop', 'complaint', 'interview', 'drop_letter']), item: code }),
  order('report_up', { item: code, to: name.nullable() }),
  order('stages', {
    item: code,
    goals: z
      .array(z.strictObject({ due: day, text: z.string().min(1).max(500) }))
      .min(1)
      .max(50),
  }),
  order('stage_reached', { item: code, no: z.int().positive() }),
  order('deputy', { person: name, deputy: name, from: day.nullable(), until: day.nullable() }),
  order('end_deputy', { person: name }),
  order('sample', {
    percent: z.exactOptional(z.number().positive().max(100)),
    count: z.exactOptional(z.int().positive()),
  }),
  order('look_back', { item: code, passed: z.boolean() }),
  order('sign_letter', { item: code, number: name }),
]);

export const orderBody = z.strictObject({
  command: commandSchema,
  /** As it would be typed; the reason stands behind the first colon. */
  text: z.string().max(2000).default(''),
});
