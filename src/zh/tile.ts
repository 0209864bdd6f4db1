/** The figures of the workbench tile, a person's own tasks (app-api §11.9: four at most). */
export const tile = (counts: {
  readonly unanswered: number;
  readonly near: number;
  readonly overdue: number;
  readonly closed: number;
}): { readonly label: string; readonly value: string }[] => [
  { label: '待报', value: String(counts.unanswered) },
  { label: '临期', value: String(counts.near) },
  { label: '逾期', value: String(counts.overdue) },
  { label: '已销号', value: String(counts.closed) },
];
