import { plainEvent } from '../callback/callback-content.ts';
import type { Person } from '../corp.ts';
import { isJson, listOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { ActResult, Stage } from './acts.ts';

/**
 * Taps an entry of the app's menu (dossier §11.8), which is named as the event will name it: by its key, or by
 * its url when it opens a page.
 */
export async function tapMenu(
  { world, callbacks }: Stage,
  { userid }: Person,
  { key, url }: { readonly key: string; readonly url: string },
): Promise<ActResult> {
  const entry = entriesOf(world.state.setup.menu ?? []).find((candidate) =>
    candidate.type === 'view' ? candidate.url === url : candidate.type === 'click' && candidate.key === key,
  );
  if (!entry) return { status: 400, error: '应用菜单里没有这一项' };
  const origin = { corp: world.corp, userid, at: world.now() };
  const content =
    entry.type === 'view'
      ? plainEvent(origin, 'view', textOf(entry, 'url'))
      : plainEvent(origin, 'click', textOf(entry, 'key'));
  return { callback: await callbacks.deliver(userid, content) };
}

const entriesOf = (menu: readonly Json[]): readonly Json[] =>
  menu.flatMap((button) => [button, ...listOf(button, 'sub_button').filter(isJson)]);
