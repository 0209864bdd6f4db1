import { causeOf, mayDo, note, type Acting } from '../acting.ts';
import { deskTask, type NotForThem } from './desk-sight.ts';

export interface RemarkEdit {
  readonly code: string;
  readonly remark: string;
  /** Of the task as it was when the edit began. */
  readonly version: number;
}

export type EditOutcome =
  | NotForThem
  | { readonly refused: 'changed_meanwhile' }
  | { readonly refused: 'secret' }
  | { readonly outcome: 'changed' | 'unchanged' };

/** 备注 is the office's own: written on a page, never over what somebody else has written meanwhile. */
export async function editRemark(acting: Acting, edit: RemarkEdit): Promise<EditOutcome> {
  const found = await deskTask(acting, edit.code);
  if ('refused' in found) return found;
  const { task } = found;
  if (!mayDo(acting, 'edit_remark', task)) {
    await note(acting, 'edit_remark_refused', task.id, { refused: true, detail: { why: 'not_permitted' } });
    return { refused: 'not_permitted' };
  }
  if (acting.words.hasSecrecyMark(edit.remark)) {
    await note(acting, 'secret_refused', task.id, { refused: true, detail: { what: 'remark' } });
    return { refused: 'secret' };
  }
  if (edit.version !== task.version) return { refused: 'changed_meanwhile' };
  const remark = acting.words.maskNumbers(edit.remark.trim());
  if (remark === task.remark) return { outcome: 'unchanged' };
  const cause = causeOf(acting, 'remark_changed');
  const changed = await acting.stores.tasks.change(task, { remark }, cause);
  return changed ? { outcome: 'changed' } : { refused: 'changed_meanwhile' };
}
