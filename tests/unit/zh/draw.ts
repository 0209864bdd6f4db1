import type { Card, OutgoingMessage } from '../../../src/domain/message/card.ts';

/** A message as a reviewer of the wording can read it in a text file. */
export function draw(message: OutgoingMessage): string {
  switch (message.kind) {
    case 'text':
      return `${message.text}\n`;
    case 'markdown':
      return `${message.markdown}\n`;
    case 'card':
      return drawCard(message.card);
  }
}

function drawCard({ source, title, subtitle, body, lines, choice, buttons, doneText }: Card): string {
  return [
    `┌ ${source}`,
    `│ ${title}`,
    `│ ${subtitle}`,
    ...body.split('\n').map((line) => `│   ${line}`),
    ...lines.map(({ name, value }) => `│ ${name}｜${value}`),
    ...(choice
      ? [`│ ${choice.title} ▾`, ...choice.options.map(({ id, text }) => `│   ${text}　← ${id}`)]
      : []),
    ...(buttons.length > 0 ? [`└ ${buttons.map(({ text, key }) => `[${text}](${key})`).join(' ')}`] : []),
    ...(doneText === null ? [] : [`└ （${doneText}）`]),
    '',
  ].join('\n');
}
