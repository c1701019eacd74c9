import { placeBets } from './bets.js';
import { tablePartsSettled, tableRoundChanged, tableTotalsCounted } from './rounds.js';
import { acknowledgeTableCheck, openTableSession, readTableSession } from './sessions.js';
import { listTables, readTable } from './tables.js';
import {
  approveTableVersion,
  listTableVersions,
  proposeTableVersion,
  readTableDefinition,
  releaseTableVersion,
  switchTable,
  tableChanged,
} from './versions.js';

const liveAsks = [
  listTables,
  readTable,
  openTableSession,
  readTableSession,
  acknowledgeTableCheck,
  placeBets,
];

/** What players ask of the tables, and staff. */
export const tablePageAsks = [
  ...liveAsks,
  ...[listTableVersions, proposeTableVersion, switchTable, releaseTableVersion],
];

/** Everything the tables are asked. */
export const tableAsks = [...tablePageAsks, approveTableVersion, readTableDefinition];

/** What streams tell of tables. */
export const tableFacts = [tableRoundChanged, tableTotalsCounted, tablePartsSettled, tableChanged];
