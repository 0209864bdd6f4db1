import type { Component } from 'vue';
import type { Action } from '../../domain/access/actions.ts';

/** A page of the desk as the navigation shows it. */
export interface Section {
  /** Below /desk, with a slash. */
  readonly path: string;
  readonly title: string;
  readonly group: 'work' | 'week' | 'office';
  /** One of these lets it be shown; the service decides what it answers. */
  readonly needs: readonly Action[];
  readonly load: () => Promise<Component>;
}
