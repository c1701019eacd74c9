import { type DatabaseDefinition } from '@croupier/persistence';
import { Outside1763900200000 } from './migrations/1763900200000-outside.js';
import { MailHtml1764032400000 } from './migrations/1764032400000-mail-html.js';
import { Studio1795890000001 } from './migrations/1795890000001-studio.js';
import { StudioFeatures1796100000000 } from './migrations/1796100000000-studio-features.js';
import { StudioReversals1797120000000 } from './migrations/1797120000000-studio-reversals.js';
import { StudioGifts1797200000001 } from './migrations/1797200000001-studio-gifts.js';
import { StudioSessions1797500000001 } from './migrations/1797500000001-studio-sessions.js';
import { StudioEndedSessions1797600000001 } from './migrations/1797600000001-studio-ended-sessions.js';
import { Exclusions1764060000000 } from './migrations/1764060000000-exclusions.js';

export const database: DatabaseDefinition = {
  entities: [],
  migrations: [
    Outside1763900200000,
    MailHtml1764032400000,
    Exclusions1764060000000,
    Studio1795890000001,
    StudioFeatures1796100000000,
    StudioReversals1797120000000,
    StudioGifts1797200000001,
    StudioSessions1797500000001,
    StudioEndedSessions1797600000001,
  ],
};
