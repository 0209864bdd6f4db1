import { mayDo, note, type Acting } from '../acting.ts';

export interface EvidenceFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly data: Buffer;
}

/**
 * The bytes of one piece of evidence. Null when there is none, or none he may see, or its file is gone: which of these
 * he does not learn.
 */
export async function readEvidence(acting: Acting, id: string): Promise<EvidenceFile | null> {
  const { stores } = acting;
  const piece = await stores.evidence.byId(id);
  const task = piece && (await stores.tasks.byId(piece.taskId));
  if (!piece || !task || !mayDo(acting, 'see_task', task)) {
    await note(acting, 'evidence_refused', id, { refused: true, detail: { taskId: piece?.taskId ?? null } });
    return null;
  }
  const data = await stores.media.read(piece.sha256);
  return data && { fileName: piece.fileName, sha256: piece.sha256, data };
}
