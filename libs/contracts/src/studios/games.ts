import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { ChoiceField, FlagField, IdField, InstantField, ListField, TextField } from '../fields.js';

export const studioGameKinds = ['slot', 'table', 'other'] as const;

export class ListStudioGames {}

/** A game that a studio runs on its own servers. */
export class StudioGame {
  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @TextField({ description: 'Its name.', max: 80, example: 'Tide Coin' })
  name: string;

  @TextField({ description: 'The studio.', max: 40, example: 'sandbox-studio' })
  studioId: string;

  @TextField({ description: "The studio's name.", max: 80, example: 'Sandbox Studio' })
  studioName: string;

  @ChoiceField({
    description: 'A slot has the legal cap on stakes; of a live table alone a round can be adjusted.',
    of: studioGameKinds,
    example: 'other',
  })
  kind: (typeof studioGameKinds)[number];
}

export class StudioGameList {
  @ListField({
    description: 'The games on offer now: none of a studio that does not answer.',
    of: () => StudioGame,
  })
  data: StudioGame[];
}

export const listStudioGames = declareAsk({
  subject: 'rpc.studios.list-studio-games.v1',
  summary: "Studios' games on offer.",
  request: ListStudioGames,
  reply: StudioGameList,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: [],
});

export class LaunchStudioGame extends PlayerRef {
  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @IdField({
    description: 'The login session it is launched in, with which it ends. Left out, it ends without.',
    optional: true,
  })
  loginSessionId?: string;
}

export class StudioLaunch {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @TextField({
    description: 'Where the game is played. It opens the session once, and only for a few minutes.',
    max: 1000,
    example: 'https://games.example/play?token=…',
  })
  url: string;

  @FlagField({ description: 'True if the session before was ended by this one.' })
  replaced: boolean;

  @InstantField({ description: 'When it was opened.' })
  openedAt: string;
}

export const launchStudioGame = declareAsk({
  subject: 'rpc.studios.launch-studio-game.v1',
  summary: "Open a session of a studio's game; the sessions with studios opened before are ended.",
  request: LaunchStudioGame,
  reply: StudioLaunch,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'player',
  errors: [
    'unknown_studio_game',
    'studio_game_away',
    'not_verified',
    'play_blocked',
    'no_account',
    'account_frozen',
    'session_closed',
  ],
});
