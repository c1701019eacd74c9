import { type DatabaseDefinition } from '@croupier/persistence';
import { Outside1763900200000 } from './migrations/1763900200000-outside.js';

export const database: DatabaseDefinition = { entities: [], migrations: [Outside1763900200000] };
