import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { CorrectionNotice } from '../../domain/message/correction-notice.ts';
import { replyStatusLabel } from '../labels.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import { asText, codeName, paragraph, shortCode } from './parts.ts';
import { claimedLabel } from './status.ts';

const TEXT_CHARS = 60;
const REASON_CHARS = 60;

/** What the office took an answer for, and how to contradict. */
export const replyCorrected = ({ by, recorded, withdrawn, reason }: CorrectionNotice): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `整改办（${clip(by, 10)}）更正了一条填报：`,
        ...linesOf(
          recorded,
          shown,
          ({ code, status, text, claimed }) =>
            `${codeName(code)} ${claimedLabel(status, claimed)}${text === replyStatusLabel[status] ? '' : `：${clip(text, TEXT_CHARS)}`}`,
        ),
        withdrawn.length > 0 && `${inline(withdrawn.map(codeName), shown)} 原来记录的进展已撤回。`,
        `原因：${clip(reason, REASON_CHARS)}`,
        `如与实际不符，请直接回复，如“更正：${shortCode(recorded[0]?.code ?? withdrawn[0] ?? '12')} …”。`,
      ]),
    ),
  );
