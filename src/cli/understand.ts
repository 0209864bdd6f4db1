import type { Command } from 'commander';
import { z } from 'zod';
import { parseDateOnly, type DateOnly } from '../domain/calendar/date.ts';
import { AppError, messageOf } from '../errors.ts';
import type { Cli } from './cli.ts';

const status = z.enum(['done', 'basically_done', 'in_progress', 'not_started', 'ongoing', 'no_change']);

/** One message with what the bot knew when it came; other keys are ignored. */
const messageLine = z.object({
  id: z.union([z.string(), z.number()]),
  today: z.custom<DateOnly>(
    (value) => typeof value === 'string' && parseDateOnly(value) !== null,
    'expected YYYY-MM-DD',
  ),
  role: z.enum(['official', 'manager']),
  items: z.array(z.object({ code: z.string(), title: z.string() })),
  roundCodes: z.array(z.string()),
  pending: z
    .object({
      item: z.string().nullable().default(null),
      asks: z.enum(['status', 'progress', 'extension_due', 'which_item']),
      status: status.optional(),
    })
    .nullable(),
  text: z.string(),
});

type MessageLine = z.infer<typeof messageLine>;

export function addUnderstand(program: Command, cli: Cli): void {
  program
    .command('understand')
    .description('read messages as JSON lines from standard input and print what each is understood as')
    .action(async () => {
      const lines = (await cli.readStdin()).replace(/^\uFEFF/, '').split('\n');
      const messages = lines.filter((line) => line.trim() !== '').map(readLine);
      for (const message of messages) {
        cli.print(JSON.stringify('error' in message ? { id: null, ...message } : understood(cli, message)));
      }
      const malformed = messages.filter((message) => 'error' in message).length;
      if (malformed > 0) {
        throw new AppError('import_invalid', `${malformed} of ${messages.length} lines could not be read`);
      }
    });
}

function readLine(line: string): MessageLine | { readonly error: string } {
  try {
    return messageLine.parse(JSON.parse(line));
  } catch (error) {
    return { error: error instanceof z.ZodError ? error.issues.map(issueText).join('; ') : messageOf(error) };
  }
}

const issueText = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.')}: ${message}`;

function understood(cli: Cli, { id, text, ...context }: MessageLine): object {
  const { reports, requests, command, unclear } = cli.understand(text, context);
  return { id, result: { reports, requests, command, unclear } };
}
