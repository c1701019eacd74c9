import { type Type } from '@nestjs/common';
import { RoundsConsumer } from '../../apps/games/src/rounds/rounds.consumer.js';
import { ActivityConsumer } from '../../apps/profile/src/activity/activity.consumer.js';

/** What a service wrote down of the facts it heard, a row a fact and nothing else. */
export interface History {
  /** Writes it, by a `FactWriter`. */
  consumer: Type<object>;
  /** The tables it is in, each with its primary key. */
  tables: Readonly<Record<string, readonly string[]>>;
  /** Tables that the consumer writes besides, which are not made of facts alone and are left as they are. */
  besides: readonly string[];
}

export const histories: Readonly<Record<string, History>> = {
  games: {
    consumer: RoundsConsumer,
    tables: { rounds: ['player_id', 'round_id'], round_voids: ['player_id', 'round_id', 'corrected'] },
    besides: [],
  },
  // That a player is confirmed is decided once, and never taken back by a fact that is no longer there.
  profile: {
    consumer: ActivityConsumer,
    tables: { activities: ['player_id', 'activity_id'] },
    besides: ['players'],
  },
};

/** Services that hear facts and keep nothing that could be made of them again, and why. */
export const noHistories: Readonly<Record<string, string>> = {
  compliance: 'its trail is a record of its own, which nobody writes again',
  identity: 'it ends login sessions when it hears of a restriction, and keeps nothing of it',
  notifications: 'it writes to players about what it hears: to hear it again would be to write again',
  'safer-gambling': 'its decisions are records of their own, which facts only occasion',
  studios: 'it ends sessions of studios’ games when it hears what ends them, and keeps nothing of it',
  wallet: 'the ledger is the record, and made of commands: npm run verify-ledger proves it',
};
