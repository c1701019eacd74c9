import { type DatabaseDefinition } from '@croupier/persistence';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ServiceConfig } from './config.js';

/** All the runtime needs to know of an app: `apps/<name>/src/service.ts` exports one as `service`. */
export interface Service {
  /** As in subjects, database and role. */
  name: string;
  module: new () => object;
  config: new () => ServiceConfig;
  /** Left out by a service without a database of its own. */
  database?: DatabaseDefinition;
  /** Facts worked on at once, if all it hears are written by a `FactWriter`, many in a transaction. Default 4. */
  factsAtOnce?: number;
  /** Asks again, within a budget, what nobody answered. For the edge alone: repeats at each hop would multiply. */
  repeatsAsks?: boolean;
  /** Prepares the HTTP side of a service that has more of it than health and metrics. */
  http?: (app: NestFastifyApplication) => Promise<void>;
}
