import { type Item } from '../item.js';

/** What the broker and the way of facts are put through. */
export const messagingItems: readonly Item[] = [];
