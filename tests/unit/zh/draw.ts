import type { Card, CardChoice, OutgoingMessage } from '../../../src/domain/message/card.ts';
import type { Block, Line, Span } from '../../../src/domain/message/document.ts';

/** A message as a reviewer of the wording can read it in a text file. */
export function draw(message: OutgoingMessage): string {
  switch (message.kind) {
    case 'text':
      return `${message.text}\n`;
    case 'document':
      return `${message.document.blocks.map(drawBlock).join('\n\n')}\n`;
    case 'card':
      return drawCard(message.card);
  }
}

function drawBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `■ ${drawLine(block.line)}`;
    case 'paragraph':
      return block.lines.map(drawLine).join('\n');
    case 'quote':
      return block.lines.map((line) => `│ ${drawLine(line)}`).join('\n');
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '·'} ${drawLine(item)}`)
        .join('\n');
    case 'table':
      return [block.head, ...block.rows].map((cells) => cells.join('｜')).join('\n');
  }
}

const drawLine = (line: Line): string => line.map(drawSpan).join('');

const STYLES = { strong: '粗', muted: '灰', good: '绿', warning: '橙' } as const;

function drawSpan(span: Span): string {
  if (span.kind === 'mention') return `@${span.name}`;
  if (span.kind === 'link') return `${span.text}→${span.url}`;
  return span.style ? `{${STYLES[span.style]}:${span.text}}` : span.text;
}

function drawCard({ source, title, subtitle, body, lines, choices, buttons, doneText }: Card): string {
  return [
    `┌ ${source}`,
    `│ ${title}`,
    `│ ${subtitle}`,
    ...body.split('\n').map((line) => `│   ${line}`),
    ...lines.map(({ name, value }) => `│ ${name}｜${value}`),
    ...choices.flatMap(drawChoice),
    ...(buttons.length > 0 ? [`└ ${buttons.map(({ text, key }) => `[${text}](${key})`).join(' ')}`] : []),
    ...(doneText === null ? [] : [`└ （${doneText}）`]),
    '',
  ].join('\n');
}

const drawChoice = ({ title, options }: CardChoice): string[] => [
  `│ ${title} ▾`,
  ...options.map(({ id, text }) => `│   ${text}　← ${id}`),
];
