import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  MoneyAmount,
  PartField,
  PositiveAmount,
  SignedAmount,
  TextField,
} from '../fields.js';
import { netPositionText } from './net-position.js';
import { GameSessionRef, SeedPair } from './seeds.js';

export const launchModes = ['real', 'demo'] as const;
export type LaunchMode = (typeof launchModes)[number];

export class OpenGameSession extends PlayerRef {
  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @ChoiceField({
    description:
      '`demo` plays for play money that is worth nothing: same odds, same pace, and no wallet. For money where it is left out.',
    of: launchModes,
    example: 'real',
    optional: true,
  })
  mode?: LaunchMode;
}

/** From launch to close of one game by one player. */
export class GameSession {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @PartField({
    description: 'Largest stake of one round: in a slot by law (SI 2025/215), else as the game has it.',
    of: () => PositiveAmount,
  })
  stakeCap: PositiveAmount;

  @IntegerField({ description: 'Shortest time between two starts, in ms (RTS 14D).', example: 2500 })
  minimumCycleMs: number;

  @InstantField({ description: 'When it was opened.' })
  openedAt: string;

  @PartField({ description: 'What its rounds are drawn from.', of: () => SeedPair, optional: true })
  seeds?: SeedPair;

  @IdField({
    description: 'A round of this game that waits for the player: the session it was dealt in goes on.',
    optional: true,
  })
  openRoundId?: string;

  @ChoiceField({
    description: '`demo` if it is for play money; for money where it is left out.',
    of: launchModes,
    example: 'real',
    optional: true,
  })
  mode?: LaunchMode;

  @PartField({
    description: 'Of a demo: the play money there is to begin with. It is worth nothing.',
    of: () => MoneyAmount,
    optional: true,
  })
  playMoney?: MoneyAmount;

  @PartField({ description: netPositionText, of: () => SignedAmount, optional: true })
  netPosition?: SignedAmount;

  @IntegerField({
    description: 'How long it has lasted, in ms (RTS 13C).',
    optional: true,
    example: 3_725_000,
  })
  elapsedMs?: number;

  @InstantField({
    description: "Earliest start of the next round, on the player's clock; absent before the player's first.",
    optional: true,
  })
  nextRoundAt?: string;

  @InstantField({ description: 'When it was closed; absent while it is open.', optional: true })
  closedAt?: string;

  @InstantField({
    description:
      'From then on no round begins until the reality check is acknowledged (RTS 13B); may be past, where the game before was left unacknowledged.',
    optional: true,
  })
  realityCheckAt?: string;
}

/** A reality check that the player has seen and answered. */
export class RealityCheck {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @IntegerField({ description: 'How long the session has lasted, in ms.', example: 900_000 })
  elapsedMs: number;

  @InstantField({
    description: 'When the next one is due, by the interval as the player has it now.',
    optional: true,
  })
  realityCheckAt?: string;
}

export const openGameSession = declareAsk({
  subject: 'rpc.games.open-game-session.v1',
  summary:
    'Launch a game, for money or as a demo; the session opened before is closed, or goes on if a round of the game waits in it.',
  request: OpenGameSession,
  reply: GameSession,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'player',
  errors: [
    'unknown_game',
    'game_offline',
    'not_verified',
    'round_in_play',
    'no_demo',
    'play_blocked',
    'no_account',
    'account_frozen',
    'session_closed',
  ],
});

export const readGameSession = declareAsk({
  subject: 'rpc.games.read-game-session.v1',
  summary: 'A game session as it stands: net position, time, when the next round may start.',
  request: GameSessionRef,
  reply: GameSession,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found', 'unknown_game', 'no_account'],
});

export const acknowledgeRealityCheck = declareAsk({
  subject: 'rpc.games.acknowledge-reality-check.v1',
  summary: 'The player has seen how long they have played: rounds begin again, for another interval.',
  request: GameSessionRef,
  reply: RealityCheck,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found', 'session_closed'],
});

export class GameSessionOpened extends PlayerRef {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60 })
  gameId: string;

  @InstantField({ description: 'When.' })
  openedAt: string;
}

export const gameSessionOpened = declareFact({
  subject: 'evt.games.session.opened.v1',
  summary: 'A player launched a game.',
  payload: GameSessionOpened,
  aggregate: 'playerId',
});
