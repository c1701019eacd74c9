import { type MigrationInterface } from 'typeorm';
import { AnyDeadLetter1795950000000 } from './any-dead-letter.js';
import { OutboxCursor1795807800000 } from './outbox-cursor.js';
import { Redriven1795960000000 } from './redriven.js';
import { StreamPlace1795950100000 } from './stream-place.js';
import { FactTurn1796000000000 } from './turn-table.js';
import { FactPlaces1795874400000 } from './places-table.js';
import { MessagingTables1700000000000 } from './tables.js';

/** Of every service that tells or hears facts, beside its own: they run in the order of their times. */
export const messagingMigrations: (new () => MigrationInterface)[] = [
  MessagingTables1700000000000,
  OutboxCursor1795807800000,
  FactPlaces1795874400000,
  AnyDeadLetter1795950000000,
  StreamPlace1795950100000,
  Redriven1795960000000,
  FactTurn1796000000000,
];
