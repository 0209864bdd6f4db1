import type { Section } from '../section.ts';

export const weekSections: readonly Section[] = [];
