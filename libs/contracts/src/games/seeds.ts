import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  MoneyAmount,
  PartField,
  TextField,
} from '../fields.js';
import { TableStake } from './bets.js';
import { RoundAction } from './decisions.js';
import { RoundRef } from './rounds.js';

const hash = { max: 64, pattern: /^[0-9a-f]{64}$/, example: 'a3'.repeat(32) };
const clientSeed = { max: 64, pattern: /^[ -~]*$/, example: 'seven owls' };

/** What the next rounds of a session are drawn from: ours by its hash, so that it cannot be changed any more, and the player's. */
export class SeedPair {
  @TextField({ ...hash, description: "SHA-256 of the server's seed, which is shown after it was retired." })
  serverSeedHash: string;

  @TextField({
    ...clientSeed,
    min: 0,
    description: "The player's seed; empty until the player chooses one for this server's seed.",
  })
  clientSeed: string;

  @InstantField({ description: "Since when the server's seed is in use." })
  since: string;
}

export class GameSessionRef extends PlayerRef {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;
}

export class ChooseClientSeed extends GameSessionRef {
  @TextField({
    ...clientSeed,
    min: 1,
    description: "The player's seed: printable ASCII, chosen after the server's hash was seen.",
  })
  clientSeed: string;
}

/** A server's seed that draws no more rounds. */
export class RetiredSeed {
  @TextField({ ...hash, description: 'SHA-256 of the seed.' })
  serverSeedHash: string;

  @InstantField({ description: 'From then on the proofs of its rounds show the seed itself.' })
  revealedFrom: string;
}

export class RenewedSeeds {
  @PartField({ description: 'What rounds are drawn from now.', of: () => SeedPair })
  current: SeedPair;

  @PartField({ description: 'What they were drawn from before.', of: () => RetiredSeed })
  retired: RetiredSeed;
}

/** Everything that derives a round again, whoever does it. */
export class RoundProof {
  @IdField({ description: 'The round; part of what it was drawn from.' })
  roundId: string;

  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @TextField({ ...hash, description: 'SHA-256 of the definition that was played.' })
  definitionHash: string;

  @TextField({
    description: 'Version of that definition; left out of rounds from before it was recorded.',
    max: 20,
    example: '1.0.0',
    optional: true,
  })
  definitionVersion?: string;

  @JsonField({
    description:
      'The definition of that hash, also when the game has another by now; left out where it was not kept.',
    optional: true,
  })
  definition?: Record<string, unknown>;

  @TextField({ ...hash, description: "SHA-256 of the server's seed, as it was shown before." })
  serverSeedHash: string;

  @TextField({
    ...hash,
    description: "The server's seed, 32 bytes in hex; left out until it is shown.",
    optional: true,
  })
  serverSeed?: string;

  @TextField({
    description:
      'Of a round that was played for a jackpot with a hidden amount, once that has fallen: what the amount was drawn from, 32 bytes in hex.',
    max: 64,
    optional: true,
  })
  jackpotSecret?: string;

  @InstantField({
    description: 'From when on the seed is shown; left out while it draws rounds.',
    optional: true,
  })
  revealedFrom?: string;

  @TextField({ ...clientSeed, min: 0, description: "The player's seed when it was drawn." })
  clientSeed: string;

  @IntegerField({
    description:
      'Rounds of the session that had been refused after they were drawn; part of what it was drawn from.',
    example: 0,
  })
  refusals: number;

  @PartField({ description: 'What was risked.', of: () => MoneyAmount })
  stake: MoneyAmount;

  @ListField({
    description: 'The bets; left out for a slot.',
    of: () => TableStake,
    max: 200,
    optional: true,
  })
  bets?: TableStake[];

  @ListField({
    description: 'The decisions in the round, in their order; left out where there are none.',
    of: () => RoundAction,
    max: 400,
    optional: true,
  })
  actions?: RoundAction[];

  @PartField({ description: 'What came back, stake included.', of: () => MoneyAmount })
  payout: MoneyAmount;

  @JsonField({ description: 'The outcome as the ledger holds it, with every draw.' })
  outcome: Record<string, unknown>;
}

export const readSeeds = declareAsk({
  subject: 'rpc.games.read-seeds.v1',
  summary: 'What the next rounds of a game session are drawn from.',
  request: GameSessionRef,
  reply: SeedPair,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found', 'session_closed', 'no_proof'],
});

export const chooseClientSeed = declareAsk({
  subject: 'rpc.games.choose-client-seed.v1',
  summary: "Set the player's part of what the next rounds are drawn from.",
  request: ChooseClientSeed,
  reply: SeedPair,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found', 'session_closed', 'no_proof'],
});

export const renewSeeds = declareAsk({
  subject: 'rpc.games.renew-seeds.v1',
  summary:
    "Retire the server's seed, so that it can be shown, and commit to a new one; the player's part is empty again.",
  request: GameSessionRef,
  reply: RenewedSeeds,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'player',
  errors: ['not_found', 'session_closed', 'no_proof', 'round_in_play'],
});

export const readProof = declareAsk({
  subject: 'rpc.games.read-proof.v1',
  summary: 'What a round was drawn from.',
  request: RoundRef,
  reply: RoundProof,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found', 'no_proof'],
});

export class GameSeedsChanged extends GameSessionRef {
  @InstantField({ description: 'When.' })
  changedAt: string;
}

export const gameSeedsChanged = declareFact({
  subject: 'evt.games.session.seeds-changed.v1',
  summary: 'Rounds of a game session are drawn from other seeds from now on.',
  payload: GameSeedsChanged,
  aggregate: 'playerId',
});
