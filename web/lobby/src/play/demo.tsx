import { createContext, type ReactNode, useContext } from 'react';
import { texts } from '../texts/en-gb.js';
import type { MoneyValue } from '../texts/formats.js';
import { Notice } from '../ui/notice.js';

const PlayMoney = createContext<MoneyValue | undefined>(undefined);

/** The play money a demo began with; undefined where the game is played for money. */
export const usePlayMoney = (): MoneyValue | undefined => useContext(PlayMoney);

/** A game that is tried: it says so all the while, and whatever shows money inside shows play money. */
export function DemoSeat({ money, children }: { money: MoneyValue; children: ReactNode }) {
  return (
    <PlayMoney value={money}>
      <Notice>
        <p>{texts.games.demo.label}</p>
      </Notice>
      {children}
    </PlayMoney>
  );
}
