import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { houseClock } from '../api/house-clock.js';
import { curtain, useTuning } from '../api/live.js';
import { reads } from '../api/reads.js';
import type { Table } from '../api/table-news.js';
import { wheelMs } from '../roulette/wheel.js';
import { atFirst, next, overdueAt, type Show, type Stage, stageOf } from './show.js';

const lookAgainMs = 4_000;
export const landingMs = 3_000;

/** A table as it is now: read once, then kept by the live connection. */
export function useTable(tableId: string) {
  useTuning(tableId);
  return useQuery(reads.table(tableId));
}

/** How the table stands, and what the wheel shows of it. A table that went silent is asked now and then. */
export function useShow(table: Table): { show: Show; stage: Stage } {
  const { round, tableId } = table;
  const [show, step] = useReducer(next, atFirst);
  useEffect(() => step({ type: 'table', table }), [table]);
  const { landing } = show;
  useEffect(() => {
    if (!landing) return;
    const timer = setTimeout(() => step({ type: 'rest' }), wheelMs(landingMs));
    return () => clearTimeout(timer);
  }, [landing]);
  const late = useReached(round && Date.parse(round.betsCloseAt));
  const overdue = useReached(round && overdueAt(round));
  useQuery({ ...reads.table(tableId), refetchInterval: overdue ? lookAgainMs : false });
  return { show, stage: stageOf(round, show, { late, overdue }) };
}

/** While nobody may know, the balance on show is the one from before: it does not give the result away. */
export function useCurtain({ round, bets }: Table, { landing, rested }: Show): void {
  const spinning = round?.phase === 'spinning';
  const told = round?.result !== undefined && rested?.roundId !== round.roundId;
  const hidden = spinning || told || landing !== undefined;
  useEffect(() => {
    // Also after the answer to a bet that came late: that stake is to be seen.
    if (spinning) curtain.close();
  }, [spinning, bets]);
  useEffect(() => {
    if (!hidden) curtain.open();
  }, [hidden]);
  useEffect(() => () => curtain.open(), []);
}

/** Whether the house's clock has reached a moment. */
function useReached(at: number | undefined): boolean {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const wait = (at ?? 0) - houseClock.now();
    if (wait <= 0) return;
    const timer = setTimeout(() => setLooks((before) => before + 1), wait + 10);
    return () => clearTimeout(timer);
  }, [at, looks]);
  return at !== undefined && houseClock.now() >= at;
}

/** Milliseconds until a moment of the house's clock, looked at some times a second. */
export function useLeft(until: string | undefined): number {
  const [now, setNow] = useState(() => houseClock.now());
  useEffect(() => {
    if (until === undefined) return;
    const look = (): void => setNow(houseClock.now());
    look();
    const timer = setInterval(look, 200);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? 0 : Math.max(0, Date.parse(until) - now);
}
