/** The day behind a date, as an input of dates wants it. */
export function dayAfter(date: string | null): string | undefined {
  if (date === null) return undefined;
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `06-08 10:20` of an instant, by the clock of the phone. */
export const clockTime = (instant: string): string => {
  const at = new Date(instant);
  return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
};
