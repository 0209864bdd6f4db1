import { z } from 'zod';

/** What a chat of the sandbox shows, as far as the demo reads it. */
const message = z.object({
  seq: z.number(),
  direction: z.enum(['in', 'out']),
  msgtype: z.string(),
  payload: z.looseObject({ content: z.string().optional() }),
  card: z.looseObject({ taskId: z.string(), current: z.unknown() }).nullable(),
});
const chat = z.object({ messages: z.array(message) });
const people = z.array(z.object({ userid: z.string(), name: z.string(), position: z.string().nullish() }));
const callback = z.object({ callback: z.object({ status: z.number().nullable() }) });

/** A card as WeCom was given it, as far as it is read aloud. */
const text = z.string().optional();
export const cardShown = z.looseObject({
  main_title: z.looseObject({ title: text, desc: text }).optional(),
  sub_title_text: text,
  horizontal_content_list: z.array(z.looseObject({ keyname: z.string(), value: text })).optional(),
  button_selection: z
    .looseObject({
      question_key: z.string(),
      option_list: z.array(z.object({ id: z.string(), text: z.string() })),
    })
    .optional(),
});

export type ShownMessage = z.infer<typeof message>;
export type ShownPerson = z.infer<typeof people>[number];

/** Acts as the people of the sandbox, over its control API. */
export interface SandboxClient {
  people(): Promise<ShownPerson[]>;
  /** What that chat has received, oldest first. */
  read(chatPath: string): Promise<ShownMessage[]>;
  say(userid: string, content: string): Promise<void>;
  /** A one-dot picture. */
  sendPicture(userid: string): Promise<void>;
  /** @throws when the person has no card that offers the task */
  press(userid: string, key: string, taskNo: number): Promise<void>;
}

export function sandboxClient(base: string): SandboxClient {
  const get = async (path: string): Promise<unknown> => (await fetch(`${base}/sandbox/api/${path}`)).json();
  async function act(path: string, body: object): Promise<void> {
    const answer = await fetch(`${base}/sandbox/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const parsed = callback.parse(await answer.json());
    if (parsed.callback.status !== 200)
      throw new Error(`the bot did not take the callback: ${parsed.callback.status}`);
  }
  const read = async (chatPath: string) =>
    chat
      .parse(await get(`${chatPath}/messages?after=0`))
      .messages.filter(({ direction }) => direction === 'out');
  return {
    people: async () => people.parse(await get('people')),
    read,
    say: (userid, content) => act(`people/${userid}/text`, { content }),
    sendPicture: (userid) => act(`people/${userid}/image`, {}),
    async press(userid, key, taskNo) {
      const cards = (await read(`people/${userid}`)).filter(({ card }) => card !== null);
      const last = cards.at(-1)?.card;
      if (!last) throw new Error(`${userid} has no card to press`);
      const { button_selection: choice } = cardShown.parse(last.current);
      const option = choice?.option_list.find(({ text: label }) => label.startsWith(String(taskNo)));
      const selected = choice && option ? { [choice.question_key]: [option.id] } : {};
      await act(`people/${userid}/click`, { taskId: last.taskId, key, selected });
    },
  };
}
