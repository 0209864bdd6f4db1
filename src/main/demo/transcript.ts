import type { Clock } from '../../clock.ts';
import { changed, nothingSent, received, shownPicture, timeHeading } from '../../zh/demo.ts';
import { cardShown, type SandboxClient, type ShownMessage } from './sandbox-client.ts';

export interface Transcript {
  heading(title: string): void;
  line(text: string): void;
  /** Prints what every chat has received since the last time. */
  received(): Promise<void>;
}

/** Reads the sandbox's chats aloud as they fill, and cards again when they change. */
export async function openTranscript(
  client: SandboxClient,
  groups: readonly { id: string; name: string }[],
  clock: Clock,
  print: (line: string) => void,
): Promise<Transcript> {
  const chats = [
    ...(await client.people()).map(({ userid, name }) => ({ path: `people/${userid}`, name })),
    ...groups.map(({ id, name }) => ({ path: `groups/${id}`, name })),
  ];
  const shown = new Map<string, string>();
  return {
    heading: (title) => print(timeHeading(clock.local(clock.now()), title)),
    line: print,
    async received() {
      let any = false;
      for (const { path, name } of chats) {
        for (const message of await client.read(path)) {
          const text = shownText(message);
          const key = `${path} ${message.seq}`;
          if (shown.get(key) === text) continue;
          print(shown.has(key) ? changed(name) : received(name));
          print(indent(text));
          shown.set(key, text);
          any = true;
        }
      }
      if (!any) print(nothingSent());
    },
  };
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');

function shownText({ msgtype, payload, card }: ShownMessage): string {
  if (msgtype === 'image') return shownPicture;
  if (card === null) return payload.content ?? '';
  const face = cardShown.parse(card.current);
  const { title, desc } = face.main_title ?? {};
  const lines = face.horizontal_content_list ?? [];
  return [
    [title, desc].filter(Boolean).join('  '),
    ...lines.map(({ keyname, value }) => `· ${keyname} ${value ?? ''}`),
    face.sub_title_text ?? '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
