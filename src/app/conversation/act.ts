import type { ReplyCommand } from '../../domain/reply/result.ts';
import { sayOnPage } from '../my-work/say-on-page.ts';
import { mayAnywhere, note } from '../acting.ts';
import { syncs } from './answer-stranger.ts';
import { placeEvidence } from './evidence.ts';
import type { MediaOutcome } from './fetch-media.ts';
import { obey } from './obey-command.ts';
import { pressCard } from './press-card.ts';
import { readText } from './read-text.ts';
import { answer, type Turn } from './turn.ts';

/**
 * Does what a message of a person says.
 * @param media what became of its pictures or files; null when it has none
 * @returns what was done, in a word
 */
export async function act(turn: Turn, media: MediaOutcome | null): Promise<string> {
  const { content } = turn.message;
  switch (content.type) {
    case 'text':
      return actOnText(turn, content, media);
    case 'card':
      return pressCard(turn, content);
    case 'page':
      return sayOnPage(turn, content.said);
    case 'menu':
      return chooseMenu(turn, content.key);
    case 'secret':
      await note(turn, 'secret_refused', turn.message.id, { refused: true, detail: { what: 'text' } });
      answer(turn, { kind: 'secret_refused' });
      return 'secret_refused';
    case 'media':
      return media === null ? 'noted' : acknowledge(turn, media);
    case 'location':
    case 'link':
      return cannotRead(turn, content.type);
    case 'other':
      return cannotRead(turn, 'other');
    case 'subscribe':
      turn.jobs.push(...syncs(content));
      return welcome(turn);
    case 'enter':
      return welcome(turn);
    case 'unsubscribe':
      turn.jobs.push(...syncs(content));
      return 'noted';
    case 'event':
      return 'noted';
  }
}

/** 图文混排: the words are an answer, the pictures are kept; there may be pictures only. */
async function actOnText(
  turn: Turn,
  { text, quoted, refusedQuote }: { text: string; quoted?: string; refusedQuote?: true },
  media: MediaOutcome | null,
): Promise<string> {
  if (media !== null && text.trim() === '') return acknowledge(turn, media, quoted);
  if (refusedQuote)
    await note(turn, 'secret_refused', turn.message.id, { refused: true, detail: { what: 'quotation' } });
  const outcome = await readText(turn, text, quoted);
  if (media !== null) await acknowledge(turn, media, quoted);
  return outcome;
}

/**
 * Pictures and files become evidence of what he has just answered. A voice without a transcript is kept, and he is
 * told that nobody has understood it.
 */
async function acknowledge(turn: Turn, outcome: MediaOutcome, quoted?: string): Promise<string> {
  const { media, kept, refused, secrets } = outcome;
  for (const secret of secrets)
    await note(turn, 'secret_refused', turn.message.id, {
      refused: true,
      detail: { what: 'file', ...secret },
    });
  let placed: string | null = null;
  if (kept > 0 && media === 'voice') answer(turn, { kind: 'cannot_read', what: 'voice' });
  else if (kept > 0) {
    placed = await placeEvidence(turn, quoted);
    if (placed === null) answer(turn, { kind: 'media_kept', media, count: kept });
  }
  if (refused === 'secret') answer(turn, { kind: 'secret_refused' });
  else if (refused !== null) answer(turn, { kind: 'media_not_kept', why: refused });
  if (kept > 0) return placed ?? 'media_kept';
  return refused === 'secret' ? 'secret_refused' : 'media_not_kept';
}

function cannotRead(turn: Turn, what: 'location' | 'link' | 'other'): string {
  answer(turn, { kind: 'cannot_read', what });
  return 'cannot_read';
}

/** The entries of the app's menu, which is the same for everybody. */
const COMMAND_OF_MENU: Readonly<Record<string, ReplyCommand>> = {
  my_tasks: { name: 'my_items' },
  overdue: { name: 'overdue' },
  help: { name: 'help' },
};

/** What is overdue is a manager's list; of his own tasks anybody sees it in his list. */
async function chooseMenu(turn: Turn, key: string): Promise<string> {
  const command = COMMAND_OF_MENU[key];
  if (!command) return cannotRead(turn, 'other');
  const own = command.name === 'overdue' && !mayAnywhere(turn, 'see_week');
  return obey(turn, own ? { name: 'my_items' } : command, '');
}

/** Said once, when a person comes for the first time: what is recorded, who sees it, what must not be sent. */
async function welcome(turn: Turn): Promise<string> {
  if (await turn.stores.outbound.anyTo(turn.person.id)) return 'noted';
  answer(turn, { kind: 'welcome', name: turn.person.name });
  return 'welcomed';
}
