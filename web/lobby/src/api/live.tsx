import { PlayerStream, type Schemas, type StreamMessage, type StreamState } from '@croupier/sdk';
import { useQuery } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { client, queries } from './client.js';
import { reads } from './reads.js';
import { houseClock } from './house-clock.js';
import { tokens, usePlayerId } from './session.js';
import { forgetOffers, isOfProtection } from './on-offer.js';
import { noteTable } from './table-news.js';
import { standsAt } from './table-standing.js';

type Wallet = Schemas['WalletView'];

const StreamContext = createContext<StreamState>('connecting');
export const useStreamState = (): StreamState => useContext(StreamContext);

/** Puts a wallet into the cache unless a newer version is there: answers and the stream may overtake each other. */
export function noteWallet(wallet: Wallet): void {
  queries.setQueryData(reads.wallet.queryKey, (known) =>
    known && known.playerId === wallet.playerId && known.version > wallet.version ? known : wallet,
  );
}

/** The balance an answer carries is as true as one from the stream. */
export function noteBalance(
  answer: Pick<Schemas['BetsReceipt'], 'balance' | 'version'> & { bonus?: Wallet['bonus'] },
): void {
  const { balance, bonus, version } = answer;
  const known = queries.getQueryData(reads.wallet.queryKey);
  if (known) noteWallet({ ...known, cash: balance, ...(bonus ? { bonus } : {}), version });
}

function hear(message: StreamMessage): void {
  if (message.type === 'hello') houseClock.note(message.at);
  if (message.type === 'hello' || message.type === 'balance') {
    noteWallet(message.data);
    for (const key of ['transactions', 'deposits', 'withdrawals', 'bonuses'])
      void queries.invalidateQueries({ queryKey: [key] });
  }
  // A list or a rule of yesterday must not be on show beside a game of today.
  if (message.type === 'game') void queries.invalidateQueries({ queryKey: reads.games.queryKey });
  if (message.type === 'table-changed') void queries.invalidateQueries({ queryKey: reads.tables.queryKey });
  if (message.type === 'bonus') void queries.invalidateQueries({ queryKey: reads.bonuses.queryKey });
  if (message.type === 'message') {
    void queries.invalidateQueries({ queryKey: reads.messages.queryKey });
    if (isOfProtection(message.data)) {
      forgetOffers();
      for (const { queryKey } of [reads.protection, reads.limits])
        void queries.invalidateQueries({ queryKey });
    }
  }
  if (message.type === 'round') {
    queries.setQueryData(reads.settled(message.data.roundId).queryKey, message.data);
    void queries.invalidateQueries({ queryKey: reads.rounds.queryKey });
  }
  if (message.type === 'jackpot') {
    const news = message.data;
    queries.setQueryData(
      reads.jackpots.queryKey,
      (known) =>
        known && {
          data: known.data.map((each) => (each.jackpotId === news.jackpotId ? { ...each, ...news } : each)),
        },
    );
  }
  // What a round was won or lost by is said when its wheel rests; of a void one there is nothing to give away.
  if (message.type === 'table-part' && message.data.how === 'voided')
    standsAt(message.data.gameSessionId, message.data);
  if (message.type === 'table' || message.type === 'table-totals') {
    const { queryKey } = reads.table(message.data.tableId);
    const news = noteTable(queries.getQueryData(queryKey), message);
    if (news.table) queries.setQueryData(queryKey, news.table);
    if (news.missed) void queries.invalidateQueries({ queryKey });
  }
}

/** The one thing at a time that a page listens to besides the player's own. */
class Tuning {
  private tableId: string | undefined;
  private readonly listeners = new Set<() => void>();

  set(tableId: string | undefined): void {
    this.tableId = tableId;
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  url = (): string => {
    const { protocol, host } = location;
    const query = this.tableId === undefined ? '' : `?table=${encodeURIComponent(this.tableId)}`;
    return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/v1/stream${query}`;
  };
}

const tuning = new Tuning();

/** Has the live connection tell of a table as well, as long as the page is there. */
export function useTuning(tableId: string): void {
  useEffect(() => {
    tuning.set(tableId);
    return () => tuning.set(undefined);
  }, [tableId]);
}

/** Holds the live connection while somebody is signed in, and keeps the cache at what it tells. */
export function LiveConnection({ children }: { children: ReactNode }) {
  const playerId = usePlayerId();
  const [state, setState] = useState<StreamState>('connecting');
  const url = useSyncExternalStore(tuning.subscribe, tuning.url);
  const stream = useRef<PlayerStream | undefined>(undefined);
  useEffect(() => {
    if (playerId === undefined) return;
    const opened = new PlayerStream({
      url: tuning.url(),
      token: async (refused) => {
        const current = tokens.read()?.accessToken;
        if (current === undefined || current !== refused) return current;
        return (await client.renew(refused))?.accessToken;
      },
      onMessage: hear,
      onGap: () => void queries.invalidateQueries(),
      onState: setState,
    }).start();
    stream.current = opened;
    return () => {
      opened.stop();
      stream.current = undefined;
      queries.clear();
    };
  }, [playerId]);
  useEffect(() => stream.current?.move(url), [url]);
  return <StreamContext value={state}>{children}</StreamContext>;
}

/** While reels turn, the balance on show is the one from before: the result is not given away. */
class Curtain {
  private held: Wallet | undefined;
  private readonly listeners = new Set<() => void>();

  close(): void {
    this.set(queries.getQueryData(reads.wallet.queryKey));
  }

  open(): void {
    this.set(undefined);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): Wallet | undefined => this.held;

  private set(held: Wallet | undefined): void {
    this.held = held;
    for (const listener of this.listeners) listener();
  }
}

export const curtain = new Curtain();

/** The wallet as it is on show. */
export function useWallet(): Wallet | undefined {
  const playerId = usePlayerId();
  const { data } = useQuery({ ...reads.wallet, enabled: playerId !== undefined });
  const held = useSyncExternalStore(curtain.subscribe, curtain.current);
  return held ?? data;
}
