import { PlayerStream, type Schemas, type StreamMessage, type StreamState } from '@croupier/sdk';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { client, queries } from './client.js';
import { reads } from './reads.js';
import { tokens, usePlayerId } from './session.js';

type Wallet = Schemas['WalletView'];

const StreamContext = createContext<StreamState>('connecting');
export const useStreamState = (): StreamState => useContext(StreamContext);

/** Puts a wallet into the cache unless a newer version is there: answers and the stream may overtake each other. */
export function noteWallet(wallet: Wallet): void {
  queries.setQueryData(reads.wallet.queryKey, (known) =>
    known && known.playerId === wallet.playerId && known.version > wallet.version ? known : wallet,
  );
}

function hear(message: StreamMessage): void {
  if (message.type === 'hello' || message.type === 'balance') {
    noteWallet(message.data);
    for (const key of ['transactions', 'deposits', 'withdrawals'])
      void queries.invalidateQueries({ queryKey: [key] });
  }
  if (message.type === 'message') void queries.invalidateQueries({ queryKey: reads.messages.queryKey });
  if (message.type === 'round') void queries.invalidateQueries({ queryKey: reads.rounds.queryKey });
}

/** Holds the live connection while somebody is signed in, and keeps the cache at what it tells. */
export function LiveConnection({ children }: { children: ReactNode }) {
  const playerId = usePlayerId();
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    if (playerId === undefined) return;
    const { protocol, host } = location;
    const stream = new PlayerStream({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/v1/stream`,
      token: async (refused) => {
        const current = tokens.read()?.accessToken;
        if (current === undefined || current !== refused) return current;
        return (await client.renew(refused))?.accessToken;
      },
      onMessage: hear,
      onGap: () => void queries.invalidateQueries(),
      onState: setState,
    }).start();
    return () => {
      stream.stop();
      queries.clear();
    };
  }, [playerId]);
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
