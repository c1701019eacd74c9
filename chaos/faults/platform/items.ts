import { type Item } from '../item.js';
import { rolledOver } from './fault-05-rolling.js';

/** What all apps together are put through. */
export const platformItems: readonly Item[] = [
  { name: 'FAULT-05', title: 'apps replaced again and again under load and streams', run: rolledOver },
];
