import { errorFactory, type ErrorTable } from '../errors.js';

export const gamesErrors = {
  unknown_game: {
    kind: 'not_found',
    message: 'There is no such game.',
    remedy: 'See GET /v1/games.',
  },
  game_offline: {
    kind: 'conflict',
    message: 'The game is closed for a while.',
    remedy:
      'Choose another game; rounds that wait for a decision can be finished, and the last round of a live table is.',
  },
  game_online: {
    kind: 'conflict',
    message: 'The game is open to players, or was a moment ago.',
    remedy:
      'Take it offline and wait until releasableFrom: GET /backoffice/v1/games/{id}/versions (of a live table …/tables/{id}/versions).',
  },
  definition_refused: {
    kind: 'invalid',
    message: 'The definition cannot be played as a change of this game.',
    remedy:
      'See `detail`, which names every fault by its path; certify it with `npm run games -- certify FILE`.',
  },
  version_taken: {
    kind: 'conflict',
    message: 'There is another definition of this version.',
    remedy: 'Give the definition a higher version.',
  },
  version_not_approved: {
    kind: 'conflict',
    message: 'The version was not approved.',
    remedy: 'Ask for approval: POST /backoffice/v1/approvals with the kind change-game, or change-table.',
  },
  version_outdated: {
    kind: 'conflict',
    message: 'The version was proposed as a change of another one than is live.',
    remedy: 'Propose the change anew, with a higher version.',
  },
  session_closed: {
    kind: 'conflict',
    message:
      'The game session is closed, or another game was opened since: one is played at a time (RTS 14C).',
    remedy:
      'Open the game again: POST /v1/games/{id}/sessions, also for games of studios, or POST /v1/tables/{id}/sessions.',
  },
  reality_check_due: {
    kind: 'conflict',
    message: 'The time is over after which the player wants to look at the clock (RTS 13B).',
    remedy:
      'Show how long they have played and where they stand, GET /v1/game-sessions/{id} (of a live table /v1/table-sessions/{id}); when they answer, POST …/{id}/reality-check. Rounds that wait for a decision go on, and bets that are placed are settled.',
  },
  no_demo: {
    kind: 'conflict',
    message: 'This game cannot be tried for play money.',
    remedy: 'See `demo` of the games in GET /v1/games.',
  },
  play_money_spent: {
    kind: 'conflict',
    message: 'The play money of this demo does not cover the stake.',
    remedy: 'Choose a smaller stake, or open the demo again: POST /v1/games/{id}/sessions?mode=demo.',
  },
  stake_not_offered: {
    kind: 'invalid',
    message: 'The game does not offer this stake.',
    remedy: 'Use one of the stakes in GET /v1/games/{id}, in the currency of the session.',
  },
  bets_not_accepted: {
    kind: 'invalid',
    message: 'The bets are not ones this game or table takes.',
    remedy:
      'See `detail`. Bets name spots of the layout, within the limits of the game, and their sum is the stake; a slot takes no bets.',
  },
  stake_above_cap: {
    kind: 'limit',
    message: 'The stake is above the legal cap for this player (SI 2025/215).',
    remedy: 'Use a stake up to stakeCap of the session: 5 GBP from 25 years on, 2 GBP from 18 to 24.',
  },
  no_proof: {
    kind: 'not_found',
    message: 'There are no seeds to prove it by.',
    remedy: 'Open a new game session: its rounds are drawn from seeds. Rounds of live tables are not.',
  },
  round_open: {
    kind: 'conflict',
    message: 'Another round of this player is still open.',
    remedy: 'Wait for its result before the next stake.',
    retry: true,
  },
  round_in_play: {
    kind: 'conflict',
    message: 'A round of this player is in play in another game, or waits for a decision.',
    remedy:
      'Finish the round that `detail` names: GET /v1/rounds/{id}, then POST /v1/rounds/{id}/actions. Where none is named, wait until the game that was played before has ended its round.',
  },
  round_too_large: {
    kind: 'conflict',
    message: 'The round that was drawn is too long to be recorded. It is void, and nothing was staked.',
    remedy:
      'Play another round, with another Idempotency-Key. The game needs a version with shorter rounds: see `detail` and the log of games.',
  },
  round_moved_on: {
    kind: 'conflict',
    message: 'The round is not where this decision was taken.',
    remedy: 'Read it again: GET /v1/rounds/{id}. The answer says what may be done now.',
  },
  action_not_allowed: {
    kind: 'invalid',
    message: 'This cannot be done in the round now.',
    remedy: 'See `detail`, and `open.actions` of the round.',
  },
} as const satisfies ErrorTable;

export const gamesError = errorFactory(gamesErrors);
