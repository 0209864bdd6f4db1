import { mayAnywhere, type Acting } from '../acting.ts';
import { findCase } from './correct-reply.ts';

/** The tasks an answer can be corrected to; null when it is none of his to correct. */
export async function tasksOfReply(
  acting: Acting,
  id: string,
): Promise<readonly { readonly code: string; readonly title: string }[] | null> {
  if (!mayAnywhere(acting, 'correct_reply')) return null;
  const found = await findCase(acting, id);
  return found && found.tasks.map(({ code, title }) => ({ code, title }));
}
