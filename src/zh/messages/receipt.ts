import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { ReceiptNotice } from '../../domain/message/notice.ts';
import type { RecordedLine, RequestLine } from '../../domain/message/lines.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import { replyStatusLabel } from '../labels.ts';
import { claimWords, evidenceWords } from './closure.ts';
import { monthDay, thisWeeks } from './dates.ts';
import { clip, fit, linesOf } from './fit.ts';
import { asText, codeName, joined, paragraph, shortCode } from './parts.ts';
import { questionWords } from './question.ts';
import { refusalWords } from './refusal.ts';
import { claimedLabel, statusText } from './status.ts';

/** Characters of the person's own words that one receipt gives back, over all its lines. */
const ECHOED_CHARS = 300;
const ECHOED_AT_LEAST = 20;

/** The echo of an answer: what was recorded, what was passed on, what happens next, what is still open. */
export const receiptText = (notice: ReceiptNotice): OutgoingMessage =>
  asText(
    fit(
      (shown) =>
        paragraph([
          recordedWords(notice, shown),
          evidenceWords(notice.evidence ?? [], shown),
          ...linesOf(notice.claims ?? [], shown, claimWords),
          notice.recorded.length > 0 && whatNext(notice),
          ...linesOf(notice.requests, shown, requestWords),
          stillOpenWords(notice),
          notice.question && questionWords(notice.question, shown),
        ]) || '已收到。',
    ),
  );

function recordedWords({ recorded, late }: ReceiptNotice, shown: number): string {
  if (recorded.length === 0) return '';
  const chars = Math.max(ECHOED_AT_LEAST, Math.floor(ECHOED_CHARS / recorded.length));
  const lines = linesOf(recorded, shown, (line) => recordedLine(line, chars));
  return `${late ? '已记录（补报）' : '已记录'}：${lines.join('；\n')}。`;
}

function recordedLine(line: RecordedLine, chars: number): string {
  const { code, status, text, claimed, corrects, insteadOf } = line;
  const said = clip(beyondLabel(text, status), chars).replace(/[。；;，,]$/u, '');
  const label = `${claimedLabel(status, claimed)}${corrects ? '（更正）' : ''}${
    insteadOf === undefined ? '' : `（代${clip(insteadOf, 10)}填报）`
  }`;
  return `${shortCode(code)} ${joined([label, said], '：')}`;
}

/** "已完成，材料已报" after the label 已完成 would say it twice. */
function beyondLabel(text: string, status: ReplyStatus): string {
  const label = [replyStatusLabel[status], statusText(status)].find((words) => text.startsWith(words)) ?? '';
  const rest = text.slice(label.length);
  return label === '' || /^[\s，,。.；;：:！!]|^$/u.test(rest)
    ? rest.replace(/^[\s，,。.；;：:！!]+/u, '')
    : text;
}

function whatNext({ recorded, late, digestAt }: ReceiptNotice): string {
  if (late) return '本周填报已截止，以上记为补报，列入下期周报。';
  const counted = digestAt ? `将计入${thisWeeks(digestAt)} 周报` : '已记入本周台账';
  return `${counted}，截止前可回复“更正：${shortCode(recorded[0]?.code ?? '')}…”或“撤回”。`;
}

function requestWords(line: RequestLine): string {
  switch (line.kind) {
    case 'extension':
      return `${codeName(line.code)}延期至${monthDay(line.due)}的申请已报整改办，批准前仍按原时限。`;
    case 'help':
      return `${codeName(line.code)}需协调的事项已转整改办，请等候联系。`;
    case 'transfer':
      return `${codeName(line.code)}转办${line.to === null ? '' : `给${clip(line.to, 10)}`}的申请已报整改办，确认前仍由您负责。`;
    case 'refused':
      return refusalWords(line.why, line.code);
  }
}

function stillOpenWords({ recorded, stillOpen }: ReceiptNotice): string {
  if (stillOpen > 0) return `您本周还有 ${stillOpen} 项待报，回复“我的任务”查看。`;
  return recorded.length > 0 ? '您本周的任务已全部填报，谢谢。' : '';
}
