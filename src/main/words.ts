import type { Wording } from '../app/ports.ts';
import { understand } from '../domain/reply/understand.ts';
import { bindingCodeIn } from '../zh/binding-code.ts';
import { claimWords } from '../zh/claim-words.ts';
import { isConfirmation } from '../zh/confirmation.ts';
import { evidenceAnswer } from '../zh/evidence-answer.ts';
import { maskNumbers } from '../zh/masking.ts';
import { menu } from '../zh/menu.ts';
import { statusText } from '../zh/messages/status.ts';
import { splitPlan } from '../zh/next-plan.ts';
import { say } from '../zh/say.ts';
import { hasSecrecyMark } from '../zh/secrecy.ts';
import { tile } from '../zh/tile.ts';
import { vocabulary } from '../zh/vocabulary.ts';

export const words: Wording = {
  understand: (text, context) => understand(text, context, vocabulary),
  hasSecrecyMark,
  maskNumbers,
  say,
  splitPlan,
  statusText,
  isConfirmation,
  claimWords,
  evidenceAnswer,
  bindingCodeIn,
  tile,
  menu,
};
