import { errorFactory, type ErrorTable } from '../errors.js';

export const studiosErrors = {
  unknown_studio: {
    kind: 'not_found',
    message: 'There is no such studio here.',
    remedy: 'Use the address that was agreed with this casino.',
  },
  unknown_studio_game: {
    kind: 'not_found',
    message: 'There is no such game of a studio.',
    remedy: 'See GET /v1/studio-games.',
  },
  studio_game_away: {
    kind: 'unavailable',
    message: 'The studio of this game does not answer; its games are away until it does.',
    remedy: 'Play another game, or try again later.',
    retry: true,
  },
  free_rounds_not_offered: {
    kind: 'invalid',
    status: 422,
    message: 'The studio does not give such free rounds of this game.',
    remedy: 'Choose what its definition has for the game: the member named in `field` is what does not fit.',
  },
  free_rounds_over: {
    kind: 'conflict',
    message: 'These free rounds are used up, have lapsed or were refused: there is nothing to cancel.',
    remedy: 'Read them to see how they stand.',
  },
} as const satisfies ErrorTable;

export const studiosError = errorFactory(studiosErrors);
