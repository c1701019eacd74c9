import { croupier } from './croupier.js';
import type { Dialect } from './dialect.js';
import { hub88 } from './hub88.js';
import { softswiss } from './softswiss.js';

/** Every dialect by its name. */
export const dialects: Readonly<Record<string, Dialect>> = { croupier, hub88, softswiss };
