import type { Section } from '../section.ts';

export const officeSections: readonly Section[] = [];
