import { z } from 'zod';
import type { InboundContent } from '../../app/channel.ts';
import { idText } from './frames.ts';

/* Events by their eventtype (bots §B4); an event's data sits in the object of that name. */

/** @param reqId of the frame: it updates the card that was pressed */
export function readEvent(part: unknown, reqId: string | null): InboundContent {
  const read = event.safeParse(part);
  if (!read.success) return { type: 'other', name: 'event' };
  const { eventtype, template_card_event: press } = read.data;
  if (eventtype === 'enter_chat') return { type: 'enter' };
  if (eventtype !== 'template_card_event') return { type: 'event', name: eventtype };
  return press && reqId !== null ? pressed(press, reqId) : { type: 'other', name: eventtype };
}

const press = z.object({
  event_key: z.string(),
  task_id: idText,
  selected_items: z
    .object({
      selected_item: z.array(
        z.object({
          question_key: z.string(),
          option_ids: z.object({ option_id: z.array(idText) }).catch({ option_id: [] }),
        }),
      ),
    })
    .catch({ selected_item: [] }),
});

const event = z.object({
  eventtype: z.string().min(1),
  template_card_event: press.optional().catch(undefined),
});

const pressed = (
  { event_key: key, task_id: cardId, selected_items: { selected_item: items } }: z.infer<typeof press>,
  updateToken: string,
): InboundContent => ({
  type: 'card',
  key,
  cardId,
  updateToken,
  picks: Object.fromEntries(
    items.map(({ question_key: question, option_ids: { option_id: options } }) => [question, options]),
  ),
});
