import { receiveStudioCall } from './calls.js';
import { listStudioDifferences } from './differences.js';
import {
  cancelStudioRounds,
  giveStudioRounds,
  listOwnStudioRounds,
  listPlayerStudioRounds,
  listStudioFreeRounds,
  readStudioRounds,
} from './free-rounds.js';
import { launchStudioGame, listStudioGames } from './games.js';
import { closeStudioIncident, listStudioIncidents } from './incidents.js';
import { readStudioRound } from './rounds.js';

/** What is asked of studios' games, by players, staff and the studios themselves. */
export const studiosAsks = [
  receiveStudioCall,
  listStudioGames,
  launchStudioGame,
  listOwnStudioRounds,
  giveStudioRounds,
  cancelStudioRounds,
  readStudioRounds,
  listPlayerStudioRounds,
  listStudioFreeRounds,
  listStudioDifferences,
  listStudioIncidents,
  closeStudioIncident,
  readStudioRound,
];
