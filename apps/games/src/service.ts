import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { GamesConfig } from './games.config.js';
import { GamesModule } from './games.module.js';

export const service: Service = {
  name: 'games',
  module: GamesModule,
  config: GamesConfig,
  database,
  factsAtOnce: 256,
};
