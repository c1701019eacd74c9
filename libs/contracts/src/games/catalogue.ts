import { declareAsk } from '../declare.js';
import {
  ChoiceField,
  FlagField,
  InstantField,
  IntegerField,
  JsonField,
  ListField,
  PartField,
  PositiveAmount,
  TextField,
} from '../fields.js';
import { BetReturn } from './bets.js';
import { RouletteOffer } from './roulette.js';

export const gameKinds = [
  'slot',
  'roulette',
  'baccarat',
  'dice',
  'keno',
  'sic-bo',
  'video-poker',
  'blackjack',
  'three-card-poker',
  'casino-war',
  'craps',
  'crash',
] as const;

export class ListGames {}

/** Return to player, computed from the definition that is played. */
export class ReturnToPlayer {
  @TextField({ description: 'Ratio, rounded to 8 digits.', max: 12, example: '0.95123456' })
  ratio: string;

  @TextField({
    description: 'Numerator of the ratio, exact unless `basis` says that it was reckoned in doubles.',
    max: 20_000,
  })
  numerator: string;

  @TextField({ description: 'Denominator of the ratio, likewise.', max: 20_000 })
  denominator: string;

  @TextField({ description: 'How the figure was found (GLI-19 4.7.2).', max: 300 })
  basis: string;
}

export class GameSummary {
  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;

  @TextField({ description: 'Its name.', max: 80, example: 'Midnight Croupier' })
  name: string;

  @ChoiceField({ description: 'The engine.', of: gameKinds, example: 'slot' })
  kind: (typeof gameKinds)[number];

  @PartField({ description: 'Theoretical return to player.', of: () => ReturnToPlayer })
  returnToPlayer: ReturnToPlayer;

  @InstantField({
    description:
      'Since when it is closed: no round begins until it is opened again. Left out while it is open.',
    optional: true,
  })
  offlineSince?: string;

  @FlagField({
    description: 'Whether a verified player can try it for play money.',
    example: true,
    optional: true,
  })
  demo?: boolean;
}

export class GameList {
  @ListField({ description: 'The catalogue.', of: () => GameSummary })
  data: GameSummary[];
}

export const listGames = declareAsk({
  subject: 'rpc.games.list-games.v1',
  summary: 'The catalogue.',
  request: ListGames,
  reply: GameList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});

export class GameRef {
  @TextField({ description: 'The game.', max: 60, example: 'midnight-croupier' })
  gameId: string;
}

export class RulesSection {
  @TextField({ description: 'Heading.', max: 120 })
  title: string;

  @ListField({ description: 'Paragraphs.', max: 50 })
  paragraphs: string[];
}

/** What players are told of the last change of a game. */
export class GameChange {
  @TextField({ description: 'Version that was played before.', max: 20, example: '1.0.0' })
  previousVersion: string;

  @InstantField({ description: 'Since when the present version is played.' })
  since: string;

  @TextField({ description: 'What changed.', max: 500, example: 'The Lamp pays 60 instead of 50.' })
  whatChanges: string;
}

/** Everything a client needs to show a game and its rules. */
export class GameDetail extends GameSummary {
  @TextField({ description: 'Version of the definition.', max: 20, example: '1.0.0' })
  version: string;

  @TextField({ description: 'SHA-256 of the definition that is played.', max: 64 })
  definitionHash: string;

  @PartField({
    description: 'The last change; left out if there was none.',
    of: () => GameChange,
    optional: true,
  })
  change?: GameChange;

  @ListField({
    description: 'Stakes on offer; at a table the chips, since its stake is the sum of the bets.',
    of: () => PositiveAmount,
  })
  stakes: PositiveAmount[];

  @IntegerField({ description: 'Shortest time between two starts, in ms (RTS 14D).', example: 2500 })
  minimumCycleMs: number;

  @ListField({
    description: 'Roulette: every bet of the layout with its limits and its exact edge.',
    of: () => RouletteOffer,
    optional: true,
  })
  bets?: RouletteOffer[];

  @ListField({
    description: 'Tables: what each bet exactly returns.',
    of: () => BetReturn,
    optional: true,
  })
  returns?: BetReturn[];

  @JsonField({
    description:
      'The definition itself: reels, lines, symbols and pay table, or what a table pays and its limits.',
  })
  definition: Record<string, unknown>;

  @ListField({ description: 'The rules as shown to the player.', of: () => RulesSection })
  rules: RulesSection[];
}

export const readGame = declareAsk({
  subject: 'rpc.games.read-game.v1',
  summary: 'One game: stakes, pay table, rules, exact return to player.',
  request: GameRef,
  reply: GameDetail,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: ['unknown_game'],
});
